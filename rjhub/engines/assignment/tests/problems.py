"""Small problems, drawn at random from everything that the format knows."""

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from rjhub.engines.assignment import checking

_SLOTS = ("mon-am", "tue-pm", "wed-am")
_places = st.integers(0, 12)
_slots = st.none() | st.lists(st.sampled_from(_SLOTS), unique=True)


def facilitator(number: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "id": st.just(f"f{number}"),
            "agency": st.sampled_from(["probation", "charity", "police"]),
            "level": st.sampled_from([1, 2, 3, 3]),
            "experience": st.integers(0, 3),
            "capacity": st.sampled_from([0, 1, 2, 2.5, 3]),
            "x": _places,
            "y": _places,
            "max_travel": st.sampled_from([None, None, 5, 9]),
            "languages": st.lists(st.sampled_from(["en", "pl"]), unique=True),
            "gender": st.sampled_from([None, "F", "M"]),
            "slots": _slots,
        }
    )


def case(number: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "id": st.just(f"c{number}"),
            "severity": st.sampled_from([1, 1, 2, 3]),
            "facilitators_needed": st.sampled_from([1, 2, 2]),
            "work": st.sampled_from([0.5, 1, 1, 2]),
            "x": _places,
            "y": _places,
            "language": st.sampled_from([None, None, "en", "pl"]),
            "gender": st.sampled_from([None, None, "F"]),
            "slots": _slots,
            "excluded_facilitators": st.lists(st.sampled_from(["f0", "f1"]), unique=True, max_size=1),
            "excluded_agencies": st.lists(st.sampled_from(["police", "charity"]), unique=True, max_size=1),
            "priority": st.sampled_from([1, 1, 2, 0.5]),
        }
    )


def _rows(cases: int, people: int, values: st.SearchStrategy[float]) -> st.SearchStrategy[Any]:
    ids = st.sampled_from([f"f{each}" for each in range(people)])
    row = st.dictionaries(ids, values, min_size=1)
    return st.dictionaries(st.sampled_from([f"c{each}" for each in range(cases)]), row, max_size=2)


@st.composite
def problems(draw: st.DrawFn, *, locks: bool = False) -> dict[str, Any]:
    people, cases = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    made = {
        "format": "rjhub-allocation/1",
        "rules": {"different_agencies": draw(st.booleans())},
        "weights": {
            "travel": draw(st.sampled_from([0, 1, 0.5])),
            "both_novices": 25,
            "inexperienced_for_severity": 10,
            "mentoring": -8,
            "unallocated": draw(st.sampled_from([0, 12, 200])),
        },
        "facilitators": [draw(facilitator(each)) for each in range(people)],
        "cases": [draw(case(each)) for each in range(cases)],
        "travel": draw(_rows(cases, people, st.sampled_from([0, 2.5, 4.49, 20]))),
        "work": draw(_rows(cases, people, st.sampled_from([0, 1, 1.5]))),
        "cost": draw(_rows(cases, people, st.sampled_from([-3, 0, 7, 30.5]))),
        "locked": [],
    }
    if locks:
        lock = st.fixed_dictionaries(
            {
                "case": st.sampled_from([f"c{each}" for each in range(cases)]),
                "facilitators": st.lists(
                    st.sampled_from([f"f{each}" for each in range(people)]), unique=True, max_size=2
                ),
            }
        )
        made["locked"] = draw(st.lists(lock, min_size=1, max_size=3))
    return made


def plans(problem: dict[str, Any]) -> Iterator[checking.Checked]:
    """Every plan that keeps every rule, looked at by the check alone."""
    ids = [each["id"] for each in problem["facilitators"]]
    choices = []
    for one in problem["cases"]:
        alone = {**problem, "cases": [one], "locked": []}
        teams = itertools.combinations(ids, one["facilitators_needed"])
        good = [team for team in teams if not checking.check(alone, {one["id"]: team}).broken]
        choices.append([(), *good])
    for plan in itertools.product(*choices):
        teams = {one["id"]: team for one, team in zip(problem["cases"], plan, strict=True) if team}
        found = checking.check(problem, teams)
        if not found.broken:
            yield found
