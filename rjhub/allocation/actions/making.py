"""Making a plan in the background: read what is waiting, look for the best, write down what is proposed.

It is read and written as whoever asked, through doors of their own. In between, while it is looked for, no door and no
transaction is open; how far it is stands in the plan's own row, and so does the wish to stop.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from rjhub.allocation import choosing, needs, queries
from rjhub.allocation.choosing import Choice, Outcome, Run
from rjhub.allocation.models import Plan, Proposal
from rjhub.allocation.queries.waiting import Waiting, waiting_for
from rjhub.allocation.vocabulary import State
from rjhub.engines.assignment.watching import News
from rjhub.engines.trouble import UnusableError
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers

SECONDS, OFTEN = 30.0, 1.0


def make_plan(plan_id: UUID, staff_id: UUID, *, seconds: float = SECONDS) -> None:
    """Make a plan that was asked for. May be run again at any point: what is made stays."""
    staff = Staff.objects.select_related("agency", "account", "principal", "partnership").get(id=staff_id)
    if not staff.may_act_at(clock.now()):
        return
    with _door(staff, "read what waits for facilitators"):
        plan = Plan.objects.select_related("weighing", "previous").get(id=plan_id)
        if not plan.is_going_on:
            return
        waiting = waiting_for(staff, [hub.id for hub in queries.hubs_of(staff)], clock.now())
        weights, previous = queries.weights_of(plan.weighing), _previous(plan)
        Plan.objects.filter(id=plan_id).update(
            state=State.RUNNING, cases=len(waiting.needs), people=len(waiting.helpers)
        )
    progress = _Progress(staff, plan_id)
    try:
        run = Run(seconds=seconds, say=progress.say, stop=progress.stop)
        outcome = choosing.choose(waiting.needs, waiting.helpers, weights, run, previous)
    except UnusableError:
        _end(staff, plan_id, State.FAILED)
        return
    except Exception:
        _end(staff, plan_id, State.FAILED)
        raise
    with _door(staff, "write down what is proposed"):
        _write(plan, waiting, outcome)


class _Progress:
    """Tells the plan's row each second how far it is, and asks it whether to stop. Only from the job's own thread."""

    def __init__(self, staff: Staff, plan_id: UUID) -> None:
        self.staff, self.plan_id = staff, plan_id
        self.thread, self.told, self.stopped = threading.get_ident(), time.monotonic(), False
        self.news = News("", 0, 0, 0)

    def say(self, news: News) -> None:
        self.news = news

    def stop(self) -> bool:
        now = time.monotonic()
        if threading.get_ident() == self.thread and now - self.told >= OFTEN:
            self.told = now
            with _door(self.staff, "say how far a plan is"):
                found = {
                    name: number for name, number in (("cost", self.news.cost), ("bound", self.news.bound))
                    if abs(number) < float("inf")
                }  # fmt: skip
                row = Plan.objects.filter(id=self.plan_id)
                row.update(doing=self.news.what[:20], seconds=self.news.seconds, **found)
                self.stopped = row.filter(stop_asked_at__isnull=False).exists()
        return self.stopped


def _write(plan: Plan, waiting: Waiting, outcome: Outcome) -> None:
    state = State.IMPOSSIBLE if outcome.clash else State.READY
    points: Counter[str] = Counter()
    for choice in outcome.choices:
        points.update(choice.points)
    now = clock.now()
    waits = Plan.objects.filter(id=plan.id, state=State.RUNNING)
    if not waits.update(
        state=state, doing="", cost=outcome.cost, bound=outcome.bound, seconds=outcome.seconds, moved=outcome.moved,
        points=dict(points), clash=_clash(outcome, waiting), ended_at=now,
        over=[[str(one.id), one.has, one.most] for one in waiting.over],
    ):  # fmt: skip
        return
    Proposal.objects.bulk_create(
        _proposal(plan, place, choice) for place, choice in enumerate(outcome.choices)
    )


def _proposal(plan: Plan, place: int, choice: Choice) -> Proposal:
    lead, second = choice.pair or (None, None)
    return Proposal(
        partnership_id=plan.partnership_id, plan=plan, asked_by_id=plan.asked_by_id, place=place,
        case_id=choice.need.case_id, lead_id=lead.id if lead else None, second_id=second.id if second else None,
        points=choice.points, cost=sum(choice.points.values()), asides=choice.asides,
        next_pair=list(choice.next_pair), next_more=choice.next_more, nearest=choice.nearest, stamp=choice.stamp,
    )  # fmt: skip


def _clash(outcome: Outcome, waiting: Waiting) -> list[dict[str, object]]:
    """Rules that cannot all hold. Where somebody who is locked cannot take the case, what keeps them from it."""
    by_case = {str(need.case_id): need for need in waiting.needs}
    by_id = {helper.id: helper for helper in waiting.helpers}
    said: list[dict[str, object]] = []
    for part in outcome.clash:
        need = by_case.get(part.case)
        against = {
            str(one): [str(code) for code in needs.obstacles(replace(need, standing=()), by_id[one])]
            for one in (*need.standing, *need.keep)
            if one in by_id
        } if need and part.rule != "lock" else {}  # fmt: skip
        who = part.facilitator.partition(" ")[0]  # what tells units of one person apart stands behind it
        said.append({"rule": part.rule, "case": part.case, "staff": who, "against": against})
    return said


def _previous(plan: Plan) -> dict[str, tuple[str, ...]] | None:
    """Who is on which case in the plan before."""
    if plan.previous is None:
        return None
    rows = Proposal.objects.filter(plan=plan.previous, lead__isnull=False, second__isnull=False)
    return {
        str(case): (str(lead), str(second))
        for case, lead, second in rows.values_list("case_id", "lead_id", "second_id")
    }


def _end(staff: Staff, plan_id: UUID, state: State) -> None:
    with _door(staff, "say that a plan could not be made"):
        Plan.objects.filter(id=plan_id).update(state=state, doing="", ended_at=clock.now())


@contextmanager
def _door(staff: Staff, purpose: str) -> Iterator[None]:
    with doors.opened(readers.reader_for(staff), door="allocation:plan", purpose=purpose):
        yield
