"""Who may open a case in an emergency, and who looks at it afterwards."""

from rjhub.cases.models import EmergencyAccess
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import queries as sharing_queries

MAY_OPEN = (Role.COORDINATOR, Role.FACILITATOR, Role.SUPERVISOR, Role.LEAD_CONTACT)


def may_open_in_an_emergency(staff: Staff) -> Decision:
    """Those whose work it is to keep people safe. The database asks the same once more."""
    return all_of(
        allow_if(
            staff.holds(*MAY_OPEN),
            "Only coordinators, facilitators, supervisors and lead contacts can do this. Ring the hub.",
        ),
        allow_if(
            sharing_queries.is_covered(staff.agency_id), "Your agency sees no case today. Ring the hub."
        ),
    )


def may_review_emergency(staff: Staff, access: EmergencyAccess) -> Decision:
    """Whoever was asked to look at it, who is not the one who opened the case; once."""
    return all_of(
        allow_if(
            access.holder_id in acting.principals_of(staff) and access.staff.account_id != staff.account_id,
            "Somebody else was asked to look at this.",
        ),
        allow_if(access.reviewed_at is None, "This was looked at already."),
    )
