"""Who may read and write the register, and who may be asked to take a case."""

from datetime import date

from rjhub.facilitators import keeper
from rjhub.facilitators.lapsing import WORDS
from rjhub.facilitators.models import Learning, Practice
from rjhub.kernel.decisions import Decision, all_of, allow, allow_if, refuse
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


def may_keep(by: Staff, staff: Staff) -> Decision:
    """Saying how somebody works: their own line manager, or an administrator of their own agency."""
    return allow_if(
        by.partnership_id == staff.partnership_id and keeper.looks_after(staff.id),
        f"Only the line manager of {staff.name}, or an administrator of {staff.agency.short_name}, can change this.",
    )


def may_clear(by: Staff, staff: Staff) -> Decision:
    """Recording checks and vetting: as before, and nobody their own."""
    return all_of(
        may_keep(by, staff),
        allow_if(
            by.id != staff.id,
            "You cannot record your own checks. Ask your line manager or another administrator.",
        ),
    )


def may_say(by: Staff, staff: Staff) -> Decision:
    """Saying what somebody can and wants: they themselves, or whoever may say how they work."""
    return allow() if by.id == staff.id else may_keep(by, staff)


def may_supervise(supervisor: Staff, staff: Staff) -> Decision:
    """Being named as somebody's supervisor: a supervisor of the partnership, and not they themselves."""
    return all_of(
        allow_if(supervisor.id != staff.id, "Nobody supervises themselves. Choose somebody else."),
        allow_if(
            supervisor.partnership_id == staff.partnership_id and supervisor.holds(Role.SUPERVISOR),
            f"{supervisor.name} is not a supervisor.",
        ),
    )


def may_be_asked(staff: Staff, on: date) -> Decision:
    """Being asked to take a new case: nobody whose level, DBS check or vetting has lapsed."""
    return all_of(
        *(
            refuse(
                f"The {WORDS[what]} of {staff.name} has lapsed. "
                f"{staff.agency.short_name} has to renew it before they can take a new case."
            )
            for what in keeper.lapsed(staff.id, on)
        )
    )


def has_room(practice: Practice | None, has: int) -> bool:
    """Whether somebody has fewer cases than their agency lets them have; without a limit they always do."""
    return practice is None or practice.most_cases is None or has < practice.most_cases


def may_take_back(by: Staff, learning: Learning) -> Decision:
    """Taking back hours: whoever noted them, until they are approved."""
    return all_of(
        allow_if(by.id == learning.staff_id, "Only the person who noted these hours can take them back."),
        allow_if(learning.approved_at is None, "These hours are approved already, so they stay."),
        allow_if(learning.taken_back_at is None, "These hours have been taken back already."),
    )


def may_approve(by: Staff, learning: Learning) -> Decision:
    """Approving hours: the supervisor of whoever noted them."""
    return all_of(
        allow_if(keeper.supervises(learning.staff_id), "Only their supervisor can approve these hours."),
        allow_if(by.id != learning.staff_id, "Nobody approves their own hours."),
        allow_if(learning.approved_at is None, "These hours are approved already."),
        allow_if(learning.taken_back_at is None, "These hours have been taken back."),
    )


def may_record_supervision(by: Staff, staff: Staff) -> Decision:
    """Recording a session: the supervisor who is named for somebody."""
    return allow_if(
        by.partnership_id == staff.partnership_id and keeper.supervises(staff.id),
        f"Only the supervisor of {staff.name} can record this.",
    )
