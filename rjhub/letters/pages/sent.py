"""What was written to somebody and what left, as rows of any page."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown, Tag, Tone
from rjhub.design.words import moment
from rjhub.letters.models import Dispatch, Letter
from rjhub.letters.vocabulary import Because, Status
from rjhub.people.models import Person
from rjhub.people.pages.asking import record_of

UNSEEN = "Somebody whom you may not see"
COLUMNS = (Column("When"), Column("What"), Column("To whom"), Column("Why"), Column("By"))
_TONES = {
    Status.WRITTEN: Tone.TO_DO, Status.TO_SEND: Tone.DOING, Status.LEAVING: Tone.DOING, Status.SENT: Tone.DONE,
    Status.PRINTED: Tone.TO_DO, Status.POSTED: Tone.DONE, Status.COULD_NOT: Tone.LATE, Status.NOT_KNOWN: Tone.LATE,
    Status.STOPPED: Tone.STOPPED, Status.TAKEN_BACK: Tone.PAUSED,
}  # fmt: skip


@dataclass(frozen=True)
class SentPage:
    """What was written to one person, and what left for them."""

    title: str
    letter_columns: tuple[Column, ...]
    letters: tuple[tuple[Shown, ...], ...]
    columns: tuple[Column, ...]
    dispatches: tuple[tuple[Shown, ...], ...]
    back: Link


def page_for(person: Person, letters: list[Letter], dispatches: list[Dispatch]) -> SentPage:
    """The page of one person, as far as the reader may see it."""
    return SentPage(
        title=f"What was sent to {person.name}",
        letter_columns=(Column("Written"), Column("What"), Column("Status"), Column("By")),
        letters=tuple(
            (moment(one.written_at), str(one), status_of(one), one.written_by.name) for one in letters
        ),
        columns=COLUMNS,
        dispatches=tuple(row_of(one) for one in dispatches),
        back=record_of(person),
    )


def status_of(letter: Letter) -> Tag:
    """Where it stands, as a coloured word."""
    return Tag(letter.get_status_display(), _TONES[Status(letter.status)])


def rows_of(letter: Letter) -> tuple[Row, ...]:
    """What is known of something written."""
    rows = [
        Row("Status", status_of(letter)),
        Row("Written", f"{moment(letter.written_at)}, by {letter.written_by.name}"),
    ]
    if letter.because:
        rows.append(Row("Why it was not sent", f"{Because(letter.because).label}."))
    if letter.status == Status.TO_SEND:
        rows.append(Row("To be sent", moment(letter.send_from)))
    elif letter.status != Status.WRITTEN:
        by = f", by {letter.changed_by.name}" if letter.changed_by else ", by RJ Hub"
        rows.append(Row("Since", f"{moment(letter.changed_at)}{by}"))
    return tuple(rows)


def row_of(one: Dispatch) -> tuple[Shown, ...]:
    """One thing that left."""
    to_whom = one.person.name if one.person else one.staff.name if one.staff else one.to_whom or UNSEEN
    by: Shown = [one.by.name, one.by.agency.short_name] if one.by else "RJ Hub"
    return (moment(one.left_at), one.get_what_display(), to_whom, one.get_why_display(), by)
