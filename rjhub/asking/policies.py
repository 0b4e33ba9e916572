"""Who may ask, and who hears of it. The database holds the same."""

from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role, WorksWith
from rjhub.sharing import queries as agreements

ASKING_ROLES = (
    Role.REFERRER,
    Role.LEAD_CONTACT,
    Role.COORDINATOR,
    Role.FACILITATOR,
    Role.SUPERVISOR,
    Role.VOLUNTEER,
)


def may_ask(by: Staff) -> Decision:
    """Whoever may come to approach somebody: at an agency that works with people, in a role that does."""
    missing = agreements.what_is_missing(by)
    return all_of(
        allow_if(
            by.holds(*ASKING_ROLES),
            "Your role does not include approaching people. Ask your agency’s administrator to change that.",
        ),
        allow_if(
            by.agency.works_with != WorksWith.NEITHER,
            f"{by.agency.short_name} works with neither side, so it approaches nobody.",
        ),
        allow_if(not missing, f"You cannot ask now. {missing} Ask your agency’s information officer."),
    )


def may_hear(by: Staff) -> Decision:
    """Coordinators hear of every question, so that they can ring whoever asked."""
    return allow_if(
        by.holds(Role.COORDINATOR), "Only coordinators of a hub see who asked before approaching."
    )


def may_watch(by: Staff) -> Decision:
    """The information officer of an agency sees how its own people ask."""
    return allow_if(
        by.holds(Role.INFORMATION_OFFICER),
        f"Only the information officer of {by.agency.short_name} sees how its people ask.",
    )
