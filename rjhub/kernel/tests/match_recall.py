"""Measure how many changed records still share a key with the record they were made from, and how many
strangers do.

    python -m rjhub.kernel.tests.match_recall --people 200000 --seed 1
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rjhub.kernel.match_keys import Identity, identity_keys
from rjhub.kernel.matching.nicknames import table

SECRET = b"only for measuring"
FIRST_NAMES = """
    David John Michael James Robert Mohammed Paul Daniel Christopher Thomas William Richard Stephen Matthew
    Mark Andrew Joseph Anthony Joshua Benjamin Jack Samuel Alexander Kevin Gary Ryan Liam Jamie Connor
    Kieran Ahmed Hussain Ali Imran Harpreet Gurdeep Kwame Oluwaseun Tomasz Piotr Krzysztof Dafydd Rhys
    Gethin Ieuan Wojciech Susan Sarah Margaret Karen Elizabeth Catherine Patricia Victoria Rebecca Emma
    Laura Jessica Charlotte Hannah Samantha Nicola Jennifer Joanne Alexandra Christine Deborah Amanda Fatima
    Aisha Zainab Priyanka Jaspreet Manpreet Temitope Agnieszka Katarzyna Małgorzata Siân Angharad Bethan
    Lowri Chloe Megan Sophie Leanne Kelly
""".split()  # noqa: SIM905 easier to read than a list
SURNAMES = """
    Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright
    Walker White Edwards Hughes Green Hall Lewis Harris Clarke Patel Jackson Wood Turner Martin Cooper Hill
    Ward Morris Khan Ahmed Hussain Begum Singh Kaur Ali Shah Akhtar O'Neill O'Brien McDonald MacKenzie
    Murphy Kelly Nowak Kowalski Wójcik Wiśniewska Kovalenko Mensah Okafor Adeyemi Mohamud Nguyen Chowdhury
    Rahman Llewellyn Pritchard Powell Stephens Reid Read Philips Phillips Allen Clark Davis Thomson Nicholls
    Nichols Smith-Jones Lloyd-Davies
""".split()  # noqa: SIM905 easier to read than a list
BEGINNINGS = """
    Ash Brad Cald Den Ed Farn Gold Hart Ing Kirk Lang Mar Nor Oak Pem Rad Sher Thorn Under Wake Whit Yar
    Black Broad Clay Cros Dray Fen Green Hather Holm Lock Mill Ox Pres Row Sand Stan Tun Wal West Wood Wy
    Bar Can Dur Elm
""".split()  # noqa: SIM905 easier to read than a list
ENDINGS = """
    ley ton worth field ford ham well brook combe den gate house land man mere ridge shaw stead wick by
""".split()  # noqa: SIM905 easier to read than a list
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Change = Callable[[Identity, random.Random], Identity]


@dataclass(frozen=True)
class Recall:
    """How many of the changed records were found, in all and by the kind of change."""

    found: int
    made: int
    missed_by: Counter[str]
    made_by: Counter[str]
    strangers: float

    @property
    def share(self) -> float:
        return self.found / self.made


def people(number: int, rng: random.Random) -> Iterator[Identity]:
    """Invent people as unevenly named as real ones are."""
    tail = [a + b for a in BEGINNINGS for b in ENDINGS]
    first_weights = [1 / (rank + 5) for rank in range(len(FIRST_NAMES))]
    last_weights = [1 / (rank + 8) for rank in range(len(SURNAMES))]
    for serial in range(number):
        common = rng.random() < 0.55
        last = rng.choices(SURNAMES, last_weights)[0] if common else rng.choice(tail)
        yield Identity(
            first_names=rng.choices(FIRST_NAMES, first_weights)[0],
            last_names=last,
            born_on=date(1945, 1, 2) + timedelta(days=rng.randrange(365 * 68)),
            postcodes=(_postcode(rng),),
            emails=(f"person{serial}@example.org",) if rng.random() < 0.6 else (),
        )


def _postcode(rng: random.Random) -> str:
    area, letters = rng.choice(["BN", "RH", "TN", "PO", "AL", "NE"]), "ABDEFGHJLN"
    return f"{area}{rng.randrange(1, 30)} {rng.randrange(10)}{rng.choice(letters)}{rng.choice(letters)}"


def _typo(name: str, rng: random.Random) -> str:
    place = rng.randrange(len(name))
    return rng.choice(
        [
            name[:place] + name[place + 1 :],
            name[:place] + rng.choice(LETTERS) + name[place:],
            name[:place] + rng.choice(LETTERS) + name[place + 1 :],
            name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
            name[:place] + name[place] * 2 + name[place + 1 :],
        ]
    )


def misspelt_first_name(who: Identity, rng: random.Random) -> Identity:
    return replace(who, first_names=_typo(who.first_names, rng))


def misspelt_surname(who: Identity, rng: random.Random) -> Identity:
    return replace(who, last_names=_typo(who.last_names, rng))


def short_name(who: Identity, rng: random.Random) -> Identity:
    own = table().get(who.first_names.lower(), frozenset({who.first_names.lower()}))
    forms = sorted(name for name, roots in table().items() if roots & own)
    return replace(who, first_names=rng.choice(forms or [who.first_names]).capitalize())


def swapped_names(who: Identity, rng: random.Random) -> Identity:
    return replace(who, first_names=who.last_names, last_names=who.first_names)


def swapped_day_and_month(who: Identity, rng: random.Random) -> Identity:
    if who.born_on is None or who.born_on.day > 12:
        return wrong_digit_in_the_date(who, rng)
    return replace(who, born_on=who.born_on.replace(day=who.born_on.month, month=who.born_on.day))


def wrong_digit_in_the_date(who: Identity, rng: random.Random) -> Identity:
    born_on = who.born_on or date(1980, 5, 5)
    part, value = rng.choice(
        [
            ("day", rng.randrange(1, 29)),
            ("month", rng.choice([1, 3, 5, 7, 8, 10, 12])),
            ("year", born_on.year + rng.choice([-20, -4, 4, 20])),  # so that 29 February stays a day
        ]
    )
    return replace(who, born_on=born_on.replace(**{part: value}))


def other_surname(who: Identity, rng: random.Random) -> Identity:
    return replace(who, last_names=rng.choice(SURNAMES))


def half_of_a_double_surname(who: Identity, rng: random.Random) -> Identity:
    if "-" in who.last_names:
        return replace(who, last_names=rng.choice(who.last_names.split("-")))
    return replace(who, last_names=f"{who.last_names}{rng.choice('- ')}{rng.choice(SURNAMES)}")


def other_writing(who: Identity, rng: random.Random) -> Identity:
    title = rng.choice(["Mr ", "MS. ", "", "dr "])
    last = who.last_names.replace("'", rng.choice(["\u2019", " ", ""])).replace("-", " ")
    return replace(who, first_names=title + who.first_names.upper(), last_names=last.lower() + " ")


def middle_name_too(who: Identity, rng: random.Random) -> Identity:
    return replace(who, first_names=f"{who.first_names} {rng.choice(FIRST_NAMES)}")


def middle_name_only(who: Identity, rng: random.Random) -> Identity:
    return replace(who, first_names=rng.choice(FIRST_NAMES))


def no_date(who: Identity, rng: random.Random) -> Identity:
    return replace(who, born_on=None)


CHANGES: tuple[Change, ...] = (
    misspelt_first_name,
    misspelt_surname,
    short_name,
    swapped_names,
    swapped_day_and_month,
    wrong_digit_in_the_date,
    half_of_a_double_surname,
    other_writing,
    middle_name_too,
    middle_name_only,
    other_surname,
    no_date,
)
# What one slip of the hand or one habit does. The rest of CHANGES lose a whole part of what is known.
SLIPS = CHANGES[:9]


def without_contact(who: Identity) -> Identity:
    """The hardest case: nothing but names and date of birth."""
    return replace(who, postcodes=(), telephones=(), emails=())


def partly_moved(who: Identity, rng: random.Random) -> Identity:
    """Contact details as they are found again: often changed or not asked for."""
    return replace(
        who,
        postcodes=who.postcodes if rng.random() < 0.6 else (),
        emails=who.emails if rng.random() < 0.5 else (),
    )


def measure(number: int, *, seed: int, changes: tuple[Change, ...], times: int, contact: bool) -> Recall:
    """Change every record so many times in so many ways, and look for the original by its keys alone."""
    rng = random.Random(seed)  # noqa: S311 repeatable on purpose
    originals = list(people(number, rng))
    if not contact:
        originals = [without_contact(who) for who in originals]
    index: dict[bytes, list[int]] = {}
    for serial, who in enumerate(originals):
        for key in identity_keys(who, SECRET):
            index.setdefault(key, []).append(serial)
    found, strangers, missed_by, made_by = 0, 0, Counter[str](), Counter[str]()
    for serial, who in enumerate(originals):
        several = rng.sample(changes, times)
        changed = partly_moved(who, rng) if contact else who
        for change in several:
            changed = change(changed, rng)
        candidates = {other for key in identity_keys(changed, SECRET) for other in index.get(key, ())}
        name = " + ".join(sorted(change.__name__ for change in several))
        made_by[name] += 1
        found += serial in candidates
        missed_by[name] += serial not in candidates
        strangers += len(candidates - {serial})
    return Recall(found, number, missed_by, made_by, strangers / number)


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    figures: dict[str, object] = {}
    for name, changes, times, contact in (
        ("one slip, names and date of birth only", SLIPS, 1, False),
        ("one slip, with contact details", SLIPS, 1, True),
        ("two slips, names and date of birth only", SLIPS, 2, False),
        ("two slips, with contact details", SLIPS, 2, True),
        ("one change of any kind, names and date of birth only", CHANGES, 1, False),
        ("one change of any kind, with contact details", CHANGES, 1, True),
    ):
        began = time.perf_counter()
        recall = measure(arguments.people, seed=arguments.seed, changes=changes, times=times, contact=contact)
        worst = {
            change: round(missed / recall.made_by[change], 4)
            for change, missed in recall.missed_by.most_common(6)
            if missed
        }
        figures[name] = {
            "records": recall.made,
            "found": round(recall.share, 5),
            "strangers per search": round(recall.strangers, 3),
            "share missed, worst": worst,
            "seconds": round(time.perf_counter() - began, 1),
        }
    print(json.dumps(figures, indent=2))  # noqa: T201 a command's answer


if __name__ == "__main__":
    main()
