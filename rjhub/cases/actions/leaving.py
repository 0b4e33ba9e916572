"""What follows when somebody leaves their agency: no case is left without anybody who answers for it."""

from datetime import datetime

from rjhub.cases.actions.allocating import let_facilitator_go
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.models import Allocation, Case
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.announcements import RoleEnded, StaffLeft
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import doors, readers
from rjhub.sharing.actions.granting import end_all_grants_of

BECAUSE = "They left their agency."
NO_FACILITATOR = "They are no facilitator any more."


def give_back_cases(fact: StaffLeft) -> None:
    """Let a leaver go from every case that they facilitate, and ask the hubs to find somebody else.

    Raises Refused while they still answer for a case: exactly one person does, so it has to be handed over first.
    """
    staff = Staff.objects.select_related("account", "agency", "principal").get(id=fact.staff_id)
    at = clock.now()
    reader = readers.coordinators_of(staff.partnership_id)
    with doors.opened(reader, door="cases:leaving", purpose="the program, for the hubs"):
        _refuse_while_answering(staff)
        _give_back_all(
            staff, because=BECAUSE, words="Ask another facilitator: one has left their agency", at=at
        )
        end_all_grants_of(staff.principal, by=None, at=at)


def give_back_what_a_role_held(fact: RoleEnded) -> None:
    """Let whoever is no facilitator any more go from the cases that they facilitate, and ask the hubs for another.

    Raises Refused while somebody who would neither coordinate nor facilitate any more still answers for a case.
    """
    if fact.role not in {Role.COORDINATOR, Role.FACILITATOR}:
        return
    staff = Staff.objects.select_related("account", "agency", "principal").get(id=fact.staff_id)
    at = clock.now()
    reader = readers.coordinators_of(staff.partnership_id)
    with doors.opened(reader, door="cases:role_ended", purpose="the program, for the hubs"):
        if not staff.holds(Role.COORDINATOR, Role.FACILITATOR):
            _refuse_while_answering(staff)
        if not staff.holds(Role.FACILITATOR):
            words = "Ask another facilitator: one does not facilitate any more"
            _give_back_all(staff, because=NO_FACILITATOR, words=words, at=at)


def _refuse_while_answering(staff: Staff) -> None:
    answering = Case.objects.filter(answering_staff=staff, closed_at=None).order_by("reference")
    references = list(answering.values_list("reference", flat=True)[:5])
    if references:
        raise Refused(
            f"{staff.name} still answers for {', '.join(references)}. Hand each of these over first."
        )


def _give_back_all(staff: Staff, *, because: str, words: str, at: datetime) -> None:
    for one in Allocation.objects.filter(facilitator=staff, ended_at=None, declined_at=None).select_related(
        "case__hub", "case__file", "facilitator__account", "facilitator__principal"
    ):
        _give_back(one, because=because, words=words, at=at)


def _give_back(allocation: Allocation, *, because: str, words: str, at: datetime) -> None:
    case = allocation.case
    let_facilitator_go(allocation, because=because, by=None, at=at)
    if not case.is_closed:
        to_do = ToDo(kind="allocate", words=words, address=f"/cases/{case.reference}/responsibility")
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)
