"""Who arranges a hub's meetings and decides at them."""

from rjhub.hubmeetings.models import HubMeeting, Presence
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Hub, Staff
from rjhub.partnership.vocabulary import Role


def hubs_of(staff: Staff) -> list[Hub]:
    """The hubs that somebody coordinates."""
    held = (one.hub for one in staff.current_roles() if one.role == Role.COORDINATOR)
    return [hub for hub in held if hub is not None]


def runs(staff: Staff, meeting: HubMeeting) -> bool:
    """Whether somebody coordinates the hub of a meeting."""
    return any(hub.id == meeting.hub_id for hub in hubs_of(staff))


def may_arrange(staff: Staff, hub: Hub) -> Decision:
    """Arranging a meeting of a hub."""
    return allow_if(
        any(one.id == hub.id for one in hubs_of(staff)),
        "Only a coordinator of the hub arranges its meetings.",
    )


def may_run(staff: Staff, meeting: HubMeeting) -> Decision:
    """Inviting, making the agenda, noting who is there."""
    return allow_if(runs(staff, meeting), "Only a coordinator of the hub can do this.")


def may_change(staff: Staff, meeting: HubMeeting) -> Decision:
    """The same of a meeting that is not over."""
    return all_of(
        may_run(staff, meeting),
        allow_if(meeting.called_off_at is None, "This meeting was called off."),
        allow_if(meeting.ended_at is None, "This meeting has ended. What was decided stands in the minutes."),
    )


def may_decide(staff: Staff, meeting: HubMeeting) -> Decision:
    """Deciding about a case at a meeting: who runs it and is in the room."""
    here = Presence.objects.filter(meeting=meeting, seat__staff=staff, left_at=None)
    return all_of(
        may_change(staff, meeting),
        allow_if(here.exists(), "Say that you are here first, so that the minutes show who was there."),
    )
