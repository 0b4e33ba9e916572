"""The agenda: made from the cases that wait, put in another order, added to, and left out with a word why."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from rjhub.audit.recording import record
from rjhub.cases.models import Case
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import WordsPlace
from rjhub.hubmeetings import ordering, policies, queries
from rjhub.hubmeetings.models import AgendaItem, HubMeeting
from rjhub.hubmeetings.vocabulary import Because
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Category, Side


@transaction.atomic
def bring_up_to_date(meeting: HubMeeting, *, by: Staff, at: datetime) -> None:
    """Put every case of the hub that waits, and is not there yet, at the end of the agenda, in the pathway's order.

    The program does it for the hub, so that a case is there for the others from which the doer is shut out; and what
    was put off at the last meeting comes again. Sealed cases are added by hand. Raises Refused if this person may not.
    """
    policies.may_change(by, meeting).or_refuse()
    reader = readers.coordinators_of(meeting.partnership_id)
    with doors.opened(reader, door="hubmeetings:agenda", purpose="the program, for the hub"):
        meeting = queries.lock_meeting(meeting)
        there = set(AgendaItem.objects.filter(meeting=meeting).values_list("case_id", flat=True))
        stages = queries.stages_that_wait(meeting.hub)
        found = [ordering.waiting(case) for case in queries.cases_that_may_wait(meeting.hub, stages)]
        new = [one for one in found if one and one.case.id not in there]
        ordered = [(one.case, one.why) for one in ordering.in_order(new, clock.day_of(at))]
        again = [case for case in queries.put_off_before(meeting) if case.id not in there]
        seen = {case.id for case, _ in ordered}
        ordered += [(case, Because.PUT_OFF) for case in again if case.id not in seen]
        _add(meeting, ordered, by=by, at=at)


@transaction.atomic
def add_case(meeting: HubMeeting, case: Case, *, because: str, by: Staff, at: datetime) -> AgendaItem:
    """Put a case on the agenda that does not wait for the hub, or one that was left out.

    Raises Refused if this person may not, if the case is another hub's or closed, or if it is there.
    """
    meeting = queries.lock_meeting(meeting)
    there = AgendaItem.objects.filter(meeting=meeting, case=case).first()
    all_of(
        policies.may_change(by, meeting),
        allow_if(case.hub_id == meeting.hub_id, "This case is with another hub."),
        allow_if(not case.is_closed, "This case is closed. Reopen it first."),
        allow_if(there is None or there.left_out_at, "This case is on the agenda already."),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.MEETING, because)
    if there is None:
        _add(meeting, [(case, Because.BY_HAND)], because=because, by=by, at=at)
        return AgendaItem.objects.get(partnership_id=meeting.partnership_id, meeting=meeting, case=case)
    there.left_out_at, there.left_out_by, there.left_out_because = None, None, ""
    there.because = because
    there.version += 1
    there.save(update_fields=["left_out_at", "left_out_by", "left_out_because", "because", "version"])
    record("hubmeetings:item:put_back", by=by, subject=there, partnership=meeting.partnership_id)
    return there


@transaction.atomic
def leave_out(item: AgendaItem, *, because: str, by: Staff, at: datetime) -> AgendaItem:
    """Take a case off the agenda, saying why. Raises Refused if this person may not, or once something was decided."""
    item = queries.lock_item(item)
    all_of(
        policies.may_change(by, item.meeting),
        allow_if(
            not item.decisions.exists(), "Something was decided about this case, so it stays in the minutes."
        ),
        allow_if(item.left_out_at is None, "This case is left out already."),
    ).or_refuse()
    wording.let_through(item.case_id, WordsPlace.MEETING, because)
    item.left_out_at, item.left_out_by, item.left_out_because = at, by, because
    item.version += 1
    item.save(update_fields=["left_out_at", "left_out_by", "left_out_because", "version"])
    record("hubmeetings:item:leave_out", by=by, subject=item, partnership=item.partnership_id)
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, earlier: bool, by: Staff, at: datetime) -> None:
    """Change places with the case before or after, of those that the doer sees. Raises Refused if they may not."""
    del at
    meeting = queries.lock_meeting(item.meeting)
    policies.may_change(by, meeting).or_refuse()
    seen = [one for one in queries.agenda_of(meeting) if one.left_out_at is None]
    place = next((number for number, one in enumerate(seen) if one.id == item.id), None)
    other = None if place is None else place - 1 if earlier else place + 1
    if place is None or other is None or not 0 <= other < len(seen):
        return
    mine, theirs = seen[place], seen[other]
    mine.place, theirs.place = theirs.place, mine.place
    for one in (mine, theirs):
        one.save(update_fields=["place"])
    record("hubmeetings:item:move", by=by, subject=mine, partnership=meeting.partnership_id)


@transaction.atomic
def take_up(item: AgendaItem, *, by: Staff, at: datetime) -> None:
    """Talk about this case now, and no more about the one before. Raises Refused if this person may not."""
    reader = readers.coordinators_of(item.partnership_id)
    policies.may_decide(by, item.meeting).or_refuse()
    # Somebody else may have taken up a case that this person does not see.
    with doors.opened(reader, door="hubmeetings:taking_up", purpose="the program, for the hub"):
        queries.lock_meeting(item.meeting)
        AgendaItem.objects.filter(
            partnership_id=item.partnership_id,
            meeting=item.meeting,
            taken_up_at__isnull=False,
            put_down_at=None,
        ).exclude(id=item.id).update(put_down_at=at)
    item = queries.lock_item(item)
    allow_if(item.left_out_at is None, "This case is left out of the agenda.").or_refuse()
    item.taken_up_at, item.put_down_at = at, None
    item.save(update_fields=["taken_up_at", "put_down_at"])
    record("hubmeetings:item:take_up", by=by, subject=item, partnership=item.partnership_id)


def _add(
    meeting: HubMeeting,
    cases: Iterable[tuple[Case, Because]],
    *,
    because: str = "",
    by: Staff,
    at: datetime,
) -> None:
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("place"))["last"] or 0
    for place, (case, why) in enumerate(cases, start=last + 1):
        item = AgendaItem.objects.create(
            partnership_id=case.partnership_id, file_id=case.file_id, side=Side.NEUTRAL, category=Category.CASEWORK,
            case=case, meeting=meeting, place=place, why=why, because=because,
            added_by=by if why == Because.BY_HAND else None, added_at=at,
        )  # fmt: skip
        record("hubmeetings:item:add", by=by, subject=item, partnership=meeting.partnership_id)
