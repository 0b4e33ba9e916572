"""Who watches the reading of whom, and who may ask about the access of others. The database holds the same."""

from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Hub, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.reading.models import Finding


def may_watch(by: Staff) -> Decision:
    """The information officer of an agency sees what its own people read."""
    return allow_if(
        by.holds(Role.INFORMATION_OFFICER),
        f"Only the information officer of {by.agency.short_name} sees what its people read.",
    )


def may_settle(by: Staff, finding: Finding) -> Decision:
    """Nobody records what came of their own reading."""
    return all_of(
        may_watch(by),
        allow_if(
            finding.staff_id != by.id,
            "This is about your own reading. Another information officer of your agency records what came of it.",
        ),
    )


def watches_everybody(by: Staff) -> bool:
    """Whether somebody answers for the whole partnership: at an agency that runs a hub."""
    if not by.holds(Role.INFORMATION_OFFICER, Role.ADMINISTRATOR):
        return False
    hubs = Hub.objects.filter(partnership_id=by.partnership_id, host_id=by.agency_id)
    return any(hub.until is None or hub.until >= clock.today() for hub in hubs)


def may_ask_about(by: Staff, staff: Staff) -> Decision:
    """For one's own agency as its information officer; for anybody at an agency that runs a hub."""
    own = by.agency_id == staff.agency_id and by.holds(Role.INFORMATION_OFFICER)
    return allow_if(
        by.partnership_id == staff.partnership_id and (own or watches_everybody(by)),
        "An information officer can ask this for people at their own agency.",
    )


def may_ask(by: Staff) -> Decision:
    """Whether somebody may ask it for anybody but themselves."""
    return allow_if(
        by.holds(Role.INFORMATION_OFFICER) or watches_everybody(by),
        "Only an information officer can ask why somebody else sees something.",
    )
