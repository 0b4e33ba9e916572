"""Joining an agency, and what somebody does there: roles, practitioner level, training."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Refused, allow_if
from rjhub.partnership import installation, policies
from rjhub.partnership.models import (
    Account,
    Agency,
    Hub,
    PractitionerLevel,
    Principal,
    RoleHeld,
    Staff,
    Training,
)
from rjhub.partnership.vocabulary import Level, PrincipalKind, Role, TrainingKind


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Somebody who has no account yet. Without a password they cannot sign in until they set one."""

    name: str
    email: str
    password: str = ""
    password_only: bool = False


@transaction.atomic
@installation.or_staff
def take_on(
    who: Account | Newcomer,
    *,
    agency: Agency,
    roles: Collection[Role],
    since: date,
    by: Staff | None,
    hub: Hub | None = None,
    job_title: str = "",
) -> Staff:
    """Make somebody a member of staff (or a volunteer) of an agency; `hub` is for the role of coordinator.

    Raises Refused if `by` may not, if they already work there, or if the agency does not exist on that day.
    """
    return let_join(who, agency=agency, roles=roles, since=since, by=by, hub=hub, job_title=job_title)


def let_join(
    who: Account | Newcomer,
    *,
    agency: Agency,
    roles: Collection[Role],
    since: date,
    by: Staff | None = None,
    hub: Hub | None = None,
    job_title: str = "",
) -> Staff:
    """The same for whoever was invited: nobody vouches for it, so the database looks for their invitation."""
    agency = Agency.objects.select_for_update().get(id=agency.id)
    policies.may_give_roles(by, agency, tuple(roles), hub).or_refuse()
    allow_if(agency.exists_on(since), f"{agency.name} does not exist on that day.").or_refuse()
    account = who if isinstance(who, Account) else _account(who, agency=agency, by=by)
    working = Staff.objects.filter(account=account, agency=agency, until=None)
    allow_if(not working.exists(), f"{account.name} already works for {agency.short_name}.").or_refuse()
    principal = Principal.objects.create(
        partnership_id=agency.partnership_id,
        kind=PrincipalKind.STAFF,
        works_with=agency.works_with,
        agency_kind=agency.kind,
    )
    staff = Staff.objects.create(
        partnership_id=agency.partnership_id,
        account=account,
        agency=agency,
        principal=principal,
        job_title=job_title,
        since=since,
    )
    record("partnership:staff:join", by=by, subject=staff, partnership=staff.partnership_id)
    for role in sorted(set(roles)):
        _give(staff, role, hub if role == Role.COORDINATOR else None, by=by)
    return staff


@transaction.atomic
@installation.or_staff
def give_role(staff: Staff, *, role: Role, by: Staff | None, hub: Hub | None = None) -> RoleHeld:
    """Give somebody a role. Raises Refused if `by` may not, if they left or already hold it."""
    staff = lock_staff(staff)
    policies.may_give_roles(by, staff.agency, (role,), hub).or_refuse()
    allow_if(staff.until is None, f"{staff.name} has left {staff.agency.short_name}.").or_refuse()
    hub = hub if role == Role.COORDINATOR else None
    if RoleHeld.objects.filter(staff=staff, role=role, hub=hub, ended_at=None).exists():
        raise Refused(f"{staff.name} already is {role.label.lower()}.")
    return _give(staff, role, hub, by=by)


@transaction.atomic
@installation.or_staff
def set_level(
    staff: Staff,
    *,
    level: Level,
    since: date,
    by: Staff | None,
    until: date | None = None,
    evidence: str = "",
) -> PractitionerLevel:
    """Record the practitioner level that somebody holds from a day on; it takes the place of the one before.

    Raises Refused if `by` may not, or if the dates are out of order.
    """
    staff = lock_staff(staff)
    policies.may_manage_staff(by, staff.agency).or_refuse()
    allow_if(until is None or until >= since, "The level cannot lapse before it starts.").or_refuse()
    held = PractitionerLevel.objects.create(
        staff=staff, level=level, since=since, until=until, evidence=evidence
    )
    record("partnership:level:set", by=by, subject=held, partnership=staff.partnership_id)
    return held


@transaction.atomic
@installation.or_staff
def add_training(
    staff: Staff,
    *,
    course: str,
    completed_on: date,
    by: Staff | None,
    kind: TrainingKind = TrainingKind.OTHER,
    lapses_on: date | None = None,
) -> Training:
    """Record a course that somebody completed. Raises Refused if `by` may not, or if the dates are in no order."""
    staff = lock_staff(staff)
    policies.may_manage_staff(by, staff.agency).or_refuse()
    in_order = lapses_on is None or lapses_on >= completed_on
    allow_if(in_order, "Training cannot lapse before it is completed.").or_refuse()
    training = Training.objects.create(
        staff=staff, kind=kind, course=course, completed_on=completed_on, lapses_on=lapses_on
    )
    record("partnership:training:add", by=by, subject=training, partnership=staff.partnership_id)
    return training


def lock_staff(staff: Staff) -> Staff:
    """Read somebody afresh and keep others from changing them until the transaction ends."""
    return Staff.objects.select_for_update(of=("self",)).select_related("agency", "account").get(id=staff.id)


def _account(newcomer: Newcomer, *, agency: Agency, by: Staff | None) -> Account:
    email = newcomer.email.strip().lower()
    if Account.objects.filter(email=email).exists():
        raise Refused("Somebody with this email address already has an account.")
    account = Account(name=newcomer.name, email=email, password_only=newcomer.password_only)
    account.set_password(newcomer.password or None)
    account.save(force_insert=True)
    record("partnership:account:open", by=by, subject=account, partnership=agency.partnership_id)
    return account


@transaction.atomic
@installation.or_staff
def name_line_manager(staff: Staff, *, manager: Staff | None, by: Staff | None) -> Staff:
    """Say to whom somebody answers at their own agency, whatever hub they work for. Raises Refused."""
    staff = lock_staff(staff)
    policies.may_manage_staff(by, staff.agency).or_refuse()
    if manager is not None:
        policies.may_line_manage(manager, staff).or_refuse()
    staff.line_manager = manager
    staff.save(update_fields=["line_manager"])
    record("partnership:staff:line-manager", by=by, subject=staff, partnership=staff.partnership_id,
           changed=("line_manager",))  # fmt: skip
    return staff


def _give(staff: Staff, role: Role, hub: Hub | None, *, by: Staff | None) -> RoleHeld:
    held = RoleHeld.objects.create(staff=staff, role=role, hub=hub, given_by=by)
    record("partnership:role:give", by=by, subject=held, partnership=staff.partnership_id, changed=(role,))
    return held
