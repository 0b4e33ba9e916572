"""A return as it was submitted: on screen, as a file, and what differs from another version."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from rjhub.design import pdf
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Paging, Row, Shown
from rjhub.design.words import capital, day
from rjhub.reporting import frozen, sheets
from rjhub.reporting.frozen import Change
from rjhub.reporting.models import FrozenFigure, Submission
from rjhub.reporting.pages.behind import shown, unseen_words, when
from rjhub.reporting.queries import Thing
from rjhub.reporting.rules.definitions import BREAKDOWNS, shipped

COLUMNS = (
    Column("What is counted"),
    Column("Of which"),
    Column("Figure", numeric=True),
    Column("Share", numeric=True),
)
BEHIND = (Column("Case or referral"), Column("Hub"))
CHANGED = (Column("Case or referral"), Column("Hub"), Column("What happened"), Column("Counts now on"))
MIMES = {**sheets.KINDS, "pdf": "application/pdf"}
FORMATS = {"csv": "CSV", "xlsx": "Excel (XLSX)", "ods": "OpenDocument (ODS)", "pdf": "PDF"}
HEADINGS = (
    "What is counted",
    "Broken down by",
    "Part",
    "Figure",
    "Unit",
    "Of",
    "Share",
    "Rule",
    "Mark of the rule",
)
MARKING = "OFFICIAL-SENSITIVE"
MOST = 200


@dataclass(frozen=True)
class SubmittedPage:
    """A return that was submitted."""

    title: str
    about: tuple[Row, ...]
    rows: tuple[tuple[Shown, ...], ...]
    missing: tuple[str, ...]
    files: tuple[Link, ...]
    changes: tuple[Link, ...]
    changed_rules: tuple[str, ...]
    breadcrumbs: tuple[Link, ...]
    columns: tuple[Column, ...] = COLUMNS


@dataclass(frozen=True)
class FrozenBehind:
    """What stands behind a number that was submitted."""

    title: str
    of: str
    unseen: str
    erased: str
    rows: tuple[tuple[Shown, ...], ...]
    paging: Paging
    breadcrumbs: tuple[Link, ...]
    columns: tuple[Column, ...] = BEHIND


@dataclass(frozen=True)
class Changes:
    """What differs between two versions, or a version and now: indicator by indicator, case by case."""

    title: str
    groups: tuple[tuple[str, str, tuple[tuple[Shown, ...], ...], str], ...]
    breadcrumbs: tuple[Link, ...]
    columns: tuple[Column, ...] = CHANGED


def page_for(one: Submission, figures: Sequence[FrozenFigure]) -> SubmittedPage:
    """The page of a submission."""
    address = reverse("reporting:changes", args=[one.id])
    changes = [Link("What differs from now", f"{address}?now")]
    if one.number > 1:
        changes.insert(0, Link(f"What differs from version {one.number - 1}", address))
    return SubmittedPage(
        title=f"{one.title}: {one.period.words}",
        about=(
            Row("Submitted", when(one)),
            Row("By", one.submitted_by.name),
            Row("Version", one.number),
            Row("For whom", one.for_whom),
        ),
        rows=tuple(_row(one, figure) for figure in figures),
        missing=tuple(one.missing),
        files=tuple(
            Link(words, reverse("reporting:file", args=[one.id, kind])) for kind, words in FORMATS.items()
        ),
        changes=tuple(changes),
        changed_rules=tuple(
            dict.fromkeys(_title(figure) for figure in figures if frozen.rule_of(figure) is None)
        ),
        breadcrumbs=_trail(),
    )


def _row(one: Submission, figure: FrozenFigure) -> tuple[Shown, ...]:
    rule = frozen.rule_of(figure)
    number: Shown = said(figure)
    if figure.many and rule and rule[0].opens:
        number = Link(said(figure), reverse("reporting:frozen_behind", args=[one.id, figure.place]))
    return (_title(figure), _part(figure), number, _share(figure))


def _title(figure: FrozenFigure) -> str:
    found = shipped().indicators.get(figure.indicator)
    return found.title if found else figure.indicator


def _part(figure: FrozenFigure) -> str | None:
    return capital(figure.part_name) if figure.split else None


def _is_days(figure: FrozenFigure) -> bool:
    found = shipped().indicators.get(figure.indicator)
    return found is not None and found.kind == "days"


def said(figure: FrozenFigure) -> str:
    """A figure in words."""
    if not _is_days(figure):
        return f"{figure.many:,}"
    return f"{figure.middle:g} days" if figure.middle is not None else "None yet"


def _share(figure: FrozenFigure) -> str | None:
    return f"{figure.many / figure.whole:.0%} of {figure.whole:,}" if figure.whole else None


def behind(
    one: Submission,
    figure: FrozenFigure,
    things: Sequence[Thing],
    *,
    unseen: int,
    erased: int,
    first: int,
    most: int,
) -> FrozenBehind:
    """The page of what stands behind a number."""
    last = first - 1 + len(things) + unseen + erased
    of = f"{_title(figure)}, {figure.part_name}" if figure.split else _title(figure)
    gone = "1 of them was" if erased == 1 else f"{erased:,} of them were"
    return FrozenBehind(
        title=f"What stands behind: {of}",
        of=f"{one.title}, {one.period.words}, version {one.number}",
        unseen=unseen_words(unseen),
        erased=f"{gone} erased since: nothing is left of it but that it was counted." if erased else "",
        rows=tuple(shown(thing) for thing in things),
        paging=Paging(
            first=first,
            last=last,
            total=figure.many,
            previous_href="?" + urlencode({"from": max(first - most, 1)}) if first > 1 else "",
            next_href="?" + urlencode({"from": first + most}) if last < figure.many else "",
            things=shipped().indicators[figure.indicator].unit
            if figure.indicator in shipped().indicators
            else "",
        ),
        breadcrumbs=(*_trail(), Link(one.period.words, reverse("reporting:submission", args=[one.id]))),
    )


def changes(
    older: Submission, newer: Submission | None, found: Sequence[tuple[FrozenFigure, Sequence[Change], bool]]
) -> Changes:
    """The page of what differs."""
    versions = (
        f"version {older.number} and version {newer.number}" if newer else f"version {older.number} and now"
    )
    page = newer or older
    return Changes(
        title=f"What differs between {versions}",
        groups=tuple(_group(*each) for each in found if each[1] or each[2]),
        breadcrumbs=(*_trail(), Link(page.period.words, reverse("reporting:submission", args=[page.id]))),
    )


def _group(
    figure: FrozenFigure,
    several: Sequence[Change],
    changed: bool,  # noqa: FBT001 whether the rule is another one
) -> tuple[str, str, tuple[tuple[Shown, ...], ...], str]:
    if changed:
        return _title(figure), "The rule by which this was counted is not there any more.", (), ""
    added = sum(one.what == "added" for one in several)
    out = sum(one.what == "taken out" for one in several)
    seen = [one for one in several if one.thing]
    unseen = sum(one.thing is None and one.is_there for one in several)
    erased = sum(not one.is_there for one in several)
    others = len(several) - added - out
    words = f"{figure.many:,} then. {added:,} added since, {out:,} taken out since, {others:,} changed."
    more = [f"{unseen:,} of these you may not see."] if unseen else []
    more += [f"{erased:,} of these were erased since."] if erased else []
    more += [f"Only the first {MOST} are listed."] if len(seen) > MOST else []
    return _title(figure), words, tuple(_changed(one) for one in seen[:MOST]), " ".join(more)


def _changed(one: Change) -> tuple[Shown, ...]:
    happened = {"added": "Added since", "taken out": "Taken out since"}.get(one.what, _what_changed(one))
    if one.what == "taken out" and one.on:
        happened = "Counted on another day since"
    return (
        *(shown(one.thing) if one.thing else (None, None)),
        happened,
        day(one.on) if one.on else "Not counted now",
    )


def _what_changed(one: Change) -> str:
    names = [BREAKDOWNS.get(part, "The day").lower() for part in one.parts]
    return f"Changed since: {', '.join(names)}" if names else "Changed since"


def as_rows(one: Submission, figures: Sequence[FrozenFigure]) -> list[tuple[sheets.Cell, ...]]:
    """The return as a table, with who submitted it and when in its last lines."""
    lines: list[tuple[sheets.Cell, ...]] = [HEADINGS]
    lines += [_line(figure) for figure in figures]
    lines += [("Not counted", None, missing) for missing in one.missing]
    lines += [
        ("Return", None, one.title), ("Period", None, one.period.words), ("Version", None, one.number),
        ("Submitted", None, when(one)), ("By", None, one.submitted_by.name), ("Marking", None, MARKING),
    ]  # fmt: skip
    return lines


def _line(figure: FrozenFigure) -> tuple[sheets.Cell, ...]:
    found = shipped().indicators.get(figure.indicator)
    days = _is_days(figure)
    unit = "days, the median" if days else found.unit if found else ""
    share = round(figure.many / figure.whole, 4) if figure.whole else None
    return (
        _title(figure),
        BREAKDOWNS[figure.split] if figure.split else None,
        _part(figure),
        figure.middle if days else figure.many,
        unit,
        figure.whole,
        share,
        f"{figure.indicator}, version {figure.version}",
        figure.digest,
    )


def as_pdf(one: Submission, figures: Sequence[FrozenFigure]) -> bytes:
    """The return as an accessible PDF, with the rules by which it was counted in words."""
    rules = []
    for key in dict.fromkeys((figure.indicator, figure.version) for figure in figures):
        indicator = shipped().indicators.get(key[0])
        version = indicator.version(key[1]) if indicator else None
        if indicator and version:
            rules.append(
                f"{indicator.title}: {version.words} {' '.join(_left_out(version.excludes))}".strip()
            )
    made = f"submitted by {one.submitted_by.name}, {when(one)}"
    return pdf.pdf(
        "reporting/return",
        {
            "title": one.title,
            "reference": f"{one.period.words}, version {one.number}",
            "made": made,
            "marking": MARKING,
            "about": f"{one.period.words}. For {one.for_whom[:1].lower()}{one.for_whom[1:]}. "
            f"Version {one.number}, {made}.",
            "figures": [
                [
                    _title(figure),
                    _part(figure) or "",
                    said(figure),
                    _share(figure) or "",
                    f"version {figure.version}",
                ]
                for figure in figures
            ],
            "missing": "\n\n".join(one.missing),
            "rules": "\n\n".join(rules),
        },
    )


def _left_out(excludes: Sequence[str]) -> list[str]:
    return [f"Left out: {each[:1].lower()}{each[1:]}" for each in excludes]


def _trail() -> tuple[Link, ...]:
    return Link("Figures", reverse("reporting:figures")), Link("Returns", reverse("reporting:returns"))
