"""Why somebody sees what of a file, and by which clause of the agreement: by side and kind of information."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Shown, Tag, Tone
from rjhub.design.words import capital, day
from rjhub.partnership.models import AgreementVersion
from rjhub.sharing import queries
from rjhub.sharing.explaining import Explained, Explanation, Reason
from rjhub.sharing.vocabulary import Category, Side

ORDER = (Side.HARMED, Side.RESPONSIBLE, Side.NEUTRAL)
SIDES = {
    Side.HARMED: "Person harmed",
    Side.RESPONSIBLE: "Person responsible",
    Side.NEUTRAL: "The case as a whole",
}


@dataclass(frozen=True)
class Line:
    """One kind of information: seen or not, for which task, by which clause, until when."""

    key: str
    kind: str
    seen: Tag
    tasks: Shown
    clauses: Shown
    until: str


@dataclass(frozen=True)
class SideOfIt:
    """What is seen of one side, and why."""

    key: str
    heading: str
    lines: tuple[Line, ...]


def sides_of(
    found: Explained,
    version: AgreementVersion | None,
    *,
    headings: Mapping[Side, str] | None = None,
    only: tuple[Side, ...] = ORDER,
) -> tuple[SideOfIt, ...]:
    """Every side with its lines. Each has an address of its own on the page: `harmed-contact`."""
    titles = {one.number: one.title for one in queries.read(version).clauses} if version else {}
    named = headings or SIDES
    return tuple(
        SideOfIt(
            side.value,
            named[side],
            tuple(_line(side, category, found[side, category], version, titles) for category in Category),
        )
        for side in only
    )


def _line(
    side: Side,
    category: Category,
    found: Explanation,
    version: AgreementVersion | None,
    titles: dict[str, str],
) -> Line:
    key, kind = f"{side}-{category}", capital(category.label)
    if not found.sees:
        return Line(key, kind, Tag("Not seen", Tone.WAITING), found.why_not, None, "")
    return Line(
        key,
        kind,
        Tag("Seen", Tone.DONE),
        list(dict.fromkeys(_task(reason) for reason in found.reasons)),
        [_clause(clause, version, titles) for clause in dict.fromkeys(one.clause for one in found.reasons)],
        _until(found.reasons),
    )


def _task(reason: Reason) -> str:
    """What for, to whom it was granted, and since when."""
    return f"{capital(reason.purpose.label)}: granted to {reason.holder.get_kind_display()} on {day(reason.granted_at)}"


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
