"""The room's work in the background: making plans."""

from uuid import UUID

from procrastinate.contrib.django import app

from rjhub.allocation.actions import making
from rjhub.allocation.announcements import PlanAsked


def make_plan_later(fact: PlanAsked) -> None:
    """Put the plan into the queue, in the transaction in which it was asked for."""
    make_plan.defer(plan_id=str(fact.id), staff_id=str(fact.staff_id))


@app.task(name="make_plan")
def make_plan(plan_id: str, staff_id: str) -> None:
    """Make a plan. May be run again at any point."""
    making.make_plan(UUID(plan_id), UUID(staff_id))
