"""Which membership a session acts as, and the principals that go with it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from rjhub.kernel import clock
from rjhub.kernel.prepared import Prepared
from rjhub.partnership.models import Account, Principal, RoleHeld, Staff
from rjhub.partnership.vocabulary import PrincipalKind, Role

CHOSEN = "acting_as"
VOUCHED = "vouched"
_HELD = Prepared(
    lambda account: (
        Staff.objects.filter(account_id=account)
        .select_related("agency", "partnership", "account")
        .order_by("-since")
    ),
    account=UUID,
)


@dataclass(frozen=True)
class Vouched:
    """An agency's own sign-on vouched for somebody: as its own member of staff, and for nothing else."""

    account: str
    agency: str
    second_factor: bool


def vouch(request: HttpRequest, staff: Staff, *, second_factor: bool) -> None:
    """Note in the session that an agency's sign-on vouched for one of its staff."""
    noted = Vouched(account=str(staff.account_id), agency=str(staff.agency_id), second_factor=second_factor)
    request.session[VOUCHED] = asdict(noted)


def vouched(request: HttpRequest, account: Account) -> Vouched | None:
    """What an agency vouched for in this session about this person; what it said about anybody else is nothing."""
    noted = Vouched(**request.session[VOUCHED]) if VOUCHED in request.session else None
    return noted if noted and noted.account == str(account.id) else None


def memberships(account: Account) -> list[Staff]:
    """Every membership that the person may act as now, newest first."""
    now = clock.now()
    return [staff for staff in _HELD(account=account.id) if account.is_active and staff.may_act_at(now)]


def choices(request: HttpRequest, current: Sequence[Staff]) -> list[Staff]:
    """Those of somebody's current memberships that this session may act as."""
    noted = vouched(request, current[0].account) if current else None
    return [staff for staff in current if not noted or noted.agency == str(staff.agency_id)]


def staff_for(request: HttpRequest, current: Sequence[Staff]) -> Staff | None:
    """The membership that this session acts as; None until one of several is chosen, or if there is none any more."""
    offered = choices(request, current)
    chosen = request.session.get(CHOSEN)
    if chosen:
        return next((staff for staff in offered if staff.id == UUID(chosen)), None)
    return offered[0] if len(offered) == 1 else None


def principals_of(staff: Staff) -> tuple[int, ...]:
    """The numbers of all principals that a member of staff acts as: their own, and those of the roles they hold."""
    return _principals(staff, staff.current_roles())


def principals_at(staff: Staff, at: datetime) -> tuple[int, ...]:
    """The same at a moment that has passed, by the roles that were held then."""
    held = staff.roles.select_related("hub").filter(started_at__lte=at)
    return _principals(staff, [one for one in held if one.is_held_at(at)])


def _principals(staff: Staff, roles: Iterable[RoleHeld]) -> tuple[int, ...]:
    numbers = {staff.principal_id}
    for held in roles:
        if held.role == Role.COORDINATOR and held.hub:
            numbers.add(held.hub.coordinators_id)
        if held.role == Role.LEAD_CONTACT:
            numbers.add(staff.agency.leads_id)
    return tuple(sorted(numbers))


def intake_of(partnership_id: int) -> int:
    """The principal as which the program takes in a referral that a member of the public makes."""
    return Principal.objects.get(partnership_id=partnership_id, kind=PrincipalKind.INTAKE).id
