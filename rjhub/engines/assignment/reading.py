"""Reads a problem or a plan, and says everything that is wrong with it at once."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rjhub.engines.assignment.fields import Fields, is_number
from rjhub.engines.assignment.problem import Case, Facilitator, Problem, Rows, Weights
from rjhub.engines.assignment.trouble import refuse
from rjhub.engines.trouble import UnusableError

PROBLEM, PLAN = "rjhub-allocation/1", "rjhub-allocation-plan/1"
_AIMS = ("travel", "both_novices", "inexperienced_for_severity", "mentoring", "unallocated")


def load(path: Path) -> Any:
    """Read JSON, plain or gzipped. Raises UnusableError."""
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        return json.loads(content)
    except FileNotFoundError as error:
        raise UnusableError(f"There is no file {path}.") from error
    except (OSError, EOFError) as error:
        raise UnusableError(f"{path} cannot be read: {error}.") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnusableError(f"{path} is not JSON: {error}.") from error


def problem(content: Any, name: str = "") -> Problem:
    """Make a problem of what stands in a file. Raises UnusableError with every fault."""
    if not isinstance(content, dict) or content.get("format") != PROBLEM:
        raise UnusableError(f'This is not a problem of allocation: its "format" must be "{PROBLEM}".')
    faults: list[str] = []
    facilitators = tuple(
        _facilitator(each) for each in _things(content, "facilitators", "facilitator", faults)
    )
    cases = tuple(_case(each) for each in _things(content, "cases", "case", faults))
    faults += _twice("facilitator", facilitators) + _twice("case", cases)
    made = Problem(
        facilitators=facilitators,
        cases=cases,
        weights=_weights(content, faults),
        different_agencies=_different_agencies(content, faults),
        travel=_table(content, "travel", faults, least=0),
        work=_table(content, "work", faults, least=0),
        cost=_table(content, "cost", faults),
        locked=_locked(content, faults),
        name=str(content.get("name") or name),
    )
    faults += _unknown_in_locks(made)
    refuse("This problem cannot be used:", faults)
    return made


def _things(content: Mapping[str, Any], key: str, what: str, faults: list[str]) -> Iterator[Fields]:
    things = content.get(key)
    if not isinstance(things, list):
        faults.append(f'"{key}" must be a list.')
        return
    for at, each in enumerate(things, 1):
        if not isinstance(each, dict):
            faults.append(f"{what} {at} of the list must be an object.")
        else:
            named = each.get("id")
            place = f"{what} {named}" if isinstance(named, str) and named else f"{what} {at} of the list"
            yield Fields(place, each, faults)


def _facilitator(given: Fields) -> Facilitator:
    return Facilitator(
        id=given.text("id"),
        agency=given.text("agency"),
        level=given.choice("level", (1, 2, 3)),
        experience=given.choice("experience", (0, 1, 2, 3), 0),
        capacity=_capacity(given),
        x=given.number("x"),
        y=given.number("y"),
        max_travel=given.number_or_none("max_travel", least=0),
        languages=given.texts("languages"),
        gender=given.text_or_none("gender"),
        slots=given.texts_or_none("slots"),
    )


def _capacity(given: Fields) -> float:
    value = given.number("capacity")
    if value < 0:
        given.faults.append(
            f"{given.place}: capacity is {value:g}: they carry more work now than they can. It is what is still "
            "free, so give 0 or more."
        )
    return value


def _case(given: Fields) -> Case:
    return Case(
        id=given.text("id"),
        x=given.number("x"),
        y=given.number("y"),
        severity=given.choice("severity", (1, 2, 3), 1),
        needed=given.choice("facilitators_needed", (1, 2), 2),
        work=given.number("work", 1, least=0),
        language=given.text_or_none("language"),
        gender=given.text_or_none("gender"),
        slots=given.texts_or_none("slots"),
        excluded_facilitators=given.texts("excluded_facilitators"),
        excluded_agencies=given.texts("excluded_agencies"),
        priority=given.number("priority", 1, least=0),
    )


def _twice(what: str, things: Iterable[Facilitator | Case]) -> list[str]:
    counted = Counter(each.id for each in things if each.id)
    return [
        f"{what} {each} stands in the file {times} times." for each, times in counted.items() if times > 1
    ]


def _weights(content: Mapping[str, Any], faults: list[str]) -> Weights:
    given = _object(content, "weights", faults)
    faults.extend(
        f'weights: there is no aim "{name}". Aims are {", ".join(_AIMS)}.'
        for name in given
        if name not in _AIMS and given[name] != 0
    )
    fields = Fields("weights", given, faults)
    others = {name: fields.number(name, 0) for name in _AIMS if name != "travel"}
    return Weights(travel=fields.number("travel", 0, least=0), **others)


def _different_agencies(content: Mapping[str, Any], faults: list[str]) -> bool:
    given = _object(content, "rules", faults)
    for name, value in given.items():
        if name != "different_agencies" and value not in (None, False):
            faults.append(f'rules: there is no rule "{name}".')
        elif value not in (None, False, True):
            faults.append(f"rules: {name} must be true or false, and is {value!r}.")
    return bool(given.get("different_agencies"))


def _object(content: Mapping[str, Any], key: str, faults: list[str]) -> Mapping[str, Any]:
    given = content.get(key)
    if given is None:
        return {}
    if not isinstance(given, dict):
        faults.append(f'"{key}" must be an object.')
        return {}
    return given


def _table(content: Mapping[str, Any], key: str, faults: list[str], least: float | None = None) -> Rows:
    rows = _object(content, key, faults)
    for case, row in rows.items():
        if not isinstance(row, dict):
            faults.append(f'"{key}" of case {case} must be an object.')
            continue
        for who, value in row.items():
            if not is_number(value):
                faults.append(
                    f'"{key}" of case {case} and facilitator {who} must be a number, and is {value!r}.'
                )
            elif least is not None and value < least:
                faults.append(
                    f'"{key}" of case {case} and facilitator {who} is {value:g}, less than {least:g}.'
                )
    return rows


def _locked(content: Mapping[str, Any], faults: list[str]) -> dict[str, tuple[str, ...]]:
    """Who is locked to which case; several locks of one case count together, and an empty one says nothing."""
    locks = content.get("locked") or []
    if not isinstance(locks, list):
        faults.append('"locked" must be a list.')
        return {}
    found: dict[str, list[str]] = {}
    for at, lock in enumerate(locks, 1):
        if not isinstance(lock, dict):
            faults.append(f"lock {at} of the list must be an object.")
            continue
        given = Fields(f"lock {at} of the list", lock, faults)
        case, people = given.text("case"), lock.get("facilitators")
        if not isinstance(people, list) or not all(isinstance(each, str) for each in people):
            faults.append(f"{given.place}: facilitators must be a list of ids.")
        elif people:
            found.setdefault(case, []).extend(each for each in people if each not in found.get(case, ()))
    return {case: tuple(dict.fromkeys(people)) for case, people in found.items()}


def _unknown_in_locks(made: Problem) -> list[str]:
    cases, people = {each.id for each in made.cases}, {each.id for each in made.facilitators}
    faults = [f"locked: there is no case {each}." for each in made.locked if each and each not in cases]
    return faults + [
        f"locked: case {case} is locked to {who}, who is not among the facilitators."
        for case, locked in made.locked.items()
        for who in locked
        if who not in people
    ]


def plan(content: Any) -> dict[str, tuple[str, ...]]:
    """Read who takes which case in a plan. Raises UnusableError."""
    if not isinstance(content, dict) or content.get("format", PLAN) != PLAN:
        raise UnusableError(f'This is not a plan: its "format" must be "{PLAN}".')
    rows = content.get("allocated")
    if not isinstance(rows, list):
        raise UnusableError('This plan cannot be used: "allocated" must be a list.')
    teams: dict[str, tuple[str, ...]] = {}
    for at, row in enumerate(rows, 1):
        fine = isinstance(row, dict) and isinstance(row.get("case"), str)
        people = row.get("facilitators") if fine else None
        if not isinstance(people, list) or not all(isinstance(each, str) for each in people):
            raise UnusableError(
                f'Row {at} of the plan\'s "allocated" needs a case and a list of facilitators.'
            )
        if row["case"] in teams:
            raise UnusableError(f"Case {row['case']} stands twice in the plan.")
        teams[row["case"]] = tuple(people)
    return teams
