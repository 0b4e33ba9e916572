"""Which membership a session acts as, and the principals that go with it."""

from uuid import UUID

from django.http import HttpRequest

from rjhub.kernel import clock
from rjhub.partnership.models import Account, Principal, Staff
from rjhub.partnership.vocabulary import PrincipalKind, Role

CHOSEN = "acting_as"


def memberships(account: Account) -> list[Staff]:
    """Every membership that the person may act as now, newest first."""
    now = clock.now()
    held = Staff.objects.filter(account=account).select_related("agency", "partnership", "account").order_by("-since")
    return [staff for staff in held if account.is_active and staff.may_act_at(now)]


def staff_for(request: HttpRequest) -> Staff | None:
    """The membership that this session acts as; None until one of several is chosen, or if there is none any more."""
    account = request.user
    if not isinstance(account, Account):
        return None
    current = memberships(account)
    chosen = request.session.get(CHOSEN)
    if chosen:
        return next((staff for staff in current if staff.id == UUID(chosen)), None)
    return current[0] if len(current) == 1 else None


def principals_of(staff: Staff) -> tuple[int, ...]:
    """The numbers of all principals that a member of staff acts as: their own, and those of the roles they hold."""
    numbers = {staff.principal_id}
    for held in staff.current_roles():
        if held.role == Role.COORDINATOR and held.hub:
            numbers.add(held.hub.coordinators_id)
        if held.role == Role.LEAD_CONTACT:
            numbers.add(staff.agency.leads_id)
    return tuple(sorted(numbers))


def intake_of(partnership_id: int) -> int:
    """The principal as which the program takes in a referral that a member of the public makes."""
    return Principal.objects.get(partnership_id=partnership_id, kind=PrincipalKind.INTAKE).id
