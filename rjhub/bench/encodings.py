"""How well the encodings by which partnerships ask each other find people, beside the same questions asked in clear.

People are invented, with the mistakes and relatives of the files on which linkage is taught. The database encodes them
as it encodes a register, and questions as it encodes questions, in a transaction that is rolled back. In clear the same
questions are asked as at home, by keys (`rjhub.asking`), and as `rjhub lookup` asks, told no more than name, birth and
postcode.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import numpy as np
import psycopg
from numpy.typing import NDArray

from rjhub.asking.between_rules import AT_ENOUGH, BORN_ENOUGH
from rjhub.asking.database import ENOUGH, WEIGHTS
from rjhub.asking.keys import Asked, keys_of, sought_elsewhere
from rjhub.audit.connecting import dsn
from rjhub.engines.linkage import lookup, model
from rjhub.engines.linkage.reading import Records
from rjhub.kernel.identifiers import postcode
from rjhub.kernel.invalid import Invalid

Columns = dict[str, list[str]]
Floats = NDArray[np.float32]
_FIELDS = ("first_name", "last_name", "date_of_birth", "postcode")
_AT_A_TIME = 200  # questions compared with the whole register
_ENCODED = """
SELECT w.place, vault.encoded(%(key)s, t.tokens, t.times, %(hardened)s)::text
FROM unnest(%(places)s::int[], %(firsts)s::text[], %(lasts)s::text[], %(born)s::date[], %(at)s::bytea[])
  AS w(place, first, last, born, at)
CROSS JOIN LATERAL keeper.between_tokens(w.first, w.last, w.born, w.at) t WHERE t.tokens <> '{}'
"""
_TURNED = 12  # a day up to which day and month can be the wrong way round


@dataclass(frozen=True)
class Way:
    """What one way of asking found: F1, the share of known people found, and of new people said to be known."""

    name: str
    f1: float
    recall: float
    wrong: float
    at_five: float
    """The share of known people found where 5 in 100 new people are said to be known, the threshold set for that."""


def measure(
    held: tuple[Columns, list[int]], asked: tuple[Columns, list[int]], say: Callable[[str], None]
) -> list[Way]:
    """Ask every question each way."""
    register, questions = _records(held[0]), _records(asked[0])
    whose, theirs = np.array(held[1]), np.array(asked[1])
    known = np.isin(theirs, whose)
    say(f"encoding {len(register):,} records")
    likenesses = _likenesses(register, questions)
    say("asking in clear")
    ways = {
        "encoded, as other partnerships are asked": (*_best(likenesses, theirs, whose), 0.0),
        "in clear, by keys, as the hub is asked at home": (
            *_by_keys(register, questions, theirs, whose),
            ENOUGH,
        ),
        "in clear, as rjhub lookup, told the same": (*_looked_up(held, asked), None),
    }
    return [_way(name, best, right, known, enough) for name, (best, right, enough) in ways.items()]


def _records(columns: Columns) -> list[Asked]:
    return [
        Asked(given_name=first, family_name=last, born_on=_day(born), postcode=_place(at))
        for first, last, born, at in zip(*(columns[name] for name in _FIELDS), strict=True)
    ]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _place(written: str) -> str:
    try:
        return postcode.parse(written)
    except Invalid:
        return ""


def _likenesses(register: Sequence[Asked], questions: Sequence[Asked]) -> Floats:
    """Above 0 what counts as a hit: how much each question is like each record, less what is enough."""
    kinds = ((BORN_ENOUGH, _born), (AT_ENOUGH, _at))
    least = np.full((len(questions), len(register)), -1, dtype=np.float32)
    with psycopg.connect(dsn()) as owner, owner.transaction(force_rollback=True), owner.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE rjhub_keeper")
        key = uuid4()
        cursor.execute("SELECT vault.make_between_key(%s)", [key])
        for enough, said in kinds:
            rows = [
                (place, *one) for place, each in enumerate(register) for one in said(each, (each.given_name,))
            ]
            asks = [
                (place, *one)
                for place, each in enumerate(questions)
                for one in said(each, sought_elsewhere(each).firsts, turned=True)
            ]
            records, kept = _encoded(cursor, key, rows, hardened=True)
            sought, bits = _encoded(cursor, key, asks, hardened=False)
            _compared(least, (sought, bits), (records, kept), enough)
    return least


def _born(one: Asked, firsts: Sequence[str], *, turned: bool = False) -> list[tuple[Any, ...]]:
    if one.born_on is None:
        return []
    days = {one.born_on}
    if turned and one.born_on.day <= _TURNED:
        days.add(date(one.born_on.year, one.born_on.day, one.born_on.month))
    return [(first, one.family_name, day, None) for first in firsts for day in sorted(days)]


def _at(one: Asked, firsts: Sequence[str], *, turned: bool = False) -> list[tuple[Any, ...]]:
    del turned
    place = sought_elsewhere(one).place
    return [(first, one.family_name, None, place) for first in firsts] if place else []


def _encoded(
    cursor: "psycopg.Cursor[Any]", key: object, rows: list[tuple[Any, ...]], *, hardened: bool
) -> tuple[NDArray[np.intp], Floats]:
    places, firsts, lasts, born, at = (list(column) for column in zip(*rows, strict=True))
    told = {"key": key, "hardened": hardened, "places": places, "firsts": firsts, "lasts": lasts}
    cursor.execute(_ENCODED, told | {"born": born, "at": at})
    found = cursor.fetchall()
    bits = np.frombuffer("".join(text for _, text in found).encode(), dtype=np.uint8).reshape(len(found), -1)
    return np.array([place for place, _ in found]), (bits - ord("0")).astype(np.float32)


def _compared(
    least: Floats,
    asked: tuple[NDArray[np.intp], Floats],
    held: tuple[NDArray[np.intp], Floats],
    enough: float,
) -> None:
    many = held[1].sum(axis=1)
    for start in range(0, len(asked[0]), _AT_A_TIME):
        bits = asked[1][start : start + _AT_A_TIME]
        alike = 2 * (bits @ held[1].T) / (bits.sum(axis=1)[:, None] + many[None, :]) - enough
        for place, row in zip(asked[0][start : start + _AT_A_TIME], alike, strict=True):
            least[place, held[0]] = np.maximum(least[place, held[0]], row)


def _best(likenesses: Floats, theirs: NDArray[Any], whose: NDArray[Any]) -> tuple[Floats, Floats]:
    """Of each question the likeness of anybody, and of a record that is theirs."""
    right = np.where(theirs[:, None] == whose[None, :], likenesses, -1).max(axis=1)
    return likenesses.max(axis=1), right.astype(np.float32)


def _by_keys(
    register: Sequence[Asked], questions: Sequence[Asked], theirs: NDArray[Any], whose: NDArray[Any]
) -> tuple[Floats, Floats]:
    having: dict[bytes, list[int]] = defaultdict(list)
    for place, one in enumerate(register):
        for digest in keys_of(one):
            having[digest].append(place)
    best, right = (np.full(len(questions), -1, dtype=np.float32) for _ in range(2))
    for number, one in enumerate(questions):
        shared: dict[int, set[Any]] = defaultdict(set)
        for digest, fact in keys_of(one).items():
            for place in having.get(digest, ()):
                shared[place].add(fact)
        for place, facts in shared.items():
            weight = sum(WEIGHTS[fact] for fact in facts)
            best[number] = max(best[number], weight)
            if whose[place] == theirs[number]:
                right[number] = max(right[number], weight)
    return best, right


def _looked_up(held: tuple[Columns, list[int]], asked: tuple[Columns, list[int]]) -> tuple[Floats, Floats]:
    files = [
        Records([str(place) for place in range(len(humans))], {name: columns[name] for name in _FIELDS})
        for columns, humans in (held, asked)
    ]
    best, right = (np.full(len(asked[1]), -99, dtype=np.float32) for _ in range(2))
    for hit in lookup.looked_up(files[0], files[1], model.shipped()):
        best[hit.query] = max(best[hit.query], hit.score)
        if held[1][hit.record] == asked[1][hit.query]:
            right[hit.query] = max(right[hit.query], hit.score)
    return best, right


def _way(name: str, best: Floats, right: Floats, known: NDArray[np.bool_], enough: float | None) -> Way:
    """`enough` None: no threshold is set for this way, so the one with the best F1 is taken."""
    candidates = (
        [enough] if enough is not None else [float(one) for one in np.quantile(best, np.linspace(0, 1, 200))]
    )
    f1, recall, wrong = max(_errors(best, right, known, one) for one in candidates)
    at_five = float((right[known] > np.quantile(best[~known], 0.95)).mean())
    return Way(name, f1, recall, wrong, at_five)


def _errors(
    best: Floats, right: Floats, known: NDArray[np.bool_], enough: float
) -> tuple[float, float, float]:
    found, wrong = int(((right >= enough) & known).sum()), int(((best >= enough) & ~known).sum())
    missed = int(known.sum()) - found
    return (
        2 * found / max(2 * found + wrong + missed, 1),
        found / max(int(known.sum()), 1),
        wrong / max(int((~known).sum()), 1),
    )
