"""Rules about the duties of the Victims' Code: who dates them, and who says that they were done."""

from rjhub.cases.models import Case, CodeDuty
from rjhub.cases.policies.case import may_work_on
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


def may_see_all_duties(staff: Staff) -> Decision:
    """The list of what is owed, and how it is kept, is for a hub's coordinators."""
    return allow_if(staff.holds(Role.COORDINATOR), "Only coordinators of a hub see the list.")


def may_note_duty(staff: Staff, case: Case, duty: CodeDuty) -> Decision:
    """The agency whose duty it is says when it was done; whoever works on the case may write it down for them."""
    return all_of(
        allow_if(
            is_held_by(duty, staff) or bool(may_work_on(staff, case)),
            "Only a lead contact of the agency whose duty it is, or whoever works on the case, can do this.",
        ),
        is_not_written_down(duty),
    )


def is_held_by(duty: CodeDuty, staff: Staff) -> bool:
    """Whether it is the duty of somebody's agency, and they are a lead contact there."""
    return duty.holder_id in acting.principals_of(staff)


def is_not_written_down(duty: CodeDuty) -> Decision:
    """What was written down stays; that it was done at the latest by some day can be made exact."""
    return allow_if(
        duty.done_on is None or duty.at_latest, "Somebody has written down already when this was done."
    )
