"""Locks and rules as parts that can be left out, and the teams of a locked case with the parts that each breaks."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rjhub.engines.assignment.problem import LEVELS, Case, Facilitator, Problem

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A lock, a rule for one case, or what one person can work."""

    rule: str
    case: str = ""
    facilitator: str = ""

    def words(self, problem: Problem) -> str:
        """What must hold, in words."""
        if self.rule == "capacity":
            free = next(each.capacity for each in problem.facilitators if each.id == self.facilitator)
            return f"{self.facilitator} has {free:g} units of work free"
        if self.rule == "lock":
            return f"case {self.case} is locked to {self.facilitator}"
        case = next(each for each in problem.cases if each.id == self.case)
        return f"case {self.case}: {_words(case, self.rule)}"


def _words(case: Case, rule: str) -> str:
    return {
        "level": f"everybody must be {LEVELS[case.severity]} or above",
        "excluded": "no excluded person or agency may take it",
        "cost": "only people in its row of costs are eligible",
        "distance": "nobody goes further than they can",
        "slots": "everybody must be free on the same one of its half-days",
        "language": f"somebody must speak {case.language}",
        "gender": f"somebody must be of the gender asked for, {case.gender}",
        "different_agencies": "its people must be of different agencies",
        "number": f"it has exactly {case.needed} {'person' if case.needed == 1 else 'people'}",
    }[rule]


@dataclass(frozen=True, slots=True)
class Team:
    """Some people for one case, what each works, and the rules that they break."""

    people: tuple[str, ...]
    work: tuple[float, ...]
    breaks: frozenset[Part]


def teams_with(problem: Problem, case: Case, locked: Sequence[str]) -> list[Team]:
    """Every team of a case that holds these people: they alone, and with each one more who may be added."""
    by_id = {each.id: each for each in problem.facilitators}
    fixed = [by_id[each] for each in locked]
    teams = [_team(problem, case, fixed)]
    if len(fixed) < case.needed:
        teams += [_team(problem, case, [*fixed, each]) for each in problem.facilitators if each not in fixed]
    return teams


def _team(problem: Problem, case: Case, people: Sequence[Facilitator]) -> Team:
    units = tuple(problem.work.get(case.id, {}).get(each.id, case.work) for each in people)
    broken = {Part(rule, case.id) for who in people for rule in broken_by_one(problem, case, who)}
    broken |= {Part(rule, case.id) for rule in broken_together(problem, case, people)}
    broken |= {
        Part("capacity", facilitator=each.id)
        for each, work in zip(people, units, strict=True)
        if work > each.capacity + _TOLERANCE
    }
    return Team(tuple(each.id for each in people), units, frozenset(broken))


def kilometres(problem: Problem, case: Case, who: Facilitator) -> float:
    """How far somebody goes to a case."""
    return problem.travel.get(case.id, {}).get(who.id, math.hypot(who.x - case.x, who.y - case.y))


def broken_by_one(problem: Problem, case: Case, who: Facilitator) -> Iterator[str]:
    """The rules that a person breaks whoever the other is."""
    if who.level < case.severity:
        yield "level"
    if who.id in case.excluded_facilitators or who.agency in case.excluded_agencies:
        yield "excluded"
    if case.id in problem.cost and who.id not in problem.cost[case.id]:
        yield "cost"
    if who.max_travel is not None and kilometres(problem, case, who) > who.max_travel:
        yield "distance"
    if not _free_together([case.slots, who.slots]):
        yield "slots"


def broken_together(problem: Problem, case: Case, people: Sequence[Facilitator]) -> Iterator[str]:
    """The rules that these people break together."""
    if len(people) != case.needed:
        yield "number"
    if not _free_together([case.slots, *(each.slots for each in people)]):
        yield "slots"
    if case.language and not any(case.language in each.languages for each in people):
        yield "language"
    if case.gender and not any(case.gender == each.gender for each in people):
        yield "gender"
    if problem.different_agencies:
        for one, other in itertools.combinations(people, 2):
            if one.agency == other.agency:
                yield "different_agencies"


def _free_together(slots: Sequence[frozenset[str] | None]) -> bool:
    lists = [each for each in slots if each is not None]
    return not lists or bool(frozenset.intersection(*lists))
