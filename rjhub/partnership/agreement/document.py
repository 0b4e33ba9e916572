"""An agreement as a document: headings, paragraphs and tables, from which a page or a printed copy is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rjhub.partnership.agreement import sentences
from rjhub.partnership.agreement.parts import Clause
from rjhub.partnership.agreement.schema import Agreement

EXAMPLE = (
    "This is an example. It is not legal advice. Take it to your own information governance lead and data "
    "protection officer before anybody signs it."
)
WALL = (
    "No clause gives how to reach a person harmed, or what keeps them safe, to an agency that works with people "
    "responsible or with neither side."
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title, 2 a section, 3 a clause. A clause has its number."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `marked` ones must not be overlooked."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the words above its columns."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table


def document(agreement: Agreement) -> tuple[Block, ...]:
    """The whole agreement, in the order in which it is read and signed."""
    return tuple(
        block
        for part in (_opening, _parties, _roles, _clauses, _keeping, _people, _leaving)
        for block in part(agreement)
    )


def clause(agreement: Agreement, one: Clause) -> tuple[Block, ...]:
    """One clause, as it stands in the document."""
    return (
        Heading(3, one.title, number=one.number),
        Paragraph(sentences.who_to_whom(agreement, one)),
        Paragraph(one.why),
        Paragraph(sentences.how_long(one)),
        Paragraph(sentences.by_which_law(one)),
    )


def _opening(agreement: Agreement) -> Iterator[Block]:
    yield Heading(1, agreement.name)
    if agreement.example:
        yield Paragraph(EXAMPLE, marked=True)
    yield Paragraph(agreement.about)
    yield Paragraph(
        f"Version {agreement.version}. It can be in force from {_day(agreement.starts_on)}, and lapses unless it is "
        f"reviewed by {_day(agreement.review_on)}. {agreement.review.by}"
    )
    yield Heading(2, "What information is shared for")
    yield Bullets(agreement.purposes)


def _parties(agreement: Agreement) -> Iterator[Block]:
    yield Heading(2, "Who is bound by it")
    yield Table(
        "Parties",
        ("Party", "Signature", "Status", "Law it works under", "Works with", "Acts for"),
        tuple(
            (
                party.name,
                _capital(party.signs.label),
                _capital(party.controller.label),
                party.regime.label,
                _capital(party.sides.label),
                sentences.listed(kind.label for kind in party.acts_for) if party.acts_for else "",
            )
            for party in agreement.parties
        ),
    )


def _roles(agreement: Agreement) -> Iterator[Block]:
    yield Heading(2, "Who does what")
    rows = tuple((duty.called or duty.role.label, duty.does) for duty in agreement.roles)
    yield Table("Roles", ("Role", "What they do"), rows)
    yield Bullets(agreement.structures)
    yield Heading(2, "Assessment of the impact")
    yield Paragraph(agreement.assessment)


def _clauses(agreement: Agreement) -> Iterator[Block]:
    yield Heading(2, "Who gives what to whom")
    yield Paragraph("What no clause gives, nobody sees.")
    yield Paragraph(WALL)
    for one in agreement.clauses:
        yield from clause(agreement, one)


def _keeping(agreement: Agreement) -> Iterator[Block]:
    security = agreement.security
    yield Heading(2, "Security")
    yield Table(
        "Security",
        ("Subject", "Rule"),
        (
            ("Vetting", security.vetting),
            ("Training", security.training),
            ("Devices", security.devices),
            ("Marking", security.marking),
        ),
    )
    yield Heading(2, "Accuracy")
    yield Paragraph(agreement.accuracy)
    yield Heading(2, "How long records are kept")
    rows = tuple((one.record, one.keeps, one.then) for one in agreement.retention)
    yield Table("Records", ("Record", "Kept for", "What happens then"), rows)


def _people(agreement: Agreement) -> Iterator[Block]:
    yield Heading(2, "People’s rights")
    yield Paragraph(f"{agreement.rights.route} They are answered within {agreement.rights.days} days.")
    yield Heading(2, "When something goes wrong")
    yield Paragraph(
        f"{agreement.breaches.route} Where the law asks for it, the Information Commissioner is told within "
        f"{agreement.breaches.hours} hours."
    )
    yield Heading(2, "Complaints")
    yield Paragraph(agreement.complaints)


def _leaving(agreement: Agreement) -> Iterator[Block]:
    yield Heading(2, "Agencies outside the area")
    yield Paragraph(agreement.out_of_area)
    yield Heading(2, "Who handles the record for the parties")
    if agreement.sub_processors:
        rows = tuple((one.name, one.does, one.where) for one in agreement.sub_processors)
        yield Table("Sub-processors", ("Who", "What for", "Where the data are"), rows)
    else:
        yield Paragraph("Nobody but the parties handles the record.")
    yield Heading(2, "Leaving the agreement")
    months = agreement.termination.notice_months
    notice = f"A party gives {months} month{'' if months == 1 else 's'} of notice." if months else ""
    yield Paragraph(f"{notice} {agreement.termination.then}".strip())


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
