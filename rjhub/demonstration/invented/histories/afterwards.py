"""The agreement and whether it was kept, follow-ups, the court's sentence, and the end."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from rjhub.demonstration.invented import courts
from rjhub.demonstration.invented.histories import assessment, closing
from rjhub.demonstration.invented.histories.outcomes import DIRECT, Outcome
from rjhub.demonstration.invented.histories.pen import Pen
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE

FOLLOW_UPS = (("soon", 2, 5), ("weeks", 24, 34), ("months", 90, 110))


@dataclass(frozen=True, slots=True)
class ItemType:
    """A kind of thing that people agree, with words for it and the days that there are."""

    action: str
    words: tuple[str, ...]
    days: int
    families: tuple[str, ...]


def agreement(pen: Pen, outcome: Outcome) -> bool:
    """What was agreed, and what became of it. After messages there is often nothing to agree."""
    pen.start("agreement")
    nothing = pen.chance.yes(0.18 if outcome.mode == DIRECT else 0.62)
    keeps_little = outcome.reason in {"agreement_not_kept", "agreement_partly_kept"}
    items = [] if nothing and not keeps_little else _items(pen)
    pen.write(
        "agreement_made",
        by="lead",
        nothing_wanted=not items,
        words=pen.tell("agreement_words", family="any" if items else "nothing"),
        items=items,
    )
    for place, item in enumerate(sorted(items, key=lambda item: item["days"])):
        pen.diary.wait(0, max(1, item["days"] * 5 // 8))
        kept = not keeps_little or (outcome.reason == "agreement_partly_kept" and place == 0)
        pen.write(
            "item_settled",
            RESPONSIBLE,
            0,
            item=items.index(item),
            status="done" if kept else "not_done",
            evidence=pen.tell("evidence" if kept else "not_kept"),
        )
    pen.diary.wait(0, 4)
    pen.write("harmed_told", HARMED, 0, note=pen.tell("told_outcome", HARMED))
    return True


def follow_up(pen: Pen, outcome: Outcome) -> bool:
    """Each person is asked how they are, three times; then the case ends."""
    pen.start("follow_up")
    for key, least, most in FOLLOW_UPS:
        pen.diary.wait(least, most)
        for side in (HARMED, RESPONSIBLE):
            for party in assessment.taking_part(pen, side):
                pen.write(
                    "follow_up_done",
                    side,
                    party,
                    by="lead",
                    key=f"{side}_{key}",
                    how_they_are=pen.tell(f"{side}_follow_up", side, party, family=key),
                    worries=pen.tell(f"{side}_worries", side, party),
                    feedback_offered=key != "soon",
                )
    closing.close(pen, outcome)
    return False


def court_adjournment(pen: Pen, _outcome: Outcome) -> bool:
    """The court gives time for assessments."""
    pen.start("court_adjournment")
    pen.diary.wait(0, 3)
    pen.write("adjourned", until=pen.diary.after(pen.chance.between(10, 20)))
    return True


def court_report(pen: Pen, _outcome: Outcome) -> bool:
    """The court is told whether both sides are suitable."""
    pen.start("court_report")
    pen.diary.wait(0, 4)
    _report(pen, "suitability")
    return True


def deferral(pen: Pen, _outcome: Outcome) -> bool:
    """The court puts off the sentence, up to six months."""
    pen.start("deferral")
    pen.diary.wait(1, 6)
    pen.write("deferred", until=pen.diary.on(pen.chance.between(80, 180)))
    return True


def sentence_report(pen: Pen, _outcome: Outcome) -> bool:
    """The court is told what took place, and passes sentence."""
    pen.start("sentence_report")
    pen.diary.wait(2, 8)
    _report(pen, "outcome")
    pen.diary.wait(3, 15)
    _, sentence = courts.sentence(pen.chance, "community_order", pen.matter.offence.severity)
    pen.write("sentenced", sentence=sentence)
    return True


def _report(pen: Pen, about: str) -> None:
    findings, proposal = pen.tell("court_findings"), pen.tell("court_proposal")
    pen.write("court_report_sent", by="lead", about=about, findings=findings, proposal=proposal)


def _items(pen: Pen) -> list[dict[str, Any]]:
    chosen = pen.chance.some(_possible(pen.matter.offence.family), pen.chance.between(1, 4))
    return [
        {
            "action": item.action,
            "words": pen.chance.pick(item.words),
            "days": item.days,
            "due_on": pen.diary.on(item.days),
        }
        for item in chosen
    ]


@cache
def _possible(family: str) -> list[ItemType]:
    file = resources.files("rjhub.demonstration.invented").joinpath("stories", "agreements.toml")
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["items"]
    return [
        ItemType(entry["action"], tuple(entry["words"]), entry["days"], tuple(entry.get("for", ())))
        for entry in entries
        if family in entry.get("for", [family])
    ]
