"""Measure how many spellings of known contact details are found in texts, and how often a harmless text alarms.

    python -m rjhub.people.tests.contact_recall --texts 10000 --seed 1

Every way to reach somebody is made up: numbers from the ranges kept for drama, addresses that nobody has.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from rjhub.kernel import contact_details
from rjhub.people import keys, known
from rjhub.people.vocabulary import ContactKind, KeyKind

Spelling = Callable[[str, random.Random], str]
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LOOK_ALIKE = {
    "A": "\u0410",
    "B": "\u0412",
    "E": "\u0415",
    "H": "\u041d",
    "N": "N",
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
}
_STREETS = (
    "Mill Lane",
    "Old Quarry Road",
    "Saint Anne's Crescent",
    "Chapel Street",
    "Beechwood Avenue",
    "Orchard Close",
)
_POSTCODES = ("BN1 1AA", "RH16 4PX", "E1 6AN", "SW1A 2AA", "M1 1AE", "TN34 1BB", "PO21 1QT", "NE30 1AR")
_NAMES = ("rosa.delacroix", "alice_f", "joan99", "m.okafor-lee", "ruth")
_DOMAINS = ("example.org", "mail.example.com", "home.example.net")
_TEXTS = (
    "She told me that she can be reached: {} after six.", "He already has it, {}, from a friend",
    "Write to {}", "Their new place is at {}, next to her sister.", "{}\nsaid twice on the telephone",
    "She moved in May ({}) and is afraid that he will find out.",
)  # fmt: skip
_HARMLESS = (
    "Kyle will pay £{n} back by {d} {month}, in {m} parts.",
    "We met for {m} hours on {d} {month} 2026 at 10.30am.",
    "The loss was £{n}.{d}, and the bike was {m} years old.",
    "He was stopped on the A{d} and asked to wait at the hub.",
    "Crime number 4712{n}{n} was given to both.",
    "They agreed that {m} people come, and that nobody sits by the door.",
    "She said: one, two, three times I rang, and nobody came to court.",
    "Section {m} of the Act, paragraph {d} (2), applies.",
    "He has {m} convictions since 20{d}, of which {m} are for theft.",
    "At {m} in the morning on the way home, a car drove by.",
    "They want a letter of {n} words, by {d}/0{m}/2026 at {d}:30.",
    "The report has {n} pages; see page {d}, line {m}.",
    "She works {m} days a week, and the road is {d} metres away.",
    "Reference RJ-26-{n}-{d}, stage {m}, 1 of {d}.",
    "{d} of {n} asked for a meeting in place of a letter.",
    "It was at {m} to {d} on the green by the park.",
)


@dataclass(frozen=True)
class Detail:
    """A made-up way to reach somebody, as the vault keeps it, and what of it is written into texts."""

    kind: ContactKind
    value: str
    told: str


@dataclass(frozen=True)
class Figures:
    """What was found of how many."""

    made: int
    seen: int
    known: int
    missed: Counter[str]
    harmless: int
    alarms: int


def _as_it_is(text: str, _: random.Random) -> str:
    return text


def _parted(text: str, chance: random.Random) -> str:
    gap = chance.choice((" ", ".", "-", "  "))
    return gap.join(text.replace(" ", ""))


def _other_gap(text: str, chance: random.Random) -> str:
    return text.replace(" ", chance.choice(("", ".", "-", "\n", "  ", " - ", "\u00a0")))


def _set_apart(text: str, chance: random.Random) -> str:
    return text.replace(" ", chance.choice(("\n", "  ", " - ", "\u00a0", ".")))


def _misread(text: str, _: random.Random) -> str:
    return text.replace("0", "O") if "0" in text else text.replace("1", "l", 1)


def _other_case(text: str, chance: random.Random) -> str:
    return chance.choice((text.lower(), text.upper()))


def _look_alike(text: str, _: random.Random) -> str:
    return text.translate(_LOOK_ALIKE)


def _hidden(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(text))
    return f"{text[:at]}\u00ad{text[at:]}"


def _wide(text: str, _: random.Random) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)


def _in_words(text: str, _: random.Random) -> str:
    return " ".join(_WORDS[int(sign)] if sign.isdigit() else sign for sign in text.replace(" ", ""))


def _abroad(text: str, chance: random.Random) -> str:
    return text.replace("0", chance.choice(("+44 ", "0044 ", "+44 (0)", "+44")), 1)


def _in_brackets(text: str, _: random.Random) -> str:
    return f"({text[:5]}) {text[5:].strip()}"


def _spoken(text: str, chance: random.Random) -> str:
    at, dot = chance.choice(((" at ", " dot "), ("(at)", "."), (" [at] ", " [dot] "), (" @ ", " . ")))
    return text.replace("@", at).replace(".", dot)


_SHORT = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Lane": "Ln", "Close": "Cl", "Saint": "St."}


def _shortened(text: str, _: random.Random) -> str:
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    return text


_ALWAYS: tuple[Spelling, ...] = (_as_it_is, _other_case, _hidden, _wide)
SPELLINGS: dict[ContactKind, tuple[Spelling, ...]] = {
    ContactKind.MOBILE: (
        _as_it_is,
        _hidden,
        _wide,
        _parted,
        _other_gap,
        _misread,
        _in_words,
        _abroad,
        _in_brackets,
    ),
    ContactKind.EMAIL: (*_ALWAYS, _spoken, _look_alike),
    ContactKind.ADDRESS: (*_ALWAYS, _shortened, _set_apart),
}
OF_A_POSTCODE: tuple[Spelling, ...] = (*_ALWAYS, _parted, _other_gap, _misread, _look_alike)


def a_detail(chance: random.Random) -> tuple[Detail, tuple[Spelling, ...]]:
    """Something of a made-up person, and how it may be spelled."""
    sort = chance.randrange(4)
    if sort == 0:
        area = chance.choice(("07700 900", "01632 960"))
        number = f"{area}{chance.randrange(1000):03}"
        return Detail(ContactKind.MOBILE, number, number), SPELLINGS[ContactKind.MOBILE]
    if sort == 1:
        address = f"{chance.choice(_NAMES)}@{chance.choice(_DOMAINS)}"
        return Detail(ContactKind.EMAIL, address, address), SPELLINGS[ContactKind.EMAIL]
    street, place = f"{chance.randrange(1, 300)} {chance.choice(_STREETS)}", chance.choice(_POSTCODES)
    told = street if sort == 2 else place
    ways = SPELLINGS[ContactKind.ADDRESS] if told == street else OF_A_POSTCODE
    return Detail(ContactKind.ADDRESS, f"{street}\nSomewhere\n{place}", told), ways


def a_harmless_text(chance: random.Random) -> str:
    """A text as staff write it, with numbers, days, prices and roads, and no way to reach anybody."""
    months = ("May", "June", "October")
    n, m, d, month = (
        chance.randrange(100, 999),
        chance.randrange(2, 9),
        chance.randrange(10, 28),
        chance.choice(months),
    )
    return " ".join(one.format(n=n, m=m, d=d, month=month) for one in chance.sample(_HARMLESS, 4))


def digests_of(detail: Detail) -> frozenset[bytes]:
    """Everything by which the database would know a detail."""
    said = keys.Said(names=(("Rosa", "Delacroix"),), born_on=None, numbers=())
    value = _stored(detail.value) if detail.kind == ContactKind.MOBILE else detail.value
    found = keys.contact_keys(said, {detail.kind: value})
    kinds = (KeyKind.TELEPHONE, KeyKind.EMAIL, KeyKind.POSTCODE, KeyKind.ADDRESS)
    return frozenset().union(*(found[kind] for kind in kinds))


def _stored(number: str) -> str:
    return number.replace(" ", "").replace("0", "+44", 1)


def measure(texts: int, seed: int) -> Figures:
    """Write every detail into a text in one of its spellings, and look for it."""
    chance = random.Random(seed)  # noqa: S311 nothing secret
    missed: Counter[str] = Counter()
    seen = recognised = 0
    for _ in range(texts):
        detail, ways = a_detail(chance)
        way = chance.choice(ways)
        text = chance.choice(_TEXTS).format(way(detail.told, chance))
        looks = bool(contact_details.found_in(text))
        is_known = bool(digests_of(detail) & {one.digest for one in known.places_in(text)})
        seen, recognised = seen + looks, recognised + is_known
        if not (looks and is_known):
            what = f"{'' if looks else 'unseen '}{'' if is_known else 'unknown'}"
            missed[f"{detail.kind}{way.__name__} {what}: {text[:70]!r}"] += 1
    alarms = sum(bool(contact_details.found_in(a_harmless_text(chance))) for _ in range(texts))
    return Figures(texts, seen, recognised, missed, texts, alarms)


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--texts", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--missed", type=int, default=0)
    given = asked.parse_args()
    found = measure(given.texts, given.seed)
    missed = [f"{times} {words}" for words, times in found.missed.most_common(given.missed)]
    lines = (
        f"looks like a way to reach somebody: {found.seen} of {found.made}, {found.seen / found.made:.2%}",
        f"known as theirs: {found.known} of {found.made}, {found.known / found.made:.2%}",
        f"harmless texts that alarm: {found.alarms} of {found.harmless}, {found.alarms / found.harmless:.2%}",
        *missed,
    )
    print("\n".join(lines))  # noqa: T201 a command's answer


if __name__ == "__main__":
    main()
