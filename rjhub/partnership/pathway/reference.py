"""Writes the generated parts of docs/pathways.md: every key, every word, every mistake.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`. To write them again:
`python -m rjhub.partnership.pathway.reference docs/pathways.md`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from rjhub.partnership.pathway import case_words as of_cases
from rjhub.partnership.pathway import vocabulary as of_partnerships
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.checks import Before, Check
from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.mistakes import example, mistakes
from rjhub.partnership.pathway.parts import Gate
from rjhub.partnership.pathway.schema import Pathway, Words
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.written import reference as written
from rjhub.partnership.written.words import Word

WORDS: dict[str, type[Word]] = {
    "Sides": of_partnerships.Side,
    "Which side an agency works with": of_partnerships.WorksWith,
    "Roles": of_partnerships.Role,
    "Levels of training": of_partnerships.Level,
    "Jobs of an agency": of_partnerships.AgencyJob,
    "Kinds of information": of_partnerships.Category,
    "What starts a clock": of_partnerships.Event,
    "Which place decides the hub": of_partnerships.Place,
    "How often a hub meets": of_partnerships.Rhythm,
    "When cases are allocated": of_partnerships.AllocationMoment,
    "What is weighed": of_partnerships.Factor,
    "Rules for pairing": of_partnerships.Pairing,
    "Strength of a rule": of_partnerships.Strength,
    "Intervention types": of_partnerships.InterventionType,
    "Kinds of document": of_partnerships.DocumentKind,
    "Who asked first": of_cases.Initiator,
    "Stages of criminal justice": of_cases.CjStage,
    "Courts": of_cases.Court,
    "Offence groups": of_cases.OffenceGroup,
    "Sensitive and complex flags": of_cases.SensitiveFlag,
    "Closing reasons": of_cases.ClosingReason,
}
PLACES: dict[type, str] = {
    **{words: title for title, words in WORDS.items()},
    When: "Conditions",
    StageKind: "Stages",
    Check: "Checks",
    AgencyType: "Types of agency",
}
KEYS = written.Keys(
    whole=Pathway,
    places=PLACES,
    plain={Gate: "name of a [check](#checks), or group of keys"},
    elsewhere=frozenset({When}),
)


def rewrite(page: str) -> str:
    """The page with its generated parts as the code has them now. Raises KeyError for an unknown part."""
    return written.rewrite(page, PARTS)


def _conditions() -> str:
    fields = When.model_fields.items()
    return written.table(
        ("key", "what to write", "holds when"),
        ((f"`{key}`", KEYS.kind(field.annotation), str(field.description)) for key, field in fields),
    )


def _stages() -> str:
    rows = ((f"`{kind}`", kind.label, kind.lane.label, kind.meaning) for kind in StageKind)
    return written.table(("stage", "what people read", "lane", "what happens"), rows)


def _checks() -> str:
    rows = ((f"`{check}`", check.label.format(**Words().model_dump()), _mandatory(check)) for check in Check)
    return written.table(("check", "what people read while it does not hold", "cannot be left out"), rows)


def _mandatory(check: Check) -> str:
    return ", ".join(moment.value for moment in Before if moment in check.mandatory)


def agency_types() -> str:
    """The table of the types of agency."""
    rows = (
        (
            f"`{kind}`",
            kind.label,
            kind.works_with.label,
            f"closed; now `{kind.succeeded_by}`" if kind.until else "",
        )
        for kind in AgencyType
    )
    return written.table(("type", "what it is", "works with", ""), rows)


PARTS: dict[str, Callable[[], str]] = {
    "example": lambda: written.example(example()),
    "keys": KEYS,
    "conditions": _conditions,
    "stages": _stages,
    "checks": _checks,
    "agency_types": agency_types,
    "words": lambda: written.words(WORDS),
    "mistakes": lambda: written.mistakes(mistakes()),
}


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(rewrite(page.read_text(encoding="utf-8")), encoding="utf-8")
