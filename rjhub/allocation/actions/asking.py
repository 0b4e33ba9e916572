"""Asking for a plan, stopping it, weighing its aims, and saying who has to be on a case."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from rjhub.allocation import policies, queries
from rjhub.allocation.announcements import PlanAsked
from rjhub.allocation.models import Plan, Proposal, Weighing, Wish
from rjhub.allocation.vocabulary import Aim, WishKind
from rjhub.audit.recording import record
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff
from rjhub.tasks.announcing import announce


@transaction.atomic
def ask_for_plan(*, from_before: bool, submission_key: UUID, by: Staff, at: datetime) -> Plan:
    """Have a plan made for the hubs of a coordinator. Asked twice by one form, it is made once.

    `from_before` moves as few people as possible from what the plan before proposes. Raises Refused.
    """
    Staff.objects.select_for_update(of=("self",)).get(id=by.id)
    made = Plan.objects.filter(submission_key=submission_key, asked_by=by).first()
    if made is not None:
        return made
    policies.may_ask(by, queries.newest_plan(by)).or_refuse()
    plan = Plan.objects.create(
        partnership_id=by.partnership_id, asked_by=by, asked_at=at, submission_key=submission_key,
        previous=queries.newest_plan(by, ready=True) if from_before else None,
        weighing=queries.weighing_now(by.partnership_id),
    )  # fmt: skip
    record("allocation:plan:ask", by=by, subject=plan, partnership=by.partnership_id)
    announce(PlanAsked(id=plan.id, staff_id=by.id))
    return plan


@transaction.atomic
def stop_plan(plan: Plan, *, by: Staff, at: datetime) -> None:
    """Have a plan end with the best that was found so far. Raises Refused."""
    policies.may_plan(by).or_refuse()
    locked = Plan.objects.select_for_update(of=("self",)).get(id=plan.id)
    if locked.is_going_on and locked.stop_asked_at is None:
        locked.stop_asked_at = at
        locked.save(update_fields=["stop_asked_at"])
        record("allocation:plan:stop", by=by, subject=plan, partnership=by.partnership_id)


@transaction.atomic
def weigh(points: Mapping[str, int], *, by: Staff, at: datetime) -> Weighing:
    """Say how much each aim weighs from now on. What counted before stays in the history. Raises Refused."""
    policies.may_plan(by).or_refuse()
    if points[Aim.UNALLOCATED] < 1 or any(count < 0 for count in points.values()):
        raise Refused("Points cannot be below 0, and a case that nobody takes has to count something.")
    weighing = Weighing.objects.create(
        partnership_id=by.partnership_id, set_by=by, set_at=at, **{aim.value: points[aim] for aim in Aim}
    )
    record("allocation:weighing:set", by=by, subject=weighing, partnership=by.partnership_id)
    return weighing


@transaction.atomic
def wish(proposal: Proposal, *, staff: Staff, kind: WishKind, by: Staff, at: datetime) -> Wish:
    """Say that somebody has to be on a case in the next plan, or must not be. Raises Refused."""
    policies.may_plan(by).or_refuse()
    try:
        with transaction.atomic():
            made = Wish.objects.create(
                partnership_id=by.partnership_id, asked_by=by, case_id=proposal.case_id, staff=staff, kind=kind,
                asked_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        message = f"You have asked something of {staff.name} for this case already. Take that back first."
        raise Refused(message) from error
    record("allocation:wish:make", by=by, subject=made, partnership=by.partnership_id)
    return made


@transaction.atomic
def take_back(made: Wish, *, by: Staff, at: datetime) -> None:
    """Take back what was asked of the next plan."""
    made.ended_at = at
    made.save(update_fields=["ended_at"])
    record("allocation:wish:take-back", by=by, subject=made, partnership=by.partnership_id)
