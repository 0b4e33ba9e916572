"""What was pointed out: the list, and one of it with what it does not mean and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.design import filtering
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Entry, Paging, Shown, Tag, Tone
from rjhub.design.words import capital, day
from rjhub.partnership.models import Staff
from rjhub.reading.forms import FindingFilters, Settling
from rjhub.reading.models import Finding
from rjhub.reading.pages import patterns, readings, words
from rjhub.reading.queries import Reading, Told
from rjhub.reading.vocabulary import Decision

COLUMNS = (Column("Day"), Column("Who"), Column("Why"), Column("State"))
TONES = {
    Decision.LOOKED_INTO: Tone.DOING,
    Decision.EXPLAINED: Tone.DONE,
    Decision.REPORTED: Tone.LATE,
}
WORDS = {
    Decision.LOOKED_INTO: "Being looked into",
    Decision.EXPLAINED: "Explained",
    Decision.REPORTED: "To be reported",
}


@dataclass(frozen=True)
class Unusual:
    """The list of what was pointed out."""

    filters: FindingFilters
    chosen: tuple[Link, ...]
    clear_href: str
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging | None
    breadcrumbs: tuple[Link, ...]
    columns: tuple[Column, ...] = COLUMNS
    title: str = "Reading that was pointed out"


@dataclass(frozen=True)
class Pointed:
    """One of it."""

    title: str
    state: Tag
    why: str
    not_meant: str
    files: tuple[str, ...]
    asking: tuple[Link, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    more: str
    outcomes: tuple[Entry, ...]
    form: Settling | None
    refused: str
    breadcrumbs: tuple[Link, ...]


def unusual(form: FindingFilters, found: list[Finding], *, start: int, most: int, more_href: str) -> Unusual:
    """The list. `found` holds one more than `most` where it goes on."""
    address = reverse("reading:unusual")
    shown = found[:most]
    paging = Paging(
        first=start + 1, last=start + len(shown), total=start + len(found), at_least=len(found) > most,
        next_href=more_href if len(found) > most else "", things="findings",
    )  # fmt: skip
    return Unusual(
        filters=form,
        chosen=filtering.chosen(form, address),
        clear_href=address,
        rows=tuple(_row(one) for one in shown),
        paging=paging if shown else None,
        breadcrumbs=(_up(),),
    )


def pointed(
    finding: Finding,
    files: tuple[Told, ...],
    found: list[Reading],
    staff: dict[UUID, Staff],
    *,
    form: Settling | None,
    refused: str,
    most: int,
) -> Pointed:
    """The page of a finding, with the readings in which it was found."""
    said = patterns.words_of(finding, finding.staff.name)
    return Pointed(
        title=f"{finding.get_pattern_display()}: {finding.staff.name}, {day(finding.day)}",
        state=state_of(finding),
        why=said.why,
        not_meant=said.not_meant,
        files=tuple(dict.fromkeys(capital(words.file(one)) for one in files)),
        asking=tuple(_asking(finding, files)),
        columns=readings.COLUMNS,
        rows=readings.rows_of(found[:most], staff),
        more=_all_of_the_day(finding) if len(found) > most else "",
        outcomes=tuple(
            Entry(WORDS[Decision(one.decision)], one.at, one.by.name, one.reason)
            for one in sorted(finding.outcomes.all(), key=lambda one: one.at, reverse=True)
        ),
        form=form,
        refused=refused,
        breadcrumbs=(_up(), Link("Reading that was pointed out", reverse("reading:unusual"))),
    )


def _asking(finding: Finding, files: tuple[Told, ...]) -> Iterator[Link]:
    """One way to ask for each file, or for several that are called alike."""
    yield from {words.file(one): readings.why_link(one, finding) for one in files}.values()


def state_of(finding: Finding) -> Tag:
    """How far somebody has come with it."""
    newest = max(finding.outcomes.all(), key=lambda one: one.at, default=None)
    if newest is None:
        return Tag("To look at", Tone.TO_DO)
    decision = Decision(newest.decision)
    return Tag(WORDS[decision], TONES[decision])


def _row(finding: Finding) -> tuple[Shown, ...]:
    link = Link(finding.get_pattern_display(), reverse("reading:finding", args=[finding.id]))
    return (day(finding.day), finding.staff.name, link, state_of(finding))


def _all_of_the_day(finding: Finding) -> str:
    at = finding.day
    query = f"who={finding.staff_id}&day-day={at.day}&day-month={at.month}&day-year={at.year}"
    return f"{reverse('reading:readings')}?{query}"


def _up() -> Link:
    return Link("What people have read", reverse("reading:readings"))
