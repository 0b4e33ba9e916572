"""How somebody works, as their agency says, and what they can and want, as they say themselves."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.facilitators import policies
from rjhub.facilitators.models import Practice, Reach
from rjhub.kernel.decisions import Conflict
from rjhub.partnership import installation
from rjhub.partnership.models import Staff


@transaction.atomic
@installation.or_staff
def say_how_they_work(
    staff: Staff, *, hubs: Sequence[UUID], supervisor: Staff | None, most_cases: int | None,
    on_trial_until: date | None, version: int, by: Staff | None,
) -> Practice:  # fmt: skip
    """Say for which hubs somebody works, who supervises them, and how much they may have. None of hubs means all.

    Raises Refused, and Conflict if somebody else has just said otherwise.
    """
    if by is not None:
        policies.may_keep(by, staff).or_refuse()
    if supervisor is not None:
        policies.may_supervise(supervisor, staff).or_refuse()
    practice = Practice.objects.select_for_update(of=("self",)).filter(staff=staff).first()
    if version != (practice.version if practice else 0):
        raise Conflict
    practice = practice or Practice(staff=staff, partnership_id=staff.partnership_id, version=0)
    practice.hubs, practice.supervisor = list(hubs), supervisor
    practice.most_cases, practice.on_trial_until = most_cases, on_trial_until
    practice.version += 1
    practice.save(force_insert=practice.version == 1, force_update=practice.version > 1)
    record("facilitators:practice:say", by=by, subject=practice, partnership=staff.partnership_id,
           changed=("hubs", "supervisor", "most_cases", "on_trial_until"))  # fmt: skip
    return practice


@transaction.atomic
@installation.or_staff
def say_what_they_can(
    staff: Staff, *, languages: Sequence[str], communication: Sequence[str], home_district: str,
    miles: int | None, venues: Sequence[str], wished_cases: int | None, version: int, by: Staff | None,
) -> Reach:  # fmt: skip
    """Say what somebody speaks, how far they go, and how much they want. Raises Refused, and Conflict as above."""
    if by is not None:
        policies.may_say(by, staff).or_refuse()
    reach = Reach.objects.select_for_update(of=("self",)).filter(staff=staff).first()
    if version != (reach.version if reach else 0):
        raise Conflict
    reach = reach or Reach(staff=staff, partnership_id=staff.partnership_id, version=0)
    reach.languages, reach.communication = list(languages), list(communication)
    reach.home_district, reach.miles = home_district, miles
    reach.venues, reach.wished_cases = list(venues), wished_cases
    reach.version += 1
    reach.save(force_insert=reach.version == 1, force_update=reach.version > 1)
    record("facilitators:reach:say", by=by, subject=reach, partnership=staff.partnership_id,
           changed=("languages", "communication", "home_district", "miles", "venues", "wished_cases"))  # fmt: skip
    return reach
