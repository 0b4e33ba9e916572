"""Writes the events of one case: keeps the moment, the words and the chance of that case together."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.histories.diary import Diary
from rjhub.demonstration.invented.histories.events import NEUTRAL, Event
from rjhub.demonstration.invented.matters import Matter
from rjhub.demonstration.invented.person import HARMED, Person
from rjhub.demonstration.invented.stories import grammar

_WORDS_OF_SEX = {
    "F": {"they": "she", "them": "her", "their": "her", "theirs": "hers", "themself": "herself"},
    "M": {"they": "he", "them": "him", "their": "his", "theirs": "his", "themself": "himself"},
}
_SEASONS = (
    "winter",
    "winter",
    "spring",
    "spring",
    "spring",
    "summer",
    "summer",
    "summer",
    "autumn",
    "autumn",
    "autumn",
)
_SITUATIONS = {
    "custody": "custody",
    "release_ttg": "custody",
    "licence": "licence",
    "community_order": "community",
    "suspended_sentence": "community",
    "youth_caution": "youth",
    "youth_referral_order": "youth",
    "youth_rehabilitation_order": "youth",
}
_TIMES = ("one evening in {}", "one {} afternoon", "one {} night", "early one {} morning", "one {}")


class Request(NamedTuple):
    """What an area asks an agency about one side; without questions, some are made up."""

    key: str
    agency_type: str
    side: str
    questions: tuple[str, ...] = ()


class Pen:
    """What writes a history. Everything that it needs to know is the matter, how it ends, and the seed."""

    def __init__(self, matter: Matter, *, asked: tuple[Request, ...], seed: int) -> None:
        self.matter = matter
        self.asked = asked
        self.chance = Chance(f"history/{seed}/{matter.force}/{matter.number}")
        self.diary = Diary(matter.opened_on, self.chance)
        self.events: list[Event] = []
        self.stage = ""
        self._words = _words_of(matter, self.chance)
        self._named: dict[tuple[str, int], Mapping[str, str]] = {}

    def write(
        self, kind: str, side: str = NEUTRAL, party: int = -1, /, *, by: str = "coordinator", **detail: Any
    ) -> None:
        """Write down that something happened now."""
        self.events.append(Event(self.diary.tick(), kind, side, party, by, detail))

    def start(self, stage: str) -> None:
        """Let the case go into a stage."""
        self.stage = stage
        self.write("stage_started", stage=stage)

    def tell(self, kind: str, side: str = NEUTRAL, party: int = 0, family: str = "") -> str:
        """Tell a text of a kind; one of a side may name the person of that side, and nobody else."""
        words = self._words if side == NEUTRAL else self._naming(side, party)
        return grammar.tell(kind, family or self.matter.offence.family, words, self.chance)

    @property
    def situation(self) -> str:
        """Where the person responsible is: in custody, on licence, under a community order, or a child."""
        return _SITUATIONS.get(self.matter.cj_stage, "any")

    def each(self, side: str) -> range:
        """The places of the people of a side."""
        return range(len(self.matter.people(side)))

    def _naming(self, side: str, party: int) -> Mapping[str, str]:
        if (side, party) not in self._named:
            person = self.matter.people(side)[party]
            self._named[side, party] = {**self._words, **_words_for(person)}
        return self._named[side, party]


def _words_of(matter: Matter, chance: Chance) -> dict[str, str]:
    place = matter.place
    season = _SEASONS[matter.happened_on.month - 1] if matter.happened_on.month < 12 else "winter"  # noqa: PLR2004
    when = chance.pick(_TIMES).format(season)
    slots = {**matter.words, "place": place, "when": when, "day": _day(matter.happened_on)}
    slots["release"] = _day(date(matter.opened_on.year + 1 + matter.number % 3, 1 + matter.number % 12, 14))
    capitals = {slot.capitalize(): text[:1].upper() + text[1:] for slot, text in slots.items()}
    return {**slots, **capitals}


def _words_for(person: Person) -> dict[str, str]:
    words = {"name": person.known_as or person.given_name, **_WORDS_OF_SEX[person.sex]}
    return {**words, **{slot.capitalize(): text[:1].upper() + text[1:] for slot, text in words.items()}}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def other_side(side: str) -> str:
    """The side that is not this one."""
    return "responsible" if side == HARMED else HARMED
