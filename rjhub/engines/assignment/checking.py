"""Checks a plan against the rules of the format, from the file's own words: nothing here is shared with the solver."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Thing = Mapping[str, Any]
_TOLERANCE = 1e-9
_EXPERIENCED = 2
AIMS = ("travel", "both_novices", "inexperienced_for_severity", "mentoring", "unallocated")


@dataclass(frozen=True, slots=True)
class Checked:
    """Every rule that a plan breaks, in words; what it costs, and what of that each aim costs."""

    broken: tuple[str, ...]
    cost: float
    parts: Mapping[str, float]
    unallocated: int


def check(problem: Thing, teams: Mapping[str, Sequence[str]]) -> Checked:
    """Check who takes which case. People and cases that are not in the problem break a rule, and cost nothing."""
    people = {each["id"]: each for each in problem["facilitators"]}
    cases = {each["id"]: each for each in problem["cases"]}
    broken = [f"Case {each} is in the plan, and not in the problem." for each in teams if each not in cases]
    parts: dict[str, float] = dict.fromkeys(AIMS, 0)
    used: dict[str, list[float]] = defaultdict(list)
    left = 0
    for name, case in cases.items():
        team = teams.get(name, ())
        unknown = [who for who in team if who not in people]
        broken += [f"Case {name}: {who} is not among the facilitators." for who in unknown]
        known = [people[who] for who in team if who in people]
        if not team:
            left += 1
            parts["unallocated"] += _weight(problem, "unallocated") * _given(case, "priority", 1)
            continue
        broken += _broken(problem, case, known, len(team))
        for who in known:
            row = (problem.get("work") or {}).get(name) or {}
            used[who["id"]].append(row.get(who["id"], _given(case, "work", 1)))
        for aim, cost in _costs(problem, case, known):
            parts[aim] += cost
    broken += _overworked(people, used) + _unlocked(problem, teams)
    return Checked(tuple(broken), math.fsum(parts.values()), parts, left)


def _broken(problem: Thing, case: Thing, team: Sequence[Thing], size: int) -> list[str]:
    name, needed = case["id"], _given(case, "facilitators_needed", 2)
    broken = []
    if size != needed:
        broken.append(f"Case {name} needs {needed} {'person' if needed == 1 else 'people'} and has {size}.")
    for who, times in Counter(each["id"] for each in team).items():
        if times > 1:
            broken.append(f"Case {name}: {who} stands there {times} times; it needs different people.")
    for who in team:
        broken += _broken_by(problem, case, who)
    if len(team) > 1:
        broken += _broken_together(problem, case, team)
    language, gender = case.get("language"), case.get("gender")
    if language and not any(language in (who.get("languages") or ()) for who in team):
        broken.append(f"Case {name}: nobody speaks {language}.")
    if gender and not any(gender == who.get("gender") for who in team):
        broken.append(f"Case {name}: nobody is of the gender that was asked for, {gender}.")
    return broken


def _broken_together(problem: Thing, case: Thing, team: Sequence[Thing]) -> Iterator[str]:
    name = case["id"]
    if (problem.get("rules") or {}).get("different_agencies"):
        for agency, times in Counter(each["agency"] for each in team).items():
            if times > 1:
                yield f"Case {name}: its people are all of agency {agency}; they must be of different agencies."
    each_free = all(_common([case.get("slots"), who.get("slots")]) for who in team)
    if each_free and not _common([case.get("slots"), *(who.get("slots") for who in team)]):
        yield f"Case {name}: no half-day suits the case and both people."


def _broken_by(problem: Thing, case: Thing, who: Thing) -> Iterator[str]:
    place, severity = f"Case {case['id']}: {who['id']}", _given(case, "severity", 1)
    if who["level"] < severity:
        yield f"{place} is of level {who['level']}, and the case needs {severity}."
    if who["id"] in (case.get("excluded_facilitators") or ()):
        yield f"{place} is excluded from it."
    if who["agency"] in (case.get("excluded_agencies") or ()):
        yield f"{place} is of agency {who['agency']}, which is excluded from it."
    row = (problem.get("cost") or {}).get(case["id"])
    if row is not None and who["id"] not in row:
        yield f"{place} is not in the case's row of costs, so is not eligible."
    kilometres, furthest = _kilometres(problem, case, who), who.get("max_travel")
    if furthest is not None and kilometres > furthest:
        yield f"{place} would go {kilometres:.2f} km, and goes no further than {furthest:g} km."
    if not _common([case.get("slots"), who.get("slots")]):
        yield f"{place} has no half-day in common with the case."


def _common(slots: Sequence[Sequence[str] | None]) -> bool:
    """Whether one half-day is in all of these lists; whoever has no list is always free."""
    lists = [set(each) for each in slots if each is not None]
    return not lists or bool(set.intersection(*lists))


def _kilometres(problem: Thing, case: Thing, who: Thing) -> float:
    row = (problem.get("travel") or {}).get(case["id"]) or {}
    if who["id"] in row:
        return float(row[who["id"]])
    return math.hypot(who["x"] - case["x"], who["y"] - case["y"])


def _costs(problem: Thing, case: Thing, team: Sequence[Thing]) -> Iterator[tuple[str, float]]:
    row = (problem.get("cost") or {}).get(case["id"])
    for who in team:
        if row is None:
            yield "travel", _weight(problem, "travel") * math.floor(_kilometres(problem, case, who) + 0.5)
        else:
            yield "travel", row.get(who["id"], 0)
    if len(team) > 1:
        seen = sorted(_given(who, "experience", 0) for who in team)
        if seen[-1] == 0:
            yield "both_novices", _weight(problem, "both_novices")
        if _given(case, "severity", 1) > 1 and seen[-1] < _EXPERIENCED:
            yield "inexperienced_for_severity", _weight(problem, "inexperienced_for_severity")
        if seen[0] == 0 and seen[-1] >= _EXPERIENCED:
            yield "mentoring", _weight(problem, "mentoring")


def _overworked(people: Mapping[str, Thing], used: Mapping[str, Sequence[float]]) -> list[str]:
    return [
        f"{who} works {math.fsum(units):g} units on {len(units)} cases, and has {people[who]['capacity']:g} free."
        for who, units in used.items()
        if math.fsum(units) > people[who]["capacity"] + _TOLERANCE
    ]


def _unlocked(problem: Thing, teams: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        f"Case {lock['case']} is locked to {who}, who is not on it."
        for lock in problem.get("locked") or ()
        for who in lock["facilitators"]
        if who not in teams.get(lock["case"], ())
    ]


def _given(thing: Thing, name: str, default: float) -> Any:
    value = thing.get(name)
    return default if value is None else value


def _weight(problem: Thing, name: str) -> float:
    return float((problem.get("weights") or {}).get(name) or 0)
