"""Whether it suits each side, and what could go wrong."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from rjhub.demonstration.invented.histories import closing
from rjhub.demonstration.invented.histories.outcomes import INDIRECT, Outcome
from rjhub.demonstration.invented.histories.pen import Pen
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE

_UNSUITABLE = frozenset({"unsuitable_risk", "unsuitable_safeguarding", "unsuitable_motivation"})


def suitability(pen: Pen, outcome: Outcome) -> bool:
    """Both sides are assessed. Says whether the case goes on."""
    pen.start("suitability")
    ends = outcome.ends_in == "suitability"
    for side in (RESPONSIBLE, HARMED):
        for party in _taking_part(pen, side):
            pen.diary.wait(1, 10)
            denies = ends and outcome.reason == "responsible_denies" and side == RESPONSIBLE
            _acknowledge(pen, side, party, denies=denies)
            if denies:
                closing.close(pen, outcome)
                return False
            unsuitable = ends and outcome.side in {"", side} and outcome.reason in _UNSUITABLE
            _assess(pen, side, party, outcome.reason if unsuitable else "")
    assess_risk(pen, "suitability", "stop" if ends else "", outcome)
    if ends:
        closing.close(pen, outcome)
    return not ends


def assess_risk(pen: Pen, stage: str, decision: str, outcome: Outcome) -> None:
    """Describe the risks as they stand at a stage, and decide; somebody else signs it off."""
    if not decision:
        cautious = "indirect_only" if outcome.mode == INDIRECT and pen.chance.yes(0.4) else "conditions"
        decision = "proceed" if pen.chance.yes(0.6) else cautious
    risks = _risks(pen)
    conditions = "; ".join(risk["mitigation"] for risk in risks[:2]) if decision == "conditions" else ""
    pen.write(
        "risk_assessed",
        by="lead",
        stage=stage,
        decision=decision,
        why=_WHY[decision],
        conditions=conditions,
        risks=[{**risk, "review_on": pen.diary.after(30)} for risk in risks],
    )
    pen.diary.wait(0, 3)
    pen.write("risk_signed_off", by="supervisor", stage=stage)


_WHY = {
    "proceed": "Risks are small and known, and something is done about each.",
    "conditions": "Goes on as long as the conditions are kept.",
    "indirect_only": "Messages are safe and wanted; a meeting is not, for now.",
    "stop": "The risk cannot be made small enough.",
}


def _taking_part(pen: Pen, side: str) -> list[int]:
    ended = {event.party for event in pen.events if event.kind == "party_ended" and event.side == side}
    return [party for party in pen.each(side) if party not in ended]


def taking_part(pen: Pen, side: str) -> list[int]:
    """The places of the people of a side who have not ended it for themselves."""
    return _taking_part(pen, side)


def _acknowledge(pen: Pen, side: str, party: int, *, denies: bool) -> None:
    responsible = side == RESPONSIBLE
    note = ""
    if responsible:
        note = pen.tell("responsible_denies" if denies else "acknowledges", side, party)
    pen.write(
        "acknowledged",
        side,
        party,
        by="lead",
        facts=not denies,
        responsibility=(not denies) if responsible else None,
        willing=not denies or pen.chance.yes(0.4),
        note=note,
    )


def _assess(pen: Pen, side: str, party: int, unsuitable: str) -> None:
    harmed = side == HARMED
    pen.write(
        "suitability_assessed",
        side,
        party,
        by="lead",
        wishes=pen.tell("wishes" if harmed else "responsible_wishes", side, party),
        motivation=pen.tell(f"{side}_motivation", side, party),
        impact=pen.tell("impact" if harmed else "responsible_sees", side, party),
        acknowledges="" if harmed else pen.tell("account", side, party),
        expectations=pen.tell(f"{side}_expectations", side, party),
        safety=pen.tell(f"{side}_safety", side, party),
        support=pen.tell(f"{side}_support", side, party),
        practical=pen.tell(f"{side}_practical", side, party, family="any" if harmed else pen.situation),
        result="unsuitable" if unsuitable else "suitable",
        why=pen.tell("closing", family=unsuitable)
        if unsuitable
        else pen.tell(f"{side}_why_suitable", side, party),
    )


def _risks(pen: Pen) -> list[dict[str, str]]:
    family = pen.matter.offence.family
    return pen.chance.some(_possible(family), pen.chance.between(1, 3))


@cache
def _possible(family: str) -> list[dict[str, str]]:
    file = resources.files("rjhub.demonstration.invented").joinpath("stories", "risks.toml")
    entries: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["risks"]
    fitting = [entry for entry in entries if family in entry.get("for", [family])]
    return [{key: value for key, value in entry.items() if key != "for"} for entry in fitting]
