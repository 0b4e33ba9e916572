"""Reads the hand-written cases: what they are about, who is in them, what happened."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from rjhub.demonstration.invented import communities, contact, numbers, offences, places
from rjhub.demonstration.invented.circumstances import Circumstances
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.matters import Matter
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE, Person
from rjhub.demonstration.invented.written import steps

# Their numbers lie beyond those of any run, so that they share no PNC ID or CRN with anybody generated.
_FIRST_NUMBER = 3_990_000


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """One hand-written case. `shows` says what can be seen in it; `by` of its events is an e-mail name."""

    key: str
    partnership: str
    hub: str
    shows: str
    stage: str
    description: str
    matter: Matter
    circumstances: dict[tuple[str, int], Circumstances]
    events: tuple[Event, ...]


def written_cases(today: datetime) -> tuple[WrittenCase, ...]:
    """Every hand-written case as it stands on a day. Raises ValueError or KeyError where a file is wrong."""
    read: dict[str, WrittenCase] = {}
    for number, entry in enumerate(_entries()):
        read[entry["key"]] = _case(number, entry, today, read)
    return tuple(read.values())


def _case(number: int, entry: dict[str, Any], today: datetime, before: dict[str, WrittenCase]) -> WrittenCase:
    about, force = entry["matter"], entry["partnership"]
    people = {
        side: tuple(
            _again(person, before[person["as_in"]].matter.people(side)[place], number * 8 + offset + place)
            if "as_in" in person
            else _person(person, side, force, number * 8 + offset + place, today)
            for place, person in enumerate(entry[side])
        )
        for side, offset in ((HARMED, 0), (RESPONSIBLE, 4))
    }
    counts = {side: len(found) for side, found in people.items()}
    happened = steps.events(entry["steps"], today=today, people=counts)
    return WrittenCase(
        key=entry["key"],
        partnership=force,
        hub=entry["hub"],
        shows=entry["shows"],
        stage=entry["stage"],
        description=about["description"],
        matter=_matter(number, entry, people=people, happened=happened, today=today),
        circumstances={
            (side, place): _circumstances(person)
            for side in (HARMED, RESPONSIBLE)
            for place, person in enumerate(entry[side])
        },
        events=happened,
    )


def _matter(
    number: int,
    entry: dict[str, Any],
    *,
    people: dict[str, tuple[Person, ...]],
    happened: tuple[Event, ...],
    today: datetime,
) -> Matter:
    about, force = entry["matter"], entry["partnership"]
    offence = next(kind for kind in offences.offence_types() if kind.code == about["offence"])
    happened_on = _ago(today, about["happened"])
    arrival = next(event for event in happened if event.kind == "referral_received")
    return Matter(
        number=number,
        force=force,
        opened_on=arrival.at.date(),
        offence=offence,
        happened_on=happened_on,
        place=about["place"],
        words={},
        crime_reference=_reference(about, force, number, happened_on),
        relationship=about.get("relationship", "stranger"),
        cj_stage=about["cj_stage"],
        court=about.get("court", ""),
        court_kind=about.get("court_kind", ""),
        convicted_on=_ago(today, about["convicted"]) if "convicted" in about else None,
        sentenced_on=_ago(today, about["sentenced"]) if "sentenced" in about else None,
        sentence=about.get("sentence", ""),
        prison=about.get("prison", ""),
        initiator=about["initiator"],
        source=arrival.detail["source"],
        district=people[HARMED][0].district,
        flags=tuple(event.detail["flag"] for event in happened if event.kind == "flag_raised"),
        harmed=people[HARMED],
        responsible=people[RESPONSIBLE],
    )


def _reference(about: dict[str, Any], force: str, number: int, happened_on: date) -> str:
    if not about.get("reported", True):
        return ""
    ho_numbers = {
        "sussex": "47",
        "hertfordshire": "41",
        "northumbria": "10",
        "kent": "46",
        "thames-valley": "43",
    }
    return offences.crime_reference(force, ho_numbers[force], 990_000 + number, happened_on.year)


def _person(entry: dict[str, Any], side: str, force: str, number: int, today: datetime) -> Person:
    given, _, family = entry["name"].partition(" ")
    known = side == RESPONSIBLE and entry["age"] >= numbers.POLICE_AGE and entry.get("known", True)
    own, year = _FIRST_NUMBER + number, today.year - min(entry["age"] - 12, 3 + number % 9)
    place = _place(force, entry["town"])
    inward = places.inward_codes()
    plain = communities.plain_letters
    return Person(
        number=own,
        human=own,
        side=side,
        community="",
        given_name=given,
        middle_names="",
        family_name=family,
        known_as=entry.get("known_as", ""),
        sex=entry["sex"],
        born_on=_ago(today, int(entry["age"] * 365.25) + 17 + number * 11 % 300),
        ethnicity=entry.get("group", "W1"),
        house=str(3 + number * 7 % 88),
        street=places.streets()[number * 97 % len(places.streets())],
        town=place.town,
        district=place.district,
        postcode=f"{place.outward} {inward[number * 331 % len(inward)]}",
        mobile="" if entry["age"] < numbers.POLICE_AGE else contact.mobiles()[number * 13 % 1000],
        phone="",
        email=f"{plain(given)}.{plain(family)}@mail.example" if entry.get("email", True) else "",
        pnc=numbers.pnc(own, year) if known else "",
        cro="",
        prison_number=numbers.prison_number(own) if entry.get("prison") else "",
        crn=numbers.crn(own) if known and entry.get("probation") else "",
        household=own,
        relation="",
    )


def _again(entry: dict[str, Any], first: Person, number: int) -> Person:
    """The same human being as in an earlier case, as another agency wrote them down."""
    given, _, family = entry["name"].partition(" ")
    return first._replace(
        number=_FIRST_NUMBER + number, given_name=given, family_name=family, email="", pnc=""
    )


def _circumstances(entry: dict[str, Any]) -> Circumstances:
    return Circumstances(
        language=entry.get("language", ""),
        needs_interpreter=entry.get("interpreter", False),
        communication_needs=entry.get("needs", ""),
        pronouns=entry.get("pronouns", ""),
        religion="",
        sexual_orientation="",
        gender_identity="",
        disability="",
        channels=tuple(entry.get("channels", ("phone", "text"))),
        voicemail=entry.get("voicemail", "name_only"),
        safe_times=entry.get("safe_times", ""),
        who_may_answer=entry.get("who_may_answer", ""),
        code_word=entry.get("code_word", ""),
        safe_to_write=entry.get("safe_to_write", True),
    )


def _place(force: str, town: str) -> places.Place:
    for place in places.places(force):
        if place.town == town:
            return place
    raise KeyError(town)


def _ago(today: datetime, days: int) -> date:
    return today.date() - timedelta(days=days)


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    return tuple(_read())


def _read() -> Iterator[dict[str, Any]]:
    folder = resources.files("rjhub.demonstration.invented").joinpath("written", "cases")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield from tomllib.loads(file.read_text(encoding="utf-8"))["case"]
