"""Cases and people as the engine's problem, which knows two people for each case and what each of them may cost.

What one person is kept from, and what they count whoever the other is, goes into the engine's table of costs. Of what
at least one of the two has to be, the engine takes two things for each case: its language, which here is who may lead
(and speaks the language of somebody in the case), and its gender, which here is who may reach people harmed.
"""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from rjhub.allocation.needs import Helper, Need, Weights, may_lead, obstacles, points_of_one
from rjhub.allocation.vocabulary import Aim
from rjhub.engines.assignment import problem as engine
from rjhub.partnership.vocabulary import Level

REACHES = "reaches"
Pair = tuple[UUID, UUID]


def problem_of(
    needs: Collection[Need], helpers: Collection[Helper], weights: Weights, apart: Collection[Pair] = ()
) -> engine.Problem:
    """The engine's problem. `apart` are people who must not be on a case, found while it was solved."""
    on_it = Counter(staff for need in needs for staff in need.standing)
    mixed = any(need.mixed for need in needs)
    able = {need.case_id: _able(need, helpers, apart) for need in needs}
    cost = {
        str(need.case_id): {
            str(helper.id): float(sum(points_of_one(need, helper, weights).values()))
            for helper in able[need.case_id]
        }
        for need in needs
    }
    return engine.Problem(
        facilitators=tuple(_facilitator(helper, on_it[helper.id], mixed=mixed) for helper in helpers),
        cases=tuple(_case(need, able[need.case_id]) for need in needs),
        weights=_weights(weights),
        different_agencies=any(need.apart or need.mixed for need in needs),
        cost=cost,
        locked={
            str(need.case_id): tuple(str(one) for one in sorted({*need.standing, *need.keep}, key=str))
            for need in needs
            if need.standing or need.keep
        },
    )


def _facilitator(helper: Helper, on_it: int, *, mixed: bool) -> engine.Facilitator:
    leads = [_leads(level) for level in range(helper.level + 1)]
    return engine.Facilitator(
        id=str(helper.id),
        agency=f"charity {helper.charity}" if mixed else str(helper.agency_id),
        level=max(helper.level, Level.FOUNDATION),
        capacity=helper.room + on_it,
        x=0,
        y=0,
        experience=helper.experience,
        languages=frozenset(
            [
                *leads,
                *helper.languages,
                *(f"{spoken} {lead}" for spoken in helper.languages for lead in leads),
            ]
        ),
        gender=REACHES if helper.reaches_harmed else None,
        slots=helper.slots,
    )


def _able(need: Need, helpers: Collection[Helper], apart: Collection[Pair]) -> list[Helper]:
    """Whom nothing keeps from a case. Where nobody who leads speaks its language, who leads and who speaks it."""
    found = [
        helper for helper in helpers
        if (need.case_id, helper.id) not in apart and not any(True for _ in obstacles(need, helper))
    ]  # fmt: skip
    if not need.language or any(_speaks(need, one) and may_lead(need, one) for one in found):
        return found
    return [one for one in found if one.id in need.standing or _speaks(need, one) or may_lead(need, one)]


def _case(need: Need, able: Collection[Helper]) -> engine.Case:
    asked = _leads(need.lead_level)
    if need.language:
        both = any(_speaks(need, one) and may_lead(need, one) for one in able)
        asked = f"{need.language} {asked}" if both else need.language
    return engine.Case(
        id=str(need.case_id), x=0, y=0, severity=max(need.second_level, Level.FOUNDATION), language=asked,
        gender=REACHES, slots=None if need.standing else need.slots, priority=need.urgency,
    )  # fmt: skip


def _speaks(need: Need, helper: Helper) -> bool:
    return need.language in helper.languages


def _leads(level: int) -> str:
    return f"leads {level}"


def _weights(weights: Weights) -> engine.Weights:
    return engine.Weights(
        both_novices=weights[Aim.BOTH_NOVICES],
        inexperienced_for_severity=weights[Aim.INEXPERIENCED],
        mentoring=-weights[Aim.MENTORING],
        unallocated=weights[Aim.UNALLOCATED],
    )
