"""What each level weighs, learnt from labelled files of invented people, and what each threshold costs.

Levels of names and dates are worked out by the functions of the database that intake uses, so what is learnt is
about exactly them. Of addresses, telephones, e-mails and numbers only whether they are the same is looked at.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from rjhub.engines.linkage import blocking, cleaning
from rjhub.engines.linkage.comparing import Facts, facts_of
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import Floats, Ints, tabulated
from rjhub.kernel.matching.names import name_parts, surnames
from rjhub.matching import ranking, sought
from rjhub.matching.vocabulary import LEVELS, Compared
from rjhub.matching.weighing import FORMAT, HIGHEST, Weighing, read

Columns = dict[str, list[str]]
LOWEST = -7.0
_COMMON = 5_000  # a name that more than one in so many bears is listed with how common it is
_RANDOM_PAIRS = 100_000
_MOST_PAIRS = 150_000
_FEW = 0.5
# What is wanted of each threshold: at most so many new people for whom somebody reaches it.
_WANTED = (("certain", 0.001), ("likely", 0.05), ("possible", 0.25))

_STATEMENT = """
WITH ours AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(%s::jsonb)
    AS o(at int, first text, forms text[], last text, parts text[], born date, middle text)),
theirs AS MATERIALIZED (
  SELECT t.at, keeper.plain_name(split_part(btrim(t.first), ' ', 1)) AS first, keeper.plain_name(t.last) AS last,
    keeper.name_parts(t.last) AS parts, t.born, keeper.plain_name(split_part(btrim(t.middle), ' ', 1)) AS middle
  FROM jsonb_to_recordset(%s::jsonb) AS t(at int, first text, last text, born date, middle text))
SELECT n.level[1], n.level[2], keeper.level_of_birth(o.born, t.born),
  keeper.level_of_middle_names(o.middle, t.middle)
FROM unnest(%s::int[], %s::int[]) WITH ORDINALITY p(one, other, place)
JOIN ours o ON o.at = p.one JOIN theirs t ON t.at = p.other
CROSS JOIN LATERAL (
  SELECT keeper.levels_of_names(o.first, o.forms, o.last, o.parts, t.first, t.last, t.parts) AS level) n
ORDER BY p.place
"""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one labelled file as the hub would compare them."""

    facts: Facts
    levels: NDArray[np.int8]
    same: NDArray[np.bool_]


def learnt(
    files: Sequence[tuple[Columns, list[int]]], trees: dict[str, Any] | None, about: dict[str, Any]
) -> dict[str, Any]:
    """A model without thresholds: what each level weighs, and how common names are."""
    alike = [_candidates(columns, humans) for columns, humans in files]
    strangers = [_strangers(columns, humans) for columns, humans in files]
    bits, chance = {}, {}
    for place, each in enumerate(Compared):
        count = len(LEVELS[each])
        m = _shares(np.concatenate([one.levels[one.same, place] for one in alike]), count)
        u = _shares(np.concatenate([one.levels[~one.same, place] for one in strangers]), count)
        chance[each] = -float(np.log2(u[0]))
        bits[each.value] = np.clip(np.log2(m / u), LOWEST, HIGHEST).round(3).tolist()
    first, last = _common(files, "first_name"), _common(files, "last_name")
    return {
        "format": FORMAT,
        "about": about,
        "bits": bits,
        "first_names": first,
        "last_names": last,
        "usual_first": round(chance[Compared.FIRST_NAME], 2),
        "usual_last": round(chance[Compared.LAST_NAME], 2),
        "prior": round(-float(np.log2(np.mean([len(humans) for _, humans in files]))), 2),
        "thresholds": [],
        "trees": trees,
    }


def with_thresholds(told: dict[str, Any], tried: Iterable[tuple[Columns, list[int], int]]) -> dict[str, Any]:
    """The same with thresholds, and the errors that they make in files that the model has not seen.

    Each file holds a register and then, from a place on, new referrals: of people who are held, or of others (-1).
    """
    weighing = read(json.dumps(told).encode(), 0)
    known: list[float] = []
    new: list[float] = []
    for columns, humans, first_query in tried:
        for human, best, right in _answers(columns, humans, first_query, weighing):
            if human < 0:
                new.append(best)
            elif right is not None:
                known.append(right)
    return told | {"thresholds": list(_thresholds(np.array(known), np.array(new)))}


def _thresholds(known: NDArray[np.float64], new: NDArray[np.float64]) -> Iterator[dict[str, Any]]:
    for name, wrong in _WANTED:
        odds = float(np.quantile(new, 1 - wrong)) if len(new) else 0.0
        odds = round(max(odds, -6.0) + 0.01, 2)
        yield {
            "name": name,
            "odds": odds,
            "found": round(float((known >= odds).mean()), 4),
            "wrong": round(float((new >= odds).mean()), 4),
        }


def _answers(
    columns: Columns, humans: list[int], first_query: int, weighing: Weighing
) -> Iterator[tuple[int, float, float | None]]:
    """Of each new referral: whose it is, the best odds of anybody, and those of a record that is theirs."""
    split = len(humans)
    held, asked = (
        Records(
            [str(place) for place in range(start, stop)],
            {name: values[start:stop] for name, values in columns.items()},
        )
        for start, stop in ((0, first_query), (first_query, split))
    )
    table = tabulated(held, asked)
    one, other = blocking.candidates(table)
    facts = facts_of(table, one, other)
    levels = _levels(columns, facts, other, one)
    bits = bits_of(levels, columns, other, weighing)
    odds = ranking.judged(facts, levels, bits, weighing)
    truth, none = np.array(humans), -99.0
    best, right = np.full(split, none), np.full(split, none)
    np.maximum.at(best, other, odds)
    mine = truth[one] == truth[other]
    np.maximum.at(right, other[mine], odds[mine])
    is_held = set(humans[:first_query])
    for place in range(first_query, split):
        yield (
            humans[place],
            float(best[place]),
            float(right[place]) if humans[place] in is_held else None,
        )


def bits_of(levels: NDArray[np.int8], columns: Columns, ours: Ints, weighing: Weighing) -> Floats:
    """What the level of each comparison weighs, pair by pair, with how rare the names of the record that asks are."""
    rare = np.array(
        [
            weighing.rarity("".join(name_parts(first)[:1]), "".join(name_parts(last)))
            for first, last in zip(columns["first_name"], columns["last_name"], strict=True)
        ]
    )
    out = np.zeros(levels.shape, dtype=np.float32)
    for place, each in enumerate(Compared):
        level = levels[:, place]
        bits = np.append(np.array(weighing.bits[each]), 0.0)[level]
        if place < rare.shape[1]:
            bits = np.where(level == 0, np.clip(bits + rare[ours, place], 0, HIGHEST), bits)
        out[:, place] = bits
    return out


def _candidates(columns: Columns, humans: list[int]) -> Pairs:
    table = tabulated(Records([str(place) for place in range(len(humans))], columns))
    one, other = blocking.candidates(table)
    some = np.random.default_rng(1).permutation(len(one))[:_MOST_PAIRS]
    return _compared(columns, humans, facts_of(table, one[some], other[some]), one[some], other[some])


def _strangers(columns: Columns, humans: list[int]) -> Pairs:
    table = tabulated(Records([str(place) for place in range(len(humans))], columns))
    one, other = np.random.default_rng(2).integers(0, len(humans), (2, _RANDOM_PAIRS))
    return _compared(columns, humans, facts_of(table, one, other), one, other)


def _compared(columns: Columns, humans: list[int], facts: Facts, one: Ints, other: Ints) -> Pairs:
    truth = np.array(humans)
    return Pairs(facts, _levels(columns, facts, one, other), truth[one] == truth[other])


def _levels(columns: Columns, facts: Facts, ours: Ints, theirs: Ints) -> NDArray[np.int8]:
    """The levels of each pair: of names and dates by the database, of the rest whether it is the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")  # the planner does not know how long the lists are
        cursor.execute(
            _STATEMENT,
            [json.dumps(_as_sought(columns)), json.dumps(_as_held(columns)), ours.tolist(), theirs.tolist()],
        )
        names = [[-1 if level is None else level for level in row] for row in cursor.fetchall()]
    shared = (
        _alike(facts["numbers_slips"], facts["numbers_same"] > 0),
        _alike(facts["postcode_slips"], facts["postcode_slips"] == 0),
        _alike(facts["street"], (facts["street"] == 1) & ~(facts["house"] > 0)),
        _alike(facts["phone_slips"], facts["phone_slips"] == 0),
        _alike(facts["email_slips"], facts["email_slips"] == 0),
    )
    return np.column_stack([np.array(names, dtype=np.int8).reshape(-1, 4), *shared])


def _alike(said: NDArray[np.float32], same: NDArray[np.bool_]) -> NDArray[np.int8]:
    return np.where(np.isnan(said), -1, np.where(same, 0, 1)).astype(np.int8)


def _as_sought(columns: Columns) -> list[dict[str, Any]]:
    made = []
    for row in _rows(columns):
        first, last = "".join(name_parts(row["first"])[:1]), name_parts(row["last"])
        made.append(
            row
            | {
                "first": first,
                "forms": sorted(sought.other_forms(first)),
                "last": "".join(last),
                "parts": sorted(part for part in surnames(last) if len(part) > 2),  # noqa: PLR2004 initials
                "middle": "".join(name_parts(row["middle"])[:1]),
            }
        )
    return made


def _as_held(columns: Columns) -> list[dict[str, Any]]:
    return list(_rows(columns))


def _rows(columns: Columns) -> Iterator[dict[str, Any]]:
    nothing = [""] * len(columns["first_name"])
    told = (
        columns.get(name) or nothing for name in ("first_name", "last_name", "middle_name", "date_of_birth")
    )
    for at, (first, last, middle, born) in enumerate(zip(*told, strict=True)):
        yield {"at": at, "first": first, "last": last, "middle": middle, "born": _day(cleaning.born(born))}


def _day(digits: str) -> str | None:
    try:
        return date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}").isoformat()
    except ValueError:
        return None


def _shares(level: NDArray[np.int8], count: int) -> NDArray[np.float64]:
    seen = np.bincount(level[level >= 0], minlength=count).astype(np.float64) + _FEW
    return np.asarray(seen / seen.sum())


def _common(files: Sequence[tuple[Columns, list[int]]], column: str) -> dict[str, float]:
    """How many bits a common name tells: log2 of people for one who bears it."""
    counts = Counter(
        name for columns, _ in files for text in columns[column] if (name := _plain(text, column))
    )
    total = sum(counts.values())
    return {
        name: round(float(np.log2(total / count)), 2)
        for name, count in sorted(counts.items())
        if count * _COMMON > total and count > 2  # noqa: PLR2004 once or twice is chance
    }


def _plain(text: str, column: str) -> str:
    parts = name_parts(text)
    return "".join(parts[:1] if column == "first_name" else parts)
