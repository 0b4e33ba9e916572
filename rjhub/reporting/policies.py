"""Who sees figures, and which."""

from rjhub.kernel.decisions import Decision, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


def may_count(by: Staff) -> Decision:
    """Exact figures, as small as they are: whoever coordinates a hub. Everybody else sees what was released."""
    return allow_if(by.holds(Role.COORDINATOR), "Only coordinators see exact figures.")
