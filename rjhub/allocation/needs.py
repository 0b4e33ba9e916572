"""What a case needs, what somebody can, what keeps the two apart, and how many points they have together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from rjhub.allocation.vocabulary import Aim, Aside, Obstacle
from rjhub.facilitators.free_time import PARTS
from rjhub.partnership.vocabulary import Level

EXPERIENCED, NOVICE = 2, 0
Points = dict[str, int]
Weights = Mapping[str, int]
USUAL: Weights = {
    Aim.UNALLOCATED: 200, Aim.TRAVEL: 10, Aim.BALANCE: 6, Aim.IDLE: 8, Aim.CONTINUITY: 20, Aim.LEAD_AGENCY: 15,
    Aim.BOTH_NOVICES: 25, Aim.INEXPERIENCED: 10, Aim.MENTORING: 8,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One case that waits for two facilitators."""

    case_id: UUID
    hub_id: UUID
    lead_level: int
    second_level: int
    lead_agency: str
    apart: bool  # from different agencies
    mixed: bool  # one from a public body, one from a charity
    careful: bool  # not two beginners
    prisons: frozenset[str] = frozenset()
    language: str = ""
    district: str = ""
    due_on: date | None = None
    slots: frozenset[str] = frozenset()
    urgency: int = 1
    conflicts: frozenset[UUID] = frozenset()  # accounts
    declined: frozenset[UUID] = frozenset()
    standing: tuple[UUID, ...] = ()
    knew: frozenset[UUID] = frozenset()
    keep: frozenset[UUID] = frozenset()
    out: frozenset[UUID] = frozenset()

    @property
    def stamp(self) -> tuple[object, ...]:
        """What a proposal for it rests on, but for the day."""
        return (
            self.case_id, self.hub_id, self.lead_level, self.second_level, self.lead_agency, self.apart, self.mixed,
            sorted(self.prisons), self.language, sorted(map(str, self.conflicts | self.declined)),
            sorted(map(str, self.standing)),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who facilitates. `most` is how many cases they may have at once; `slots` when they are free."""

    id: UUID
    account_id: UUID
    agency_id: UUID
    manager_id: UUID | None = None
    agency_kind: str
    charity: bool
    reaches_harmed: bool
    volunteer: bool
    level: int
    delivered: bool
    has: int
    most: int
    wished: int | None = None
    lapsed: bool = False
    hubs: frozenset[UUID] = frozenset()
    languages: frozenset[str] = frozenset()
    prisons: Mapping[str, date] = field(default_factory=dict)
    places: str = ""
    slots: frozenset[str] = frozenset()

    @property
    def experience(self) -> int:
        """From 0, who has neither the level nor a case, to 3."""
        return self.level if self.level > Level.FOUNDATION else int(self.delivered)

    @property
    def room(self) -> int:
        """How many cases more they may have."""
        return max(0, self.most - self.has)

    @property
    def stamp(self) -> tuple[object, ...]:
        """What a proposal of them rests on."""
        return (
            self.id,
            self.agency_id,
            self.level,
            self.lapsed,
            sorted(self.prisons),
            sorted(map(str, self.hubs)),
        )


def may_lead(need: Need, helper: Helper) -> bool:
    """Whether somebody holds the level that leads."""
    return helper.level >= need.lead_level


def obstacles(need: Need, helper: Helper) -> Iterator[Obstacle]:
    """What keeps somebody from a case whoever the other is. Whoever is on it already stays."""
    if helper.id in need.standing:
        return
    if helper.level < need.second_level:
        yield Obstacle.LEVEL
    if any(helper.prisons.get(code, date.min) < (need.due_on or date.min) for code in need.prisons):
        yield Obstacle.PRISON
    if helper.lapsed:
        yield Obstacle.LAPSED
    if helper.hubs and need.hub_id not in helper.hubs:
        yield Obstacle.HUB
    if helper.account_id in need.conflicts or helper.id in need.declined:
        yield Obstacle.CONFLICT
    if helper.id in need.out:
        yield Obstacle.WISH
    if not need.standing and not helper.slots & need.slots:
        yield Obstacle.SLOTS


def cannot_be_together(one: Helper, other: Helper) -> bool:
    """What the engine is not told of: the same human being twice, and somebody with their manager."""
    return one.account_id == other.account_id or one.manager_id == other.id or other.manager_id == one.id


def in_parts(need: Need, one: Helper, other: Helper) -> tuple[Helper, Helper]:
    """Who leads, and who is second: of the agency that usually leads, else of the higher level."""
    ordered = sorted(
        (one, other),
        key=lambda each: (
            not may_lead(need, each), each.agency_kind != need.lead_agency, -each.level, -each.has, str(each.id),
        ),
    )  # fmt: skip
    return ordered[0], ordered[1]


def free_together(need: Need, one: Helper, other: Helper) -> str:
    """The first half-day that suits both before the clock runs out, like 2026-12-01 am; nothing where there is none."""
    return min(need.slots & one.slots & other.slots, key=_in_order, default="")


def _in_order(slot: str) -> tuple[str, int]:
    day, _, part = slot.partition(" ")
    return day, list(PARTS).index(part)


def asides(need: Need, lead: Helper, second: Helper) -> list[Aside]:
    """The rules that may be put aside, and that these two break."""
    broken = {
        Aside.LEAD_AGENCY: lead.agency_kind != need.lead_agency,
        Aside.SAME_AGENCY: need.apart and lead.agency_id == second.agency_id,
        Aside.BOTH_NEW: need.careful and lead.level == second.level == Level.FOUNDATION,
        Aside.ONE_KIND: need.mixed and lead.charity == second.charity,
    }
    return [aside for aside, is_broken in broken.items() if is_broken]


def points_of_one(need: Need, helper: Helper, weights: Weights) -> Points:
    """What somebody counts on a case, whoever the other is."""
    beyond = max(0, helper.has + 1 - helper.wished) if helper.wished is not None else 0
    near = not need.district or need.district.casefold() in helper.places
    return {
        Aim.TRAVEL: 0 if near else weights[Aim.TRAVEL],
        Aim.BALANCE: weights[Aim.BALANCE] * (helper.has + beyond),
        Aim.IDLE: -weights[Aim.IDLE] if helper.volunteer and helper.has == 0 else 0,
        Aim.CONTINUITY: -weights[Aim.CONTINUITY] if helper.id in need.knew else 0,
        Aim.LEAD_AGENCY: -weights[Aim.LEAD_AGENCY]
        if helper.agency_kind == need.lead_agency and may_lead(need, helper)
        else 0,
    }


def points_of_two(need: Need, one: Helper, other: Helper, weights: Weights) -> Points:
    """What two people count on a case together."""
    low, high = sorted((one.experience, other.experience))
    points = {
        Aim.BOTH_NOVICES: weights[Aim.BOTH_NOVICES] if high == NOVICE else 0,
        Aim.INEXPERIENCED: weights[Aim.INEXPERIENCED] if need.second_level > 1 and high < EXPERIENCED else 0,
        Aim.MENTORING: -weights[Aim.MENTORING] if low == NOVICE and high >= EXPERIENCED else 0,
    }
    for each in (one, other):
        for aim, count in points_of_one(need, each, weights).items():
            points[Aim(aim)] = points.get(Aim(aim), 0) + count
    return {str(aim): count for aim, count in points.items() if count}


def points_of_leaving(need: Need, weights: Weights) -> Points:
    """What it counts to leave a case."""
    return {str(Aim.UNALLOCATED): weights[Aim.UNALLOCATED] * need.urgency}
