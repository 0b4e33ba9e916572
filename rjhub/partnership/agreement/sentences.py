"""Clauses in plain English, as people read and sign them."""

from collections.abc import Iterable

from rjhub.partnership.agreement.parts import ALL, OWN, Clause
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.pathway.vocabulary import Category, Side, WorksWith
from rjhub.partnership.written.words import Word

BEHIND_THE_WALL = frozenset({WorksWith.HARMED, WorksWith.BOTH})


def who_to_whom(agreement: Agreement, clause: Clause) -> str:
    """The first sentence of a clause: who may give what to whom, about whom, and when."""
    what = _what(clause.categories)
    about = _about(clause.sides)
    to = listed((one.label for one in clause.to), "or")
    when = f", {_when(clause)}" if clause.stages else ""
    if OWN in clause.from_:
        at = _at(agreement, clause)
        return f"{_capital(to)}{at} may see what they wrote down themselves: {what}, {about}{when}."
    return f"{_capital(_givers(agreement, clause))} may give {what}, {about}, to {to}{_at(agreement, clause)}{when}."


def how_long(clause: Clause) -> str:
    """For how long, and how far it may be passed on."""
    return " ".join((f"It may be seen {clause.lasts.text}.", *(limit.label for limit in clause.onward)))


def by_which_law(clause: Clause) -> str:
    """The gateways with their tests, the bases and the conditions."""
    gateways = "; ".join(f"{one.label} ({one.test})" for one in clause.gateway)
    said = [f"The law that lets it be given: {gateways}."]
    said += [
        f"{title}: {listed((one.label for one in given), 'or')}."
        for title, given in (
            ("Lawful basis under UK GDPR", clause.basis.uk_gdpr),
            ("Lawful basis under Part 3 of the Data Protection Act 2018", clause.basis.part_3),
            ("Condition for special category data", clause.condition.special),
            ("Condition for criminal offence data", clause.condition.offences),
            ("Condition for sensitive processing under Part 3", clause.condition.part_3),
        )
        if given
    ]
    return " ".join(said)


def listed(words: Iterable[str], joined: str = "and") -> str:
    """Words in a row: "a, b and c", or "a; b; and c" where one of them has a comma itself."""
    *most, last = tuple(words)
    if not most:
        return last
    between, end = ("; ", ";") if any("," in word for word in (*most, last)) else (", ", "")
    return f"{between.join(most)}{end} {joined} {last}"


def _what(categories: tuple[Category, ...]) -> str:
    left_out = [category for category in Category if category not in categories]
    if not left_out:
        return "everything in the record"
    if len(left_out) < len(Category) // 3:
        return f"everything in the record but {listed((one.label for one in left_out), 'and')}"
    return listed(one.label for one in categories)


def _about(sides: tuple[Side, ...]) -> str:
    people = [f"the {side.label}" for side in sides if side != Side.NEUTRAL]
    whole = ["the case as a whole"] if Side.NEUTRAL in sides else []
    return f"about {listed((*people, *whole))}"


def _givers(agreement: Agreement, clause: Clause) -> str:
    if ALL in clause.from_:
        return "every party"
    return listed(party.name for party in agreement.givers(clause))


def _at(agreement: Agreement, clause: Clause) -> str:
    sides = listed((one.label for one in clause.works_with), "or") if clause.works_with else ""
    if not clause.agencies:
        return f" at any party that works with {sides}" if sides else " at any party"
    named = [party for party in agreement.parties if party.type in clause.agencies]
    at = f" at {listed((party.name for party in named), 'or')}"
    # Behind the wall goes without saying, where everybody who is named works with people harmed.
    beyond = set(clause.works_with) != BEHIND_THE_WALL or {party.sides for party in named} - BEHIND_THE_WALL
    return f"{at}, where they work with {sides}" if sides and beyond else at


def _when(clause: Clause) -> str:
    return f"at {'this stage' if len(clause.stages) == 1 else 'these stages'}: {_labels(clause.stages)}"


def _labels(words: Iterable[Word]) -> str:
    return listed((word.label for word in words), "or")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
