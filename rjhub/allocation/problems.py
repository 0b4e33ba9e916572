"""Cases and people as the engine's problem, which knows two people for each case and what each of them may cost.

Somebody stands in it once for each case more that they may have, dearer each time: so work is spread within one plan
too. What keeps one person from a case, and what they count whoever the other is, goes into the engine's table of
costs. Of what at least one of the two has to be, the engine takes two things for each case: its language, which here
is who may lead (and speaks the language of somebody in the case), and its gender, which here is who may reach people
harmed.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from rjhub.allocation.needs import Helper, Need, Weights, may_lead, obstacles, points_of_one
from rjhub.allocation.vocabulary import Aim
from rjhub.engines.assignment import problem as engine
from rjhub.partnership.vocabulary import Level

REACHES = "reaches"
Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Unit:
    """Somebody as they take their first case of a plan, their second, and so on; or on a case that they have."""

    helper: Helper
    number: int = 0
    on: UUID | None = None

    @property
    def id(self) -> str:
        """What the engine calls it."""
        return f"{self.helper.id} {self.on or self.number}"

    @property
    def then(self) -> Helper:
        """The person with the cases that they have by then."""
        return replace(self.helper, has=self.helper.has + self.number)


@dataclass(slots=True)
class Units:
    """Everybody as units, and which of them are spoken for by what is kept."""

    needs: Sequence[Need]
    helpers: Sequence[Helper]
    by_id: dict[str, Unit] = field(default_factory=dict)
    given: Counter[UUID] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Make them: at least one of each person, so that it can be said of everybody what is in their way."""
        for helper in self.helpers:
            for number in range(max(1, min(helper.room, len(self.needs)))):
                self._add(Unit(helper, number))
        people = {helper.id: helper for helper in self.helpers}
        for need in self.needs:
            for one in need.standing:
                if one in people:
                    self._add(Unit(people[one], on=need.case_id))

    def of(self, staff: UUID, need: Need) -> str:
        """The unit by which somebody is kept on a case; more than they may have share their last."""
        if staff in need.standing:
            return f"{staff} {need.case_id}"
        number = self.given[staff]
        self.given[staff] += 1
        return f"{staff} {number}" if f"{staff} {number}" in self.by_id else f"{staff} {max(0, number - 1)}"

    def _add(self, unit: Unit) -> None:
        self.by_id[unit.id] = unit


def person_in(unit: str) -> UUID:
    """Whose unit it is."""
    return UUID(unit.partition(" ")[0])


def problem_of(
    units: Units, locked: Mapping[str, tuple[str, ...]], weights: Weights, apart: Collection[Pair] = ()
) -> engine.Problem:
    """The engine's problem. `apart` are people who must not be on a case, found while it was solved."""
    able = {need.case_id: _able(need, units.helpers, apart) for need in units.needs}
    mixed = any(need.mixed for need in units.needs)
    agencies = mixed or any(need.apart for need in units.needs)
    return engine.Problem(
        facilitators=tuple(
            _facilitator(unit, mixed=mixed, agencies=agencies) for unit in units.by_id.values()
        ),
        cases=tuple(_case(need, able[need.case_id]) for need in units.needs),
        weights=_weights(weights),
        different_agencies=True,  # or different people, where agencies may be the same
        cost={str(need.case_id): _costs(need, able[need.case_id], units, weights) for need in units.needs},
        locked=locked,
    )


def locks(units: Units) -> dict[str, tuple[str, ...]]:
    """Who has to be on which case: whoever was asked already, and whoever is wished for."""
    return {
        str(need.case_id): tuple(units.of(one, need) for one in sorted({*need.standing, *need.keep}, key=str))
        for need in units.needs
        if need.standing or need.keep
    }


def _costs(need: Need, able: Collection[Helper], units: Units, weights: Weights) -> dict[str, float]:
    found = {}
    for helper in able:
        if helper.id in need.standing:
            found[f"{helper.id} {need.case_id}"] = float(sum(points_of_one(need, helper, weights).values()))
            continue
        for number in range(max(1, min(helper.room, len(units.needs)))):
            then = replace(helper, has=helper.has + number)
            found[f"{helper.id} {number}"] = float(sum(points_of_one(need, then, weights).values()))
    return found


def _facilitator(unit: Unit, *, mixed: bool, agencies: bool) -> engine.Facilitator:
    helper = unit.helper
    leads = [_leads(level) for level in range(helper.level + 1)]
    agency = (
        f"charity {helper.charity}" if mixed else str(helper.agency_id if agencies else helper.account_id)
    )
    return engine.Facilitator(
        id=unit.id,
        agency=agency,
        level=max(helper.level, Level.FOUNDATION),
        capacity=1 if unit.on or unit.number < helper.room else 0,
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
