"""Reading who opened a case in an emergency."""

from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Case, EmergencyAccess
from rjhub.cases.queries.responsibility import staff_of
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


def emergency(partnership_id: int, access_id: UUID) -> EmergencyAccess | None:
    """One emergency access, if the asker may see it."""
    return (
        EmergencyAccess.objects.filter(partnership_id=partnership_id, id=access_id)
        .select_related("staff__account", "staff__agency", "reviewed_by__account")
        .first()
    )


def find_emergency(staff: Staff, access_id: UUID) -> EmergencyAccess:
    """The door to one: for whoever works on the case, and whoever looks at it. Raises Http404 for everybody else."""
    found = emergency(staff.partnership_id, access_id)
    if found is None:
        raise Http404
    return found


def coordinators_of(case: Case) -> list[Staff]:
    """Everybody who coordinates the hub of a case today."""
    return [
        one
        for one in staff_of(case.partnership_id, Role.COORDINATOR)
        if any(held.hub_id == case.hub_id and held.role == Role.COORDINATOR for held in one.current_roles())
    ]
