"""Writes the generated parts of docs/agreements.md: every key, every word, every law, every mistake.

To write them again: `python -m rjhub.partnership.agreement.reference docs/agreements.md`.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from rjhub.partnership.agreement import law
from rjhub.partnership.agreement import vocabulary as of_agreements
from rjhub.partnership.agreement.mistakes import example, mistakes
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.agreement.vocabulary import Gateway, Recipient
from rjhub.partnership.pathway import vocabulary as of_partnerships
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.reference import agency_types
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.written import reference as written
from rjhub.partnership.written.words import Word

WORDS: dict[str, type[Word]] = {
    "Sides": of_partnerships.Side,
    "Kinds of information": of_partnerships.Category,
    "Which side an agency works with": of_partnerships.WorksWith,
    "Stages": StageKind,
    "Roles": of_partnerships.Role,
    "Signatures": of_agreements.Signs,
    "Controller status": of_agreements.Controller,
    "Regimes": of_agreements.Regime,
    "Lawful bases under UK GDPR": of_agreements.Basis,
    "Lawful bases under Part 3": of_agreements.LawEnforcementBasis,
    "Conditions for special categories": of_agreements.SpecialCondition,
    "Conditions for offences": of_agreements.OffenceCondition,
    "Conditions under Part 3": of_agreements.SensitiveCondition,
    "Limits on passing on": of_agreements.Onward,
}
KEYS = written.Keys(
    whole=Agreement,
    places={
        **{words: title for title, words in WORDS.items()},
        AgencyType: "Types of agency",
        Recipient: "Recipients",
        Gateway: "Gateways",
    },
    plain={},
)


def rewrite(page: str) -> str:
    """The page with its generated parts as the code has them now. Raises KeyError for an unknown part."""
    return written.rewrite(page, PARTS)


def _recipients() -> str:
    rows = ((f"`{one}`", one.label, one.purpose.label) for one in Recipient)
    return written.table(("word", "who", "purpose"), rows)


def _gateways() -> str:
    rows = ((f"`{one}`", one.label, one.test, law.REACH[one].rule) for one in Gateway)
    return written.table(("word", "law", "test", "how far it reaches"), rows)


PARTS: dict[str, Callable[[], str]] = {
    "example": lambda: written.example(example()),
    "recipients": _recipients,
    "gateways": _gateways,
    "keys": KEYS,
    "agency_types": agency_types,
    "words": lambda: written.words(WORDS),
    "mistakes": lambda: written.mistakes(mistakes()),
}


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(rewrite(page.read_text(encoding="utf-8")), encoding="utf-8")
