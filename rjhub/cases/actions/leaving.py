"""What follows when somebody leaves their agency: no case is left without anybody who answers for it."""

from datetime import datetime

from rjhub.cases.actions.allocating import let_facilitator_go
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.models import Allocation, Case
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.announcements import StaffLeft
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers
from rjhub.sharing.actions.granting import end_all_grants_of

BECAUSE = "They left their agency."


def give_back_cases(fact: StaffLeft) -> None:
    """Let a leaver go from every case that they facilitate, and ask the hubs to find somebody else.

    Raises Refused while they still answer for a case: exactly one person does, so it has to be handed over first.
    """
    staff = Staff.objects.select_related("account", "agency", "principal").get(id=fact.staff_id)
    at = clock.now()
    reader = readers.coordinators_of(staff.partnership_id)
    with doors.opened(reader, door="cases:leaving", purpose="the program, for the hubs"):
        answering = Case.objects.filter(answering_staff=staff, closed_at=None).order_by("reference")
        references = list(answering.values_list("reference", flat=True)[:5])
        if references:
            raise Refused(
                f"{staff.name} still answers for {', '.join(references)}. Hand each of these over first."
            )
        for one in Allocation.objects.filter(
            facilitator=staff, ended_at=None, declined_at=None
        ).select_related("case__hub", "case__file", "facilitator__account", "facilitator__principal"):
            _give_back(one, at=at)
        end_all_grants_of(staff.principal, by=None, at=at)


def _give_back(allocation: Allocation, *, at: datetime) -> None:
    case = allocation.case
    let_facilitator_go(allocation, because=BECAUSE, by=None, at=at)
    if not case.is_closed:
        words = "Ask another facilitator: one has left their agency"
        to_do = ToDo(kind="allocate", words=words, address=f"/cases/{case.reference}/responsibility")
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)
