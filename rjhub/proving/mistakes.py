"""Mistakes as people and machines make them, drawn at random: written from what is known of errors, not from the keys.

Most misspelt words have one slip, of four kinds (Damerau 1964); fingers hit the next key; scanners take rn for m
(Christen and Pudjijono 2009 list both, and what is heard wrongly); names are shortened, swapped,
split, joined, changed on marriage, or written in another alphabet's way; dates lose or swap a part. Nothing here reads
the program's own tables of nicknames or sounds.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from rjhub.proving.variants import Known

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SCANNED = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("li", "h"), ("h", "li"), ("vv", "w"), ("w", "vv"),
    ("i", "l"), ("l", "i"), ("l", "1"), ("o", "0"), ("s", "5"), ("e", "c"), ("c", "e"), ("u", "v"), ("n", "h"),
    ("g", "q"), ("ri", "n"), ("a", "o"),
)  # fmt: skip
HEARD = (
    ("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c", "k"), ("ee", "ea"), ("ea", "ee"), ("ie", "y"),
    ("y", "ie"), ("ey", "y"), ("y", "ey"), ("s", "z"), ("z", "s"), ("th", "t"), ("ou", "u"), ("ow", "ou"),
    ("ai", "ay"), ("ei", "ie"), ("ll", "l"), ("l", "ll"), ("nn", "n"), ("n", "nn"), ("tt", "t"), ("t", "tt"),
    ("gh", ""), ("wr", "r"), ("kn", "n"), ("x", "ks"), ("qu", "kw"), ("son", "sen"), ("er", "or"), ("an", "en"),
)  # fmt: skip
OTHER_ALPHABETS = (
    ("oo", "u"), ("u", "oo"), ("ee", "i"), ("i", "ee"), ("kh", "h"), ("h", "kh"), ("sh", "s"), ("ch", "cz"),
    ("w", "v"), ("v", "w"), ("j", "y"), ("y", "j"), ("ai", "ei"), ("e", "a"), ("o", "u"), ("dh", "d"), ("q", "k"),
    ("ts", "c"), ("zh", "z"), ("ia", "ya"),
)  # fmt: skip
CALLED = {
    "elizabeth": ("Liz", "Beth", "Betty", "Lizzie"), "william": ("Bill", "Will", "Billy"), "robert": ("Bob", "Rob"),
    "margaret": ("Maggie", "Peggy", "Meg"), "james": ("Jim", "Jimmy", "Jamie"), "john": ("Jack", "Johnny"),
    "katherine": ("Kate", "Kathy"), "catherine": ("Cathy", "Kate"), "richard": ("Dick", "Rick"), "thomas": ("Tom",),
    "michael": ("Mike", "Mick"), "christopher": ("Chris",), "alexander": ("Alex", "Sandy"), "edward": ("Ted", "Ed"),
    "susan": ("Sue",), "patricia": ("Pat", "Trish"), "deborah": ("Debbie",), "anthony": ("Tony",), "daniel": ("Dan",),
    "joseph": ("Joe",), "matthew": ("Matt",), "andrew": ("Andy",), "stephen": ("Steve",), "jennifer": ("Jenny",),
    "samantha": ("Sam",), "victoria": ("Vicky",), "rebecca": ("Becky",), "nicholas": ("Nick",), "david": ("Dave",),
}  # fmt: skip
FEBRUARY, LAST_MONTH = 2, 12
HOW_MANY = ((1, 70), (2, 25), (3, 5))

Mistake = Callable[[Known, random.Random, Known], Known]


def drawn(known: Known, other: Known, chance: random.Random) -> tuple[str, Known]:
    """How another agency wrote somebody down, by the names of the mistakes. Half of them have moved.

    Of what takes something away for good (another family name, an initial, no birth) at most one happens to a person:
    with two of them nobody could know who it is.
    """
    (many,) = chance.choices([n for n, _ in HOW_MANY], [w for _, w in HOW_MANY])
    names = chance.sample(sorted(MISTAKES), many)
    if len(set(names) & TAKEN) > 1:
        return drawn(known, other, chance)
    written = replace(known, postcode=other.postcode, mobile="", email="") if chance.randrange(2) else known
    for name in names:
        written = MISTAKES[name](written, chance, other)
    return f"drawn, {many}", written


def _one(*slips: Callable[[str, random.Random], str]) -> Mistake:
    """One slip in one of the names."""

    def slip(known: Known, chance: random.Random, other: Known) -> Known:
        del other
        given = chance.randrange(2) == 0
        before = known.given_name if given else known.family_name
        after = chance.choice(slips)(before.lower(), chance).capitalize() if before else before
        if given:
            return replace(known, given_name=after or before)
        return replace(known, family_name=after or before)

    return slip


def _typed(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    how = chance.choice(("left out", "put in", "next key", "turned", "twice"))
    if how == "left out":
        return name[:at] + name[at + 1 :]
    if how == "turned":
        return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    if how == "twice":
        return name[: at + 1] + name[at:]
    near = _next_to(name[at], chance)
    return name[:at] + near + (name[at:] if how == "put in" else name[at + 1 :])


def _next_to(letter: str, chance: random.Random) -> str:
    for row in KEYBOARD:
        at = row.find(letter)
        if at >= 0:
            return chance.choice(row[max(at - 1, 0) : at] + row[at + 1 : at + 2] or letter)
    return letter


def _exchanged(table: tuple[tuple[str, str], ...]) -> Callable[[str, random.Random], str]:
    def exchange(name: str, chance: random.Random) -> str:
        fits = [(before, after) for before, after in table if before in name]
        if not fits:
            return _typed(name, chance)
        before, after = chance.choice(fits)
        return name.replace(before, after, 1)

    return exchange


def _cut(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    return replace(known, family_name=known.family_name[: max(4, chance.randint(5, 8))])


def _initial(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, given_name=known.given_name[:1])


def _swapped(known: Known, chance: random.Random, other: Known) -> Known:
    del chance, other
    return replace(known, given_name=known.family_name, family_name=known.given_name)


def _in_one(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    several = f"{known.given_name} {known.family_name}", f"{known.family_name} {known.given_name}"
    return replace(known, given_name="", family_name=chance.choice(several))


def _split(known: Known, chance: random.Random, other: Known) -> Known:
    del other
    name = known.family_name
    at = chance.randint(2, max(2, len(name) - 2))
    return replace(known, family_name=f"{name[:at]} {name[at:].capitalize()}".strip())


def _married(known: Known, chance: random.Random, other: Known) -> Known:
    del chance
    return replace(known, family_name=other.family_name)


def _both_names(known: Known, chance: random.Random, other: Known) -> Known:
    several = [known.family_name, other.family_name]
    chance.shuffle(several)
    return replace(known, family_name=chance.choice("- ").join(several))


def _called(known: Known, chance: random.Random, other: Known) -> Known:
    """By a short name, if they have one; else by the beginning of their own."""
    del other
    forms = CALLED.get(known.given_name.lower())
    return replace(
        known,
        given_name=chance.choice(forms) if forms else known.given_name[: max(3, len(known.given_name) // 2)],
    )


def _dated(change: Callable[[date, random.Random], date | None]) -> Mistake:
    def wrong(known: Known, chance: random.Random, other: Known) -> Known:
        del other
        return replace(known, born_on=change(known.born_on, chance)) if known.born_on else known

    return wrong


def _turned(born: date, chance: random.Random) -> date | None:
    if born.day > LAST_MONTH:
        return _digit(born, chance)
    return born.replace(day=born.month, month=born.day)


def _digit(born: date, chance: random.Random) -> date | None:
    """One figure of the date is another one; drawn again until it is a date."""
    written = born.strftime("%Y%m%d")
    while True:
        at = chance.randrange(2, len(written))
        changed = written[:at] + chance.choice("0123456789") + written[at + 1 :]
        try:
            return date(int(changed[:4]), int(changed[4:6]), int(changed[6:]))
        except ValueError:
            continue


def _near(born: date, chance: random.Random) -> date | None:
    return born + timedelta(days=chance.choice((-1, 1)))


def _other_month(born: date, chance: random.Random) -> date | None:
    """The month alone is another one, unless that month has no such day."""
    month = (born.month - 1 + chance.choice((-1, 1))) % LAST_MONTH + 1
    last = 28 if month == FEBRUARY else 30
    return born.replace(month=month, day=min(born.day, last))


def _other_year(born: date, chance: random.Random) -> date | None:
    leap_day = (born.month, born.day) == (FEBRUARY, 29)
    return born.replace(year=born.year + chance.choice((-10, -1, 1, 10)), day=28 if leap_day else born.day)


TAKEN = {"another family name", "an initial", "no birth", "only the year"}
MISTAKES: dict[str, Mistake] = {
    "typed": _one(_typed),
    "typed again": _one(_typed),
    "scanned": _one(_exchanged(SCANNED)),
    "heard": _one(_exchanged(HEARD)),
    "from another alphabet": _one(_exchanged(OTHER_ALPHABETS)),
    "cut off": _cut,
    "an initial": _initial,
    "swapped": _swapped,
    "in one box": _in_one,
    "split": _split,
    "another family name": _married,
    "two family names": _both_names,
    "called otherwise": _called,
    "day and month turned": _dated(_turned),
    "one figure": _dated(_digit),
    "the day before or after": _dated(_near),
    "the month before or after": _dated(_other_month),
    "another year": _dated(_other_year),
    "only the year": _dated(lambda born, _: born.replace(month=1, day=1)),
    "no birth": _dated(lambda _, __: None),
}
