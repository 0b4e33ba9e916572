"""Chasing answers: a reminder before the day, then all lead contacts of the agency, then the hub.

What a mail says gives nothing away. The steps are those of every pathway; its clock says when an answer is due.
"""

from datetime import date, datetime

from django.db import transaction

from rjhub.cases import queries, reminding
from rjhub.cases.actions.asking import LATE
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import InformationRequest
from rjhub.cases.vocabulary import RequestStatus
from rjhub.design.words import day
from rjhub.kernel import working_days
from rjhub.partnership.models import Partnership, Staff
from rjhub.sharing import doors, readers

# In working days: before the day on which the answer is due, and after it.
REMINDED_BEFORE, LEADS_TOLD_AFTER, HUB_TOLD_AFTER = 1, 1, 3


def chase_everybody(*, today: date, at: datetime) -> int:
    """Take the next step for every open request that needs one. Answers for how many; safe to run twice a day."""
    if not working_days.is_working_day(today):
        return 0
    return sum(
        chase_requests_of(partnership.id, today=today, at=at)
        for partnership in Partnership.objects.order_by("id")
    )


@transaction.atomic
def chase_requests_of(partnership_id: int, *, today: date, at: datetime) -> int:
    """The same for one partnership. The program acts for its hubs."""
    reader = readers.coordinators_of(partnership_id)
    with doors.opened(reader, door="cases:request:chase", purpose="the program, to remind"):
        soon = working_days.add_working_days(today, REMINDED_BEFORE)
        return sum(
            _chase(request, today=today, at=at) for request in queries.unanswered_by(partnership_id, soon)
        )


def _chase(request: InformationRequest, *, today: date, at: datetime) -> bool:
    request = queries.lock_request(request)
    if request.status != RequestStatus.ASKED:
        return False
    elsewhere = bool(request.outside_agency)
    leads = [] if elsewhere else queries.lead_contacts_of(request.agency)
    late = working_days.working_days_between(request.due_on, today)
    steps = []
    if request.reminded_at is None and not elsewhere:
        steps.append(("reminded_at", "remind", request.asked_name))
        reminding.tell(leads[:1])
    if request.escalated_at is None and late >= LEADS_TOLD_AFTER and not elsewhere:
        steps.append(("escalated_at", "escalate", request.asked_name))
        reminding.tell(leads)
    if request.hub_told_at is None and late >= _told_from(leads, elsewhere):
        steps.append(("hub_told_at", "tell_hub", request.asked_name))
        _tell_the_hub(request, alone=not leads and not elsewhere, today=today, at=at)
    for field, verb, agency in steps:
        setattr(request, field, at)
        happened(f"cases:request:{verb}", case=request.case, by=None, at=at, row=request, detail=agency)
    request.save(update_fields=[field for field, _, _ in steps])
    return bool(steps)


def _told_from(leads: list[Staff], elsewhere: bool) -> int:  # noqa: FBT001 - of one request
    """From how many working days late on the hub is told; at once where nobody else could be."""
    if elsewhere:
        return LEADS_TOLD_AFTER
    return HUB_TOLD_AFTER if leads else -REMINDED_BEFORE


def _tell_the_hub(request: InformationRequest, *, alone: bool, today: date, at: datetime) -> None:
    agency = request.asked_name
    words = (
        f"Ring {agency}: nobody there answers requests"
        if alone
        else f"Ring {agency}: their answer was due on {day(request.due_on)}"
    )
    to_do = ToDo(
        kind=LATE,
        words=words,
        address=f"/cases/{request.case_reference}/information",
        due_on=today,
        subject_id=request.id,
    )
    give_task(request.case, to_do, to=request.case.hub.coordinators_id, at=at)
