"""Why somebody sees what of a case, and by which clause of the agreement."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.forms.why import Whose
from rjhub.cases.models import Case
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag, Tone
from rjhub.design.words import capital, day
from rjhub.partnership.models import AgreementVersion, Staff
from rjhub.sharing import queries as sharing_queries
from rjhub.sharing.explaining import Explanation, Reason
from rjhub.sharing.vocabulary import Category, Side

COLUMNS = (Column("Information"), Column("Seen"), Column("Task"), Column("Clause"), Column("Until"))
Explained = dict[tuple[Side, Category], Explanation]


@dataclass(frozen=True)
class SideOfIt:
    """What is seen of one side, and why."""

    key: str
    heading: str
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Why:
    """For each side and kind of information: seen or not, for which task, by which clause, until when."""

    frame: CaseFrame
    whose: str
    form: Whose | None
    columns: tuple[Column, ...]
    sides: tuple[SideOfIt, ...]
    title: str


def why(
    case: Case,
    staff: Staff,
    found: Explained,
    version: AgreementVersion | None,
    *,
    reader: Staff,
    form: Whose | None,
) -> Why:
    """The page for a reader about a member of staff, who may be the reader."""
    titles = {one.number: one.title for one in sharing_queries.read(version).clauses} if version else {}
    words = pathways.pathway_of(case).words
    headings = {
        Side.HARMED: capital(words.harmed),
        Side.RESPONSIBLE: capital(words.responsible),
        Side.NEUTRAL: "The case as a whole",
    }
    own = staff.id == reader.id
    return Why(
        frame=frame_for(case, "why"),
        whose="" if own else f"{staff.name}, {staff.agency.short_name}",
        form=form,
        columns=COLUMNS,
        sides=tuple(
            SideOfIt(
                side.value,
                headings[side],
                tuple(_row(category, found[side, category], version, titles) for category in Category),
            )
            for side in (Side.HARMED, Side.RESPONSIBLE, Side.NEUTRAL)
        ),
        title="Why can I see this?" if own else f"Why can {staff.name} see this?",
    )


def _row(
    category: Category, found: Explanation, version: AgreementVersion | None, titles: dict[str, str]
) -> tuple[Shown, ...]:
    name = capital(category.label)
    if not found.sees:
        return (name, Tag("Not seen", Tone.WAITING), found.why_not, None, None)
    return (
        name,
        Tag("Seen", Tone.DONE),
        list(dict.fromkeys(capital(reason.purpose.label) for reason in found.reasons)),
        [_clause(clause, version, titles) for clause in dict.fromkeys(one.clause for one in found.reasons)],
        _until(found.reasons),
    )


def _clause(number: str, version: AgreementVersion | None, titles: dict[str, str]) -> Shown:
    words = f"{number} {titles.get(number, '')}".strip()
    if version is None:
        return words
    return Link(words, f"{reverse('sharing:version', args=[version.number])}#clause-{number}")


def _until(reasons: tuple[Reason, ...]) -> str:
    """The last day on which one of them still counts."""
    days = [reason.until for reason in reasons]
    if None in days:
        return "While the task lasts"
    return day(max(until for until in days if until))
