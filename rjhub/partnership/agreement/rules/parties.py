"""Parties: each once, open today, on their side of the wall, under a regime that they can be under; and the review."""

from collections.abc import Iterator

from rjhub.partnership.agreement import law
from rjhub.partnership.agreement.schema import Agreement, months_after
from rjhub.partnership.agreement.vocabulary import Regime
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.vocabulary import Side, WorksWith
from rjhub.partnership.written.faults import Fault, Rule, repeated, walk

MOST_MONTHS = 24  # between reviews; the Information Commissioner's data sharing code asks for regular ones


def each_once(agreement: Agreement) -> Iterator[Fault]:
    """A type of agency is a party once."""
    for number in repeated(party.type for party in agreement.parties):
        kind = agreement.parties[number].type
        message = f"'{kind}' is a party twice; put both names in one line"
        yield Fault(("parties", number, "type"), message)


def open_types(agreement: Agreement) -> Iterator[Fault]:
    """No type of agency that was closed."""
    for path, kind in walk(agreement):
        if isinstance(kind, AgencyType) and kind.until is not None:
            day = f"{kind.until.day} {kind.until:%B %Y}"
            yield Fault(path, f"agency type '{kind}' closed on {day}; use '{kind.succeeded_by}'")


def named(agreement: Agreement) -> Iterator[Fault]:
    """Every agency that a clause names is a party."""
    here = {party.type for party in agreement.parties}
    for number, clause in enumerate(agreement.clauses):
        for path, kind in walk(clause, ("clauses", number)):
            if isinstance(kind, AgencyType) and kind not in here and kind.until is None:
                yield Fault(path, f"'{kind}' is not a party to this agreement; add it under 'parties'")


def sides(agreement: Agreement) -> Iterator[Fault]:
    """No file lets agencies that work with people responsible to the other side of the wall."""
    for number, party in enumerate(agreement.parties):
        usual = party.type.works_with
        if usual == WorksWith.RESPONSIBLE and party.sides.may_be_asked_about(Side.HARMED):
            message = (
                f"'{party.type}' works with {usual.label}; that cannot be changed to '{party.works_with}'"
            )
            yield Fault(("parties", number, "works_with"), message)


def regimes(agreement: Agreement) -> Iterator[Fault]:
    """Part 3 is for competent authorities only."""
    for number, party in enumerate(agreement.parties):
        if Regime.PART_3 in party.regime.involves and party.type not in law.COMPETENT:
            message = f"'{party.type}' is no competent authority, so it works under 'uk_gdpr' only"
            yield Fault(("parties", number, "regime"), message)


def acting_for(agreement: Agreement) -> Iterator[Fault]:
    """Whoever acts for somebody acts for a body that has powers of its own to lend."""
    for number, party in enumerate(agreement.parties):
        for place, kind in enumerate(party.acts_for):
            if kind not in law.RELEVANT | law.SERVICE | law.LISTED:
                message = f"'{kind}' is not a public body with powers to share; remove it from 'acts_for'"
                yield Fault(("parties", number, "acts_for", place), message)


def review(agreement: Agreement) -> Iterator[Fault]:
    """The agreement is reviewed after it starts, and within 24 months."""
    on, last = agreement.review.on, months_after(agreement.starts_on, MOST_MONTHS)
    if (agreement.review.months or 0) > MOST_MONTHS or agreement.review_on > last:
        key = "on" if on else "months"
        message = (
            f"the review is more than {MOST_MONTHS} months after the start; bring it forward to {_day(last)}"
        )
        yield Fault(("review", key), f"{message} or before")
    elif agreement.review_on <= agreement.starts_on:
        yield Fault(("review", "on"), "the review is not after the day on which the agreement starts")


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"


RULES = (
    Rule(("parties",), each_once),
    Rule((), open_types),
    Rule(("parties", "clauses"), named),
    Rule(("parties",), sides),
    Rule(("parties",), regimes),
    Rule(("parties",), acting_for),
    Rule(("starts_on", "review"), review),
)
