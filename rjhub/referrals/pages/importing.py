"""Many referrals from a file: uploading it, and seeing what would become of each row."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import moment, plural
from rjhub.kernel.hidden_characters import made_visible
from rjhub.referrals.forms.columns import COLUMNS, LINE, NEEDED, WHAT_TO_CORRECT
from rjhub.referrals.forms.importing import Upload
from rjhub.referrals.models import ImportBatch, ImportRow
from rjhub.referrals.queries.imports import SHOWN, Counts

REFERENCE = COLUMNS[0].heading


@dataclass(frozen=True)
class Imports:
    """Uploading a file, and the files uploaded before."""

    form: Upload
    template: Link
    needed: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    back: Link
    title: str = "Send many referrals from a file"


@dataclass(frozen=True)
class ImportReview:
    """What would become of each row, or has."""

    facts: tuple[Row, ...]
    columns: tuple[Column, ...]
    bad: tuple[tuple[Shown, ...], ...]
    more_bad: str
    repeated: tuple[tuple[Shown, ...], ...]
    sent_columns: tuple[Column, ...]
    imported: tuple[tuple[Shown, ...], ...]
    running: str
    confirming: str
    button: str
    corrections: Link | None
    discarding: str
    again: Link
    back: Link
    title: str


def imports(form: Upload, batches: list[ImportBatch]) -> Imports:
    """The page with the upload."""
    return Imports(
        form=form,
        template=Link("Download the template", reverse("referrals:import_template")),
        needed=NEEDED,
        columns=(Column("File"), Column("Uploaded"), Column("How it stands")),
        rows=tuple(_uploaded(batch) for batch in batches),
        back=Link("Your referrals", reverse("referrals:sent")),
    )


def review(
    batch: ImportBatch,
    counts: Counts,
    bad: list[ImportRow],
    repeated: list[ImportRow],
    imported: list[ImportRow],
) -> ImportReview:
    """The review of a file."""
    waiting = counts.bad + counts.repeated
    return ImportReview(
        title=batch.file_name,
        facts=_facts(batch, counts),
        columns=(Column("Line"), Column(REFERENCE), Column(WHAT_TO_CORRECT)),
        bad=tuple(_problems(row) for row in bad),
        more_bad=f"And {plural(counts.bad - SHOWN, 'more line')}. Download them to see all."
        if counts.bad > SHOWN
        else "",
        repeated=tuple(_problems(row) for row in repeated),
        sent_columns=(Column("Line"), Column("Reference")),
        imported=tuple(_imported(row) for row in imported),
        running=f"{counts.imported:,} of {counts.imported + counts.good:,} are sent so far."
        if batch.is_running
        else "",
        confirming=_confirming(batch) if counts.good and batch.confirmed_at is None else "",
        button=f"Send {plural(counts.good, 'referral')}",
        corrections=Link(
            "Download the lines that need correcting",
            reverse("referrals:import_corrections", args=[batch.id]),
        )
        if waiting
        else None,
        discarding="" if batch.is_running else reverse("referrals:import_discarding", args=[batch.id]),
        again=Link("Look again", reverse("referrals:import", args=[batch.id])),
        back=Link("Files of referrals", reverse("referrals:imports")),
    )


def corrections(rows: list[ImportRow]) -> Iterator[list[str]]:
    """The lines that need correcting, with the reasons, to be corrected and uploaded again."""
    yield [LINE, WHAT_TO_CORRECT, *(column.heading for column in COLUMNS)]
    for row in rows:
        cells = row.cells()
        yield [
            str(row.number),
            " | ".join(row.problems()),
            *(cells.get(column.heading, "") for column in COLUMNS),
        ]


def _confirming(batch: ImportBatch) -> str:
    return reverse("referrals:import_confirmation", args=[batch.id])


def _facts(batch: ImportBatch, counts: Counts) -> tuple[Row, ...]:
    rows = [
        Row("Uploaded", moment(batch.uploaded_at)),
        Row("Referrals in the file", f"{counts.total:,}"),
        Row("Ready to send", f"{counts.good:,}"),
        Row("Need correcting", f"{counts.bad:,}"),
        Row("Sent before", f"{counts.repeated:,}"),
    ]
    if batch.confirmed_at:
        rows.append(Row("Sent now", f"{counts.imported:,}"))
    return tuple(rows)


def _problems(row: ImportRow) -> tuple[Shown, ...]:
    return (str(row.number), made_visible(row.cells().get(REFERENCE, "")) or None, tuple(row.problems()))


def _imported(row: ImportRow) -> tuple[Shown, ...]:
    return (str(row.number), Link(row.reference, reverse("referrals:referral", args=[row.reference])))


def _uploaded(batch: ImportBatch) -> tuple[Shown, ...]:
    return (
        Link(batch.file_name, reverse("referrals:import", args=[batch.id])),
        moment(batch.uploaded_at),
        _state(batch),
    )


def _state(batch: ImportBatch) -> Tag:
    if batch.is_running:
        return Tag("Being sent", Tone.DOING)
    return Tag("Sent", Tone.DONE) if batch.finished_at else Tag("To be confirmed", Tone.TO_DO)
