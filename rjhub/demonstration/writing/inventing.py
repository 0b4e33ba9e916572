"""Invents stories for an area: people, what the case is about, and what happened in the order of its own pathway."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rjhub.demonstration.invented import matters, people
from rjhub.demonstration.invented.circumstances import Circumstances, circumstances
from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.histories import history
from rjhub.demonstration.invented.histories.diary import last_working_day
from rjhub.demonstration.invented.histories.pen import Request
from rjhub.demonstration.invented.matters import Matter
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE, Person
from rjhub.demonstration.writing.area import Area
from rjhub.demonstration.writing.story import Story
from rjhub.demonstration.writing.team import KIND_OF_SOURCE
from rjhub.kernel import ages
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup, SensitiveFlag
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.schema import Pathway

_TWO_HARMED, _TWO_RESPONSIBLE = 0.06, 0.07
_YEAR = 365.25
_AS_MANY_AS_NEEDED = 2**62


@dataclass(frozen=True, kw_only=True)
class Order:
    """How many stories of an area, opened within so many years before a moment.

    `first` is the number of the first person: areas of one run get ranges of their own, so that nobody shares a
    number by which agencies know people.
    """

    count: int
    years: float
    as_of: datetime
    seed: int
    first: int = 0
    telephones: bool = True


def stories(area: Area, order: Order) -> Iterator[Story]:
    """Invent stories. The same order gives the same ones."""
    # People are as old as they are when the first case is opened, so nobody is in a case before they are born.
    begins = order.as_of.date() - timedelta(days=int(order.years * _YEAR) + 1)
    somebody = people.people(people.Order(area.force, begins, order.seed, order.first), _AS_MANY_AS_NEEDED)
    waiting: dict[str, deque[Person]] = {HARMED: deque(), RESPONSIBLE: deque()}
    ways = _Ways(area.pathway)
    for number in range(order.count):
        chance = Chance(f"story/{order.seed}/{area.code}/{number}")
        sides = (2 if chance.yes(_TWO_HARMED) else 1, 2 if chance.yes(_TWO_RESPONSIBLE) else 1)
        harmed, responsible = (
            tuple(_next(somebody, waiting, side) for _ in range(count))
            for side, count in zip((HARMED, RESPONSIBLE), sides, strict=True)
        )
        opened_on = _opened_on(chance, order)
        matter = matters.invent_matter(
            order.first + number,
            force=area.force,
            opened_on=opened_on,
            people=(harmed, responsible),
            seed=order.seed,
        )
        yield _story(area, matter, ways, order)


def people_alone(area: Area, order: Order) -> Iterator[tuple[Person, Circumstances]]:
    """Invent people who are on record and in no case; `count` says how many."""
    day = order.as_of.date()
    for person in people.people(people.Order(area.force, day, order.seed, order.first), order.count):
        yield person, circumstances(person, as_of=day, seed=order.seed)


def _next(somebody: Iterator[Person], waiting: dict[str, deque[Person]], side: str) -> Person:
    while not waiting[side]:
        person = next(somebody)
        waiting[person.side].append(person)
    return waiting[side].popleft()


def _opened_on(chance: Chance, order: Order) -> date:
    days = int(order.years * _YEAR * 1000)
    return last_working_day((order.as_of - timedelta(days=chance.between(0, days) / 1000)).date())


def _story(area: Area, matter: Matter, ways: "_Ways", order: Order) -> Story:
    facts = _facts(matter)
    told = history.history(
        matter, seed=order.seed, order=ways.order(facts), asked=ways.asked(facts), as_of=order.as_of
    )
    known = {
        (side, place): circumstances(person, as_of=matter.opened_on, seed=order.seed)
        for side in (HARMED, RESPONSIBLE)
        for place, person in enumerate(matter.people(side))
    }
    return Story(
        key=str(matter.number),
        matter=matter,
        circumstances=known,
        events=told.events,
        hub=area.hub_of(matter.district).code,
        telephones=order.telephones,
    )


class _Ways:
    """The ways that cases go through one pathway, worked out once for cases that are alike."""

    def __init__(self, pathway: Pathway) -> None:
        self._pathway = pathway
        self._orders: dict[CaseFacts, tuple[str, ...]] = {}
        self._asked: dict[CaseFacts, tuple[Request, ...]] = {}

    def order(self, facts: CaseFacts) -> tuple[str, ...]:
        """The stages, in the order in which such a case comes to them."""
        if facts not in self._orders:
            self._orders[facts] = tuple(_walk(self._pathway, facts))
        return self._orders[facts]

    def asked(self, facts: CaseFacts) -> tuple[Request, ...]:
        """Who is asked for what."""
        if facts not in self._asked:
            self._asked[facts] = tuple(
                Request(line.key, line.ask.value, line.about.value, tuple(line.questions))
                for line in rules.requests_for(self._pathway, facts)
            )
        return self._asked[facts]


def _walk(pathway: Pathway, facts: CaseFacts) -> Iterator[str]:
    ahead, seen = deque([rules.first_stage(pathway, facts).stage]), set()
    while ahead:
        stage = ahead.popleft()
        if stage in seen:
            continue
        seen.add(stage)
        yield stage.value
        ahead.extend(rules.next_stages(pathway, stage, facts))


def _facts(matter: Matter) -> CaseFacts:
    kind = KIND_OF_SOURCE.get(matter.source)
    children = {
        side: any(
            person.born_on is not None and ages.is_under_18(matter.opened_on, person.born_on)
            for person in matter.people(side)
        )
        for side in (HARMED, RESPONSIBLE)
    }
    return CaseFacts(
        initiated_by=Initiator(matter.initiator),
        referred_by=AgencyType(kind) if kind else None,
        cj_stage=CjStage(matter.cj_stage),
        court=Court(matter.court_kind) if matter.court_kind else None,
        offence_group=OffenceGroup(matter.offence.group),
        district=matter.district,
        sensitive=frozenset(SensitiveFlag(flag) for flag in matter.flags),
        in_custody=bool(matter.prison),
        responsible_under_18=children[RESPONSIBLE],
        harmed_under_18=children[HARMED],
        guilty_plea=matter.convicted_on is not None,
    )
