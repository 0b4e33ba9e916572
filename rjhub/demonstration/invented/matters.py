"""What a case is about: the offence, where it stands with the courts, who asked, and the people."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from rjhub.demonstration.invented import circumstances, courts, offences
from rjhub.demonstration.invented.draws import Chance, table_of
from rjhub.demonstration.invented.person import Person
from rjhub.partnership import reference

_YEAR = timedelta(days=365)
_CHILD, _TRIES = 18, 12

# Days from the offence to the referral, where no court is between them, or to the conviction.
_TO_REFERRAL = {"no_crime_recorded": (10, 70), "pre_charge_oocd": (7, 60), "youth_caution": (14, 80)}
_TO_CONVICTION = (45, 420)
_MANY_YEARS = (15 * 365, 40 * 365)
_MONTH = 30.44
_BEFORE_SENTENCE = frozenset({"pre_sentence_adjourned", "pre_sentence_deferred"})
_HELD = frozenset({"custody", "release_ttg"})
_YOUTH_STAGES = table_of(
    [
        ("pre_charge_oocd", 26),
        ("youth_caution", 26),
        ("youth_referral_order", 34),
        ("youth_rehabilitation_order", 11),
        ("custody", 3),
    ],
    size=256,
)
_YOUTH = {"youth_caution", "youth_referral_order", "youth_rehabilitation_order"}
_INITIATORS = table_of([("harmed", 48), ("responsible", 33), ("agency", 18), ("community", 1)], size=256)
_PEOPLE_FLAGS = (
    ("substance_use", 0.13),
    ("mental_health", 0.1),
    ("partial_denial", 0.03),
    ("mappa", 0.02),
    ("high_risk_of_harm", 0.03),
)


class Matter(NamedTuple):
    """What a case is about, before anything has happened on it.

    `sentenced_on` and `convicted_on` are empty where there was no court yet, or none at all. `prison`
    is the code of the prison where the (first) person responsible is held, empty if they are not.
    """

    number: int
    force: str
    opened_on: date
    offence: offences.OffenceType
    happened_on: date
    place: str
    words: dict[str, str]
    crime_reference: str
    relationship: str
    cj_stage: str
    court: str
    court_kind: str
    convicted_on: date | None
    sentenced_on: date | None
    sentence: str
    prison: str
    initiator: str
    source: str
    district: str
    flags: tuple[str, ...]
    harmed: tuple[Person, ...]
    responsible: tuple[Person, ...]

    @property
    def is_before_sentence(self) -> bool:
        """Whether a court waits for what comes of it."""
        return self.cj_stage in _BEFORE_SENTENCE

    def people(self, side: str) -> tuple[Person, ...]:
        """The people of a side."""
        return self.harmed if side == "harmed" else self.responsible


def invent_matter(
    number: int, *, force: str, opened_on: date, people: tuple[Sequence[Person], Sequence[Person]], seed: int
) -> Matter:
    """Invent what a case between these people (harmed, responsible) is about. The same for the same seed."""
    chance = Chance(f"matter/{seed}/{force}/{number}")
    harmed, responsible = (tuple(side) for side in people)
    youth = _age(responsible[0], opened_on) < _CHILD
    offence = _offence(chance, _age(harmed[0], opened_on), _age(responsible[0], opened_on))
    stage = _stage(chance, offence, youth=youth)
    months, sentence = courts.sentence(chance, stage, offence.severity)
    sentenced_on = _sentenced_on(chance, stage, months, opened_on)
    convicted_on = _convicted_on(chance, stage, sentenced_on, opened_on)
    initiator = "court" if stage == "pre_sentence_deferred" else chance.pick(_INITIATORS)
    area = reference.force(force)
    happened_on = _happened_on(chance, stage, offence, convicted_on or opened_on)
    kind = courts.kind(stage, offence.severity, youth=youth) if convicted_on else ""
    return Matter(
        number=number,
        force=force,
        opened_on=opened_on,
        offence=offence,
        happened_on=happened_on,
        place=chance.pick(offence.places),
        words={slot: chance.pick(ways) for slot, ways in offence.words.items()},
        crime_reference=offences.crime_reference(force, area.ho_number, number, happened_on.year),
        relationship=_relationship(chance, offence),
        cj_stage=stage,
        court=chance.pick(courts.courts(force, kind)) if kind else "",
        court_kind=kind,
        convicted_on=convicted_on,
        sentenced_on=sentenced_on,
        sentence=sentence if sentenced_on else "",
        prison=courts.prison(chance, force, responsible[0].sex, youth=youth) if stage in _HELD else "",
        initiator=initiator,
        source=courts.source(chance, initiator, stage, youth=youth),
        district=harmed[0].district,
        flags=_flags(chance, offence, harmed, responsible, opened_on),
        harmed=harmed,
        responsible=responsible,
    )


def _offence(chance: Chance, harmed_age: int, responsible_age: int) -> offences.OffenceType:
    for _ in range(_TRIES):
        offence = chance.pick(offences.by_frequency())
        if offence.suits(harmed_age=harmed_age, responsible_age=responsible_age):
            return offence
    return next(offence for offence in offences.offence_types() if offence.code == "common_assault")


def _stage(chance: Chance, offence: offences.OffenceType, *, youth: bool) -> str:
    if youth:
        return chance.pick(_YOUTH_STAGES)
    stage = chance.pick(offence.stages)
    return "community_order" if stage in _YOUTH else stage


def _sentenced_on(chance: Chance, stage: str, months: int, opened_on: date) -> date | None:
    """The sentence is under way, half served, or over, as the stage says; half of a prison term is served."""
    if stage in _TO_REFERRAL or stage in _BEFORE_SENTENCE:
        return None
    days = int(months * _MONTH)
    since = {
        "custody": (10, days // 2 - 20),
        "release_ttg": (days // 2 - 90, days // 2 - 14),
        "licence": (days // 2 + 5, days - 20),
        "sentence_complete": (days + 20, days + 900),
    }.get(stage, (10, days * 4 // 5))
    return _weekday(opened_on - timedelta(days=max(3, chance.between(*since))))


def _convicted_on(chance: Chance, stage: str, sentenced_on: date | None, opened_on: date) -> date | None:
    if stage in _BEFORE_SENTENCE:
        return _weekday(opened_on - timedelta(days=chance.between(1, 12)))
    return _weekday(sentenced_on - timedelta(days=chance.between(0, 42))) if sentenced_on else None


def _happened_on(chance: Chance, stage: str, offence: offences.OffenceType, known_on: date) -> date:
    if offence.code == "child_sexual_abuse_past":
        return known_on - timedelta(days=chance.between(*_MANY_YEARS))
    return known_on - timedelta(days=chance.between(*_TO_REFERRAL.get(stage, _TO_CONVICTION)))


def _weekday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


def _relationship(chance: Chance, offence: offences.OffenceType) -> str:
    return chance.pick(offence.relationships).replace("_", " ")


def _flags(
    chance: Chance,
    offence: offences.OffenceType,
    harmed: tuple[Person, ...],
    responsible: tuple[Person, ...],
    opened_on: date,
) -> tuple[str, ...]:
    flags = [*offence.flags, *(flag for flag, share in _PEOPLE_FLAGS if chance.yes(share))]
    if len(harmed) + len(responsible) > 2:  # noqa: PLR2004 one on each side
        flags.append("several_people")
    if any(_age(person, opened_on) < _CHILD for person in (*harmed, *responsible)):
        flags.append("child")
    if offence.family in {"domestic", "harassment"} and chance.yes(0.4):
        flags.append("no_contact_order")
    needs = [circumstances.circumstances(person, as_of=opened_on, seed=1) for person in harmed]
    if any(need.needs_interpreter for need in needs):
        flags.append("refugee_or_language")
    return tuple(dict.fromkeys(flags))


def _age(person: Person, day: date) -> int:
    return (day - person.born_on) // _YEAR if person.born_on else 30
