"""What a plan says of pairs, of people who nearly fit, and of rules that cannot all hold."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from rjhub.allocation.models import Plan, Proposal
from rjhub.allocation.needs import Helper, Need, free_together, may_lead, obstacles
from rjhub.allocation.vocabulary import Aim, Obstacle
from rjhub.design.words import day, plural
from rjhub.facilitators.free_time import PARTS
from rjhub.facilitators.lapsing import prison_name
from rjhub.facilitators.vocabulary import LANGUAGE_NAMES
from rjhub.partnership.vocabulary import Level

Names = Mapping[UUID, str]
NEAR = 0.5
MINUS = "\N{MINUS SIGN}"
_WHY = {
    Aim.UNALLOCATED: "Nobody takes it",
    Aim.TRAVEL: "Somebody has to travel",
    Aim.BALANCE: "They have cases already",
    Aim.IDLE: "A volunteer gets a first case",
    Aim.CONTINUITY: "One of the two was on this case before",
    Aim.LEAD_AGENCY: "One of the two comes from the agency that usually leads such a case",
    Aim.BOTH_NOVICES: "Neither has taken a case yet",
    Aim.INEXPERIENCED: "Nobody of the two is Intermediate or Advanced",
    Aim.MENTORING: "A beginner learns from somebody experienced",
}
_RULES = {
    "level": "everybody on it holds the level that it needs",
    "excluded": "nobody is on it who must not be",
    "cost": "everybody on it can take it",
    "slots": "both are free at the same time before the clock runs out",
    "language": "one of the two may lead it, and speaks the language that is needed",
    "gender": "one of the two may know how to reach the person harmed",
    "different_agencies": "the two come from different agencies",
    "number": "it has exactly two facilitators",
}


def points(count: float) -> str:
    """A number of points, with its sign."""
    return f"{MINUS if count < 0 else '+'}{abs(count):g}"


def why(proposal: Proposal) -> list[str]:
    """What counts for and against the two, each with its points."""
    said = [f"{_WHY[Aim(aim)]}: {points(count)}" for aim, count in proposal.points.items() if count]
    return said or ["Nothing counts for or against these two: 0 points"]


def both_free(need: Need, pair: Iterable[Helper]) -> str:
    """When the two are first free at the same time."""
    one, other = pair
    slot = free_together(need, one, other)
    if not slot:
        return "At no time before the clock runs out"
    on, _, part = slot.partition(" ")
    return f"{day(date.fromisoformat(on))}, {PARTS[part]}"


def next_best(proposal: Proposal, names: Names) -> str:
    """What the next-best pair would cost."""
    if not proposal.next_pair or proposal.next_more is None:
        return "Nobody else could take it as the plan stands."
    pair = " and ".join(names.get(one, "somebody who has left") for one in proposal.next_pair)
    if abs(proposal.next_more) < NEAR:
        return f"{pair}, with as many points."
    return f"{pair}: {plural(round(abs(proposal.next_more)), 'point')} {'more' if proposal.next_more > 0 else 'fewer'}."


def quality(plan: Plan) -> str:
    """How good a plan is, and how sure that is."""
    if plan.cost is None or plan.bound is None:
        return "No plan was found yet."
    if plan.cost - plan.bound < NEAR:
        return f"This plan has {plan.cost:g} points. It is proven that no plan has fewer."
    return f"This plan has {plan.cost:g} points. It is proven that no plan has fewer than {plan.bound:.0f}."


def nobody_fits(need: Need, helpers: Iterable[Helper]) -> str:
    """Why no two people take a case, with what is missing first."""
    every = list(helpers)
    leads = f"{Level(max(need.lead_level, 1)).label} facilitator"
    able = [one for one in every if may_lead(need, one) and not list(obstacles(need, one)) and one.room]
    if able:
        seconds = [one for one in every if not list(obstacles(need, one)) and one.room]
        if len(seconds) < 2:  # noqa: PLR2004 a lead and a second
            return f"Only {plural(len(seconds), 'person')} can take it, and it needs two. {_needs(need)}"
        return f"Those who can take it are on other cases in this plan, or cannot take it together. {_needs(need)}"
    cleared = f" cleared for {_prisons(need)}" if need.prisons else ""
    until = f" before {day(need.due_on)}" if need.due_on else ""
    return f"No {leads}{cleared} who works for this hub has room and is free{until}. {_needs(need)}"


def nearest(proposal: Proposal, names: Names) -> list[str]:
    """The people who nearly fit, with what stands in the way of each."""
    return [
        f"{names.get(UUID(one), 'Somebody who has left')}: {', '.join(Obstacle(code).label for code in codes)}"
        for one, codes in proposal.nearest
    ]


def clash(plan: Plan, names: Names, references: Mapping[str, str]) -> list[str]:
    """Each of the rules that cannot all hold."""
    return [_part(part, names, references) for part in plan.clash]


def _part(part: Mapping[str, Any], names: Names, references: Mapping[str, str]) -> str:
    who = names.get(UUID(part["staff"]), "") if part["staff"] else ""
    case = references.get(part["case"], "a case that you do not see now")
    if part["rule"] == "capacity":
        return f"{who} has no room for all the cases that you keep for them."
    if part["rule"] == "lock":
        return f"{who} has to be on {case}."
    against = [
        f"{names.get(UUID(one), '')} {', '.join(Obstacle(code).label for code in codes)}"
        for one, codes in part["against"].items()
        if codes
    ]
    because = f" But {'; '.join(against)}." if against else ""
    return f"{case}: {_RULES[part['rule']]}.{because}"


def _needs(need: Need) -> str:
    parts = [f"one of them {Level(max(need.lead_level, 1)).label}"]
    if need.second_level > 1:
        parts.append(f"the other at least {Level(need.second_level).label}")
    if need.prisons:
        parts.append(f"both cleared for {_prisons(need)}")
    if need.language:
        parts.append(f"one who speaks {LANGUAGE_NAMES.get(need.language, need.language)}")
    if need.apart:
        parts.append("from different agencies")
    return f"It needs two facilitators, {', '.join(parts)}."


def _prisons(need: Need) -> str:
    return " and ".join(sorted(prison_name(code) for code in need.prisons))
