"""Leaving an agency, and ending a role there."""

from datetime import date

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel import clock
from rjhub.kernel.decisions import allow_if
from rjhub.partnership import installation, policies
from rjhub.partnership.actions.joining import lock_staff
from rjhub.partnership.announcements import RoleEnded, StaffLeft
from rjhub.partnership.models import RoleHeld, Staff
from rjhub.tasks.announcing import announce


@transaction.atomic
@installation.or_staff
def leave(staff: Staff, *, on: date, by: Staff | None) -> Staff:
    """Record somebody's last day and end their roles with it.

    A last day of today or earlier cuts them off at their next request; a later one when that day is over.
    Raises Refused if `by` may not, if they have left already, if that day is before they joined, or if they
    still answer for something that has to be handed over.
    """
    staff = lock_staff(staff)
    policies.may_leave(by, staff).or_refuse()
    allow_if(on >= staff.since, "The last day cannot be before the day on which they joined.").or_refuse()
    staff.until = on
    staff.access_ends_at = clock.now() if on <= clock.today() else clock.end_of(on)
    staff.save(update_fields=["until", "access_ends_at"])
    staff.roles.filter(ended_at=None).update(ended_at=staff.access_ends_at)
    record(
        "partnership:staff:leave", by=by, subject=staff, partnership=staff.partnership_id, changed=("until",)
    )
    announce(StaffLeft(staff_id=staff.id, on=on))
    return staff


@transaction.atomic
@installation.or_staff
def end_role(held: RoleHeld, *, by: Staff | None) -> RoleHeld:
    """End a role; it counts at their next request.

    Raises Refused if `by` may not, if it has ended already, or if something done in it has to be handed over.
    """
    held = RoleHeld.objects.select_for_update(of=("self",)).select_related("staff__agency").get(id=held.id)
    policies.may_end_role(by, held).or_refuse()
    allow_if(held.ended_at is None, "This role has already ended.").or_refuse()
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    record(
        "partnership:role:end",
        by=by,
        subject=held,
        partnership=held.staff.partnership_id,
        changed=(held.role,),
    )
    announce(RoleEnded(staff_id=held.staff_id, role=held.role, hub_id=held.hub_id))
    return held
