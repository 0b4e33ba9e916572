"""Who may do what in the partnership room. `by` is None where the program acts: a command, an invitation."""

from collections.abc import Sequence

from django.conf import settings

from rjhub.kernel.decisions import Decision, all_of, allow, allow_if
from rjhub.partnership.models import Account, Agency, Hub, Partnership, RoleHeld, Staff
from rjhub.partnership.vocabulary import Role


def may_sign_in(account: Account, current: Sequence[Staff]) -> Decision:
    """Only people who work for an agency now; `current` are their memberships.

    Accounts with a published password exist for demonstrations. They are worth nothing anywhere else.
    """
    demonstration = settings.DEMONSTRATION or not account.password_only
    return all_of(
        allow_if(
            account.is_active and demonstration,
            "This account is closed. Ask the administrator of your agency.",
        ),
        allow_if(
            current, "You do not work for an agency on RJ Hub now. Ask the administrator of your agency."
        ),
    )


def may_manage_staff(by: Staff | None, agency: Agency) -> Decision:
    """Only an administrator of the agency itself says who works there and in which roles."""
    if by is None:
        return allow()
    return allow_if(
        by.agency_id == agency.id and by.holds(Role.ADMINISTRATOR),
        f"Only an administrator of {agency.short_name} can change who works there and what they do.",
    )


def may_line_manage(manager: Staff, staff: Staff) -> Decision:
    """Everybody answers to somebody of their own agency, also where another hub guides their work."""
    return all_of(
        allow_if(manager.id != staff.id, "Nobody manages themselves. Choose somebody else."),
        allow_if(
            manager.agency_id == staff.agency_id and manager.until is None,
            f"A line manager works for {staff.agency.short_name}. Choose somebody who does.",
        ),
    )


def may_give_roles(by: Staff | None, agency: Agency, roles: tuple[Role, ...], hub: Hub | None) -> Decision:
    """Coordinators belong to the agency that hosts their hub, because a hub sees both sides of every case."""
    decisions = [may_manage_staff(by, agency)]
    if Role.COORDINATOR in roles:
        decisions.append(allow_if(hub is not None, "Choose the hub that they coordinate."))
        if hub is not None:
            decisions.append(
                allow_if(
                    hub.host_id == agency.id,
                    f"Only people at {hub.host.short_name}, which runs the {hub.name}, can coordinate it.",
                )
            )
    return all_of(*decisions)


def may_end_role(by: Staff | None, held: RoleHeld) -> Decision:
    """An administrator's own role is ended by a colleague, so no agency loses its last one by mistake."""
    own = by is not None and held.staff_id == by.id and held.role == Role.ADMINISTRATOR
    return may_manage_staff(by, held.staff.agency).and_(
        allow_if(
            not own, "You cannot end your own administrator role. Ask another administrator of your agency."
        )
    )


def may_leave(by: Staff | None, staff: Staff) -> Decision:
    """Somebody's leaving is recorded by a colleague."""
    own = by is not None and staff.id == by.id
    return may_manage_staff(by, staff.agency).and_(
        allow_if(not own, "You cannot record your own leaving. Ask another administrator of your agency."),
        allow_if(staff.until is None, f"{staff.name} has already left."),
    )


def may_lock(by: Staff, staff: Staff, account: Account) -> Decision:
    """Locking an account at once, by an administrator of an agency for which its owner works, or worked last."""
    left_for_another = staff.until is not None and Staff.objects.filter(account=account, until=None).exists()
    return may_manage_staff(by, staff.agency).and_(
        allow_if(
            staff.account_id != by.account_id, "You cannot lock your own account. Ask another administrator."
        ),
        allow_if(account.is_active, f"The account of {staff.name} is locked already."),
        allow_if(
            not left_for_another,
            f"{staff.name} has left {staff.agency.short_name} and works for another agency. An administrator there can "
            "lock their account.",
        ),
    )


def may_unlock(by: Staff, staff: Staff, account: Account) -> Decision:
    """Opening it again; not by its owner, and not for somebody who has left."""
    return may_manage_staff(by, staff.agency).and_(
        allow_if(staff.account_id != by.account_id, "You cannot unlock your own account."),
        allow_if(not account.is_active, f"The account of {staff.name} is not locked."),
        allow_if(staff.until is None, f"{staff.name} has left {staff.agency.short_name}."),
    )


def may_start_over(by: Staff, staff: Staff) -> Decision:
    """Whoever lost the ways into their account is helped by an administrator who knows them, not by themselves."""
    return may_manage_staff(by, staff.agency).and_(
        allow_if(
            staff.id != by.id, "You cannot do this for yourself. Ask another administrator of your agency."
        ),
        allow_if(staff.until is None, f"{staff.name} has left {staff.agency.short_name}."),
    )


def may_change_pathway(by: Staff | None, partnership: Partnership) -> Decision:
    """Those who answer for how cases are worked: coordinators and administrators of an agency that runs a hub."""
    if by is None:
        return allow()
    runs_a_hub = Hub.objects.filter(partnership=partnership, host_id=by.agency_id, until=None).exists()
    return allow_if(
        by.partnership_id == partnership.id and runs_a_hub and by.holds(Role.COORDINATOR, Role.ADMINISTRATOR),
        "Only coordinators, and administrators of the agency that runs a hub, can change how the partnership works.",
    )


def may_keep_receipts(by: Staff) -> Decision:
    """Those who answer for an agency's information keep the receipts with which the log can be checked."""
    return allow_if(
        by.holds(Role.INFORMATION_OFFICER, Role.ADMINISTRATOR),
        f"Only the information officer or an administrator of {by.agency.short_name} can keep its receipts.",
    )
