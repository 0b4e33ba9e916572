"""Opening a case in an emergency, telling at once whoever has to know, and looking at it afterwards."""

from datetime import datetime

from django.db import connection, transaction

from rjhub.cases import policies, queries, reminding
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, EmergencyAccess, Party
from rjhub.cases.vocabulary import EmergencyFinding
from rjhub.kernel import working_days
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Side

TOLD, REVIEW = "emergency", "review_emergency"
DAYS_TO_REVIEW = 2
NOTHING = "No case with this reference can be opened like this. Check it, and ring the hub if somebody is in danger."


@transaction.atomic
def open_in_an_emergency(*, reference: str, because: str, by: Staff, at: datetime) -> EmergencyAccess:
    """See a case for an hour, to keep somebody safe. The database makes the grants, and nothing else can.

    The hub, the supervisor, the contacts of the people harmed and an information officer are told at once. Raises
    Refused if this person may not, and in the same words for a case that is missing and one that is shut to them.
    """
    policies.may_open_in_an_emergency(by).or_refuse()
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.open_in_an_emergency(%s, %s)", [reference, because])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        raise Refused(NOTHING)
    reader = readers.coordinators_of(by.partnership_id)
    with doors.opened(reader, door="cases:emergency", purpose="the program, for the hub"):
        access = queries.emergency(by.partnership_id, row[0])
        if access is None:
            raise Refused(NOTHING)
        _tell(queries.lock_case(access.case), access, by=by, at=at)
    return access


@transaction.atomic
def review_emergency(
    access: EmergencyAccess, *, finding: EmergencyFinding, note: str, by: Staff, at: datetime
) -> None:
    """Say whether it was right to open a case. Raises Refused if it is not theirs to say, or was said already."""
    policies.may_review_emergency(by, access).or_refuse()
    access.reviewed_at, access.reviewed_by, access.finding, access.note = at, by, finding, note
    access.save(update_fields=["reviewed_at", "reviewed_by", "finding", "note"])
    reader = readers.coordinators_of(access.partnership_id)
    with doors.opened(reader, door="cases:emergency", purpose="the program, for the hub"):
        case = queries.lock_case(access.case)
        end_tasks(case, REVIEW, by=by, at=at, subject_id=access.id)
        happened("cases:emergency:review", case=case, by=by, at=at, row=access, detail=finding.label)


def _tell(case: Case, access: EmergencyAccess, *, by: Staff, at: datetime) -> None:
    happened("cases:emergency:open", case=case, by=by, at=at, row=access, detail=by.agency.short_name)
    address = f"/emergencies/{access.id}"
    told = ToDo(
        kind=TOLD, words="Somebody opened this case in an emergency", address=address, subject_id=access.id
    )
    harmed = Party.objects.filter(case=case, side=Side.HARMED, named_contact__isnull=False).select_related(
        "named_contact__account"
    )
    people = [one.named_contact for one in harmed if one.named_contact]
    people += [case.supervisor] if case.supervisor else []
    for holder in {case.hub.coordinators_id, *(one.principal_id for one in people)}:
        give_task(case, told, to=holder, at=at)
    review = ToDo(
        kind=REVIEW, words="Look at why a case was opened in an emergency", address=address, subject_id=access.id,
        due_on=working_days.due_on(at, DAYS_TO_REVIEW),
    )  # fmt: skip
    give_task(case, review, to=access.holder_id, at=at)
    officer = Staff.objects.filter(principal=access.holder_id).select_related("account")
    reminding.tell_of_an_emergency([*people, *officer, *queries.coordinators_of(case)])
