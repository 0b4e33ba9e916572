"""What was written to people of a case, and what else left."""

from collections.abc import Container
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from rjhub.cases.forms.letters import Sending, Writing
from rjhub.cases.models import Case, Party
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import TwoSides, two_sides
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import moment
from rjhub.kernel.decisions import Decision
from rjhub.letters.models import Dispatch, Letter
from rjhub.letters.pages import sent
from rjhub.letters.vocabulary import OPEN, Status
from rjhub.letters.words import Written
from rjhub.people.vocabulary import Channel

TITLE = "What was sent"
ABOUT = {
    Channel.LETTER: "The address is put on it when you print it. Opening the address is recorded.",
    Channel.EMAIL: "It goes to the email address that is recorded at the moment in which it is sent.",
    Channel.TEXT: "It goes to the mobile number that is recorded at the moment in which it is sent.",
}


@dataclass(frozen=True)
class LetterCard:
    """Something written, as its card shows it."""

    title: str
    rows: tuple[Row, ...]
    open: Link


@dataclass(frozen=True)
class Letters:
    """What was written, the two sides apart, and what else left."""

    frame: CaseFrame
    sides: TwoSides
    cards: dict[object, tuple[LetterCard, ...]]
    new: dict[object, Link]
    not_now: dict[object, tuple[str, ...]]
    columns: tuple[Column, ...]
    others: tuple[tuple[Shown, ...], ...]
    title: str = TITLE


@dataclass(frozen=True)
class NewLetter:
    """Choosing what to write."""

    frame: CaseFrame
    form: Writing
    safety: tuple[Row, ...]
    not_now: tuple[str, ...]
    not_by: tuple[str, ...]
    ask_them: Link
    back: Link
    title: str


@dataclass(frozen=True)
class LetterPage:
    """Something written, word for word, with what can be done with it."""

    frame: CaseFrame
    rows: tuple[Row, ...]
    subject: str
    paragraphs: tuple[str, ...]
    about: str
    safety: tuple[Row, ...]
    obstacle: tuple[str, ...]
    sending: Sending | None
    print_as: str
    may_post: bool
    may_take_back: bool
    address: str
    back: Link
    title: str


def why_not_by(way: Channel, may: Decision) -> str:
    """Why a way is not offered."""
    return f"{way.label}: {' '.join(may.reasons)}"


def ask_what_is_safe(party: Party, case: Case) -> Link:
    """Where to record what somebody says is safe, and to come back from."""
    back = urlencode({"back": reverse("cases:new_letter", args=[case.reference, party.id])})
    address = reverse("people:safe_contact", args=[party.person_id])
    return Link("Record how they can be contacted safely", f"{address}?{back}")


def letters_page(
    case: Case,
    parties: list[Party],
    letters: list[Letter],
    dispatches: list[Dispatch],
    *,
    may_write: Container[str],
    not_now: dict[object, tuple[str, ...]],
) -> Letters:
    """The page of a case, as far as the reader may see it. `may_write`: the sides to whom they may write."""
    return Letters(
        frame=frame_for(case, "letters"),
        sides=two_sides(case, parties),
        cards={
            party.id: tuple(_card(case, one) for one in letters if one.person_id == party.person_id)
            for party in parties
        },
        new={
            party.id: Link("Write to them", reverse("cases:new_letter", args=[case.reference, party.id]))
            for party in parties
            if party.side in may_write and party.ended_at is None and not not_now[party.id]
        },
        not_now=not_now,
        columns=sent.COLUMNS,
        others=tuple(sent.row_of(one) for one in dispatches if one.letter_id is None),
    )


def letter_page(
    case: Case,
    party: Party,
    letter: Letter,
    said: Written,
    *,
    safety: tuple[Row, ...],
    obstacle: tuple[str, ...],
    sending: Sending | None,
    may_handle: bool,
) -> LetterPage:
    """One of them, with what the reader may do with it now."""
    on_paper = letter.way == Channel.LETTER
    printable = on_paper and letter.status in {Status.WRITTEN, Status.PRINTED} and may_handle and not obstacle
    again = "again " if letter.status == Status.PRINTED else ""
    return LetterPage(
        frame=frame_for(case, "letters"),
        rows=sent.rows_of(letter),
        subject=said.subject,
        paragraphs=tuple(said.body.split("\n\n")),
        about=ABOUT[Channel(letter.way)],
        safety=safety,
        obstacle=obstacle,
        sending=sending,
        print_as=f"Print the letter {again}(PDF)" if printable else "",
        may_post=printable and letter.status == Status.PRINTED,
        may_take_back=may_handle and letter.status in OPEN,
        address=reverse("cases:letter", args=[case.reference, letter.id]),
        back=Link(TITLE, reverse("cases:letters", args=[case.reference])),
        title=f"{letter.get_way_display()} to {party.name}",
    )


def _card(case: Case, letter: Letter) -> LetterCard:
    rows = (
        Row("Status", sent.status_of(letter)),
        Row("Written", f"{moment(letter.written_at)}, by {letter.written_by.name}"),
    )
    return LetterCard(
        str(letter), rows, Link("Open it", reverse("cases:letter", args=[case.reference, letter.id]))
    )
