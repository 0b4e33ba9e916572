"""Who sees how the work is spread. What they see of it is what row security lets them count."""

from rjhub.kernel.decisions import Decision, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


def may_see_workload(by: Staff) -> Decision:
    """Whoever gives out cases, and whoever supervises those who have them."""
    return allow_if(
        by.holds(Role.COORDINATOR, Role.SUPERVISOR),
        "Only coordinators and supervisors see how the work is spread.",
    )
