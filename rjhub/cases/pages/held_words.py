"""Pages about words that wait until the contact of the person harmed has read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.actions.held_words import GIVEN, Held
from rjhub.cases.forms.held_words import Deciding
from rjhub.cases.models import HeldWords
from rjhub.cases.policies.wording import KNOWN, Hit, together
from rjhub.cases.vocabulary import HeldStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.problems import Problem
from rjhub.design.words import capital, moment

TONES = {
    HeldStatus.WAITING: Tone.TO_DO,
    HeldStatus.CONFIRMED: Tone.DONE,
    HeldStatus.REFUSED: Tone.SOON,
    HeldStatus.TAKEN_BACK: Tone.PAUSED,
}


UNREADABLE = (
    "The program cannot read this file. Open it, and look for anything by which somebody could be reached."
)


@dataclass(frozen=True)
class Piece:
    """A part of a text; with `why`, a part that is marked."""

    text: str
    why: str = ""


@dataclass(frozen=True)
class Field:
    """An answer that was typed: shown to be changed where it is held, carried along unseen where not."""

    name: str
    value: str
    held: bool


@dataclass(frozen=True)
class Stopped:
    """Right after typing: what looks like contact details, to take out or to have read."""

    action: str
    hits: tuple[str, ...]
    fields: tuple[Field, ...]
    texts: tuple[tuple[Piece, ...], ...]
    files: tuple[str, ...]
    wrong: tuple[Problem, ...]
    again: str
    title: str = "Does this say how somebody can be reached?"


@dataclass(frozen=True)
class HeldPage:
    """Held words, for who wrote them, for whom is asked, and for the hub."""

    back: Link
    held_id: str
    tag: Tag
    rows: tuple[Row, ...]
    texts: tuple[tuple[Piece, ...], ...]
    form: Deciding | None
    fields: tuple[Field, ...]
    files: tuple[str, ...]
    save_to: str
    change: bool
    take_back: str
    stands: str
    why_not: tuple[str, ...]
    title: str


def pieces_of(text: str, hits: Sequence[Hit]) -> tuple[Piece, ...]:
    """A text in pieces, those marked that say how somebody can be reached. A picture has no text."""
    if not text.strip():
        return (Piece(UNREADABLE),)
    pieces, at = [], 0
    for hit in hits:
        pieces += [Piece(text[at : hit.start]), Piece(text[hit.start : hit.end], _why(hit))]
        at = hit.end
    return tuple(piece for piece in [*pieces, Piece(text[at:])] if piece.text)


def held_page(
    held: HeldWords,
    opened: Held,
    texts: tuple[tuple[Piece, ...], ...],
    asked: Sequence[HeldWords],
    *,
    form: Deciding | None,
    fields: tuple[Field, ...],
    is_mine: bool,
    why_not: tuple[str, ...],
) -> HeldPage:
    """The page. `asked` are the rows of all who were asked; the words are saved once each of them confirmed.

    Words that were not confirmed go back to who wrote them, with all else that they typed, to be changed and saved.
    """
    status = together(asked)
    kept = is_mine and held.place not in GIVEN and held.saved_at is None
    ready, change = kept and status == HeldStatus.CONFIRMED, kept and status == HeldStatus.REFUSED
    return HeldPage(
        back=Link("Today", "/"),
        held_id=str(held.id),
        tag=Tag("Saved" if held.saved_at else status.label, TONES[status]),
        rows=_rows(held, asked),
        texts=texts,
        form=form,
        fields=fields if ready or change else (),
        files=opened.typed.files if ready or change else (),
        save_to=held.address if ready or change else "",
        change=change,
        take_back=f"/held/{held.id}/taking-back" if kept and status != HeldStatus.TAKEN_BACK else "",
        stands=status.value,
        why_not=why_not,
        title="What you wrote" if is_mine else "Read words before others see them",
    )


def fields_of(
    answers: Sequence[tuple[str, str]], texts: Sequence[str], cleaned: Sequence[str]
) -> tuple[Field, ...]:
    """Every answer, those marked as held whose cleaned words are held."""
    return tuple(
        Field(name, value, held=words in texts) for (name, value), words in zip(answers, cleaned, strict=True)
    )


def problems(
    fields: Sequence[Field], files: Sequence[str], reasons: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """What the page of stopped words says first, with the ways to where it can be put right."""
    said = reasons or ("Take out how somebody can be reached, or ask for it to be read first",)
    shown = sum(field.held for field in fields)
    href = "#held-1" if shown else "#file-1" if files else "#main-content"
    return tuple(Problem(text, href) for text in said)


def _rows(held: HeldWords, together: Sequence[HeldWords]) -> tuple[Row, ...]:
    decided = tuple(
        f"{one.get_status_display()}: {one.decided_by.name}, {moment(one.decided_at)}"
        for one in together
        if one.decided_by and one.decided_at
    )
    notes = tuple(one.note for one in together if one.note)
    return (
        Row("Case", Link(held.case_reference, reverse("cases:case", args=[held.case_reference]))),
        Row("Written by", f"{_writer(held)}, {moment(held.written_at)}"),
        Row("Written for", capital(held.get_place_display())),
        *((Row("Where it is", Link("Open it there", held.address)),) if held.place in GIVEN else ()),
        *((Row("Decided", decided),) if decided else ()),
        *((Row("What has to change", notes),) if notes else ()),
    )


def _writer(held: HeldWords) -> str:
    by = held.written_by
    return f"{by.name}, {by.agency.short_name}" if by else "Somebody at an agency elsewhere"


def _why(hit: Hit) -> str:
    return "known of the person harmed" if hit.kind == KNOWN else f"looks like: {hit.kind}"
