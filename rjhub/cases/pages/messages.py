"""Messages between the sides: what waits, what was passed on, and what answers what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.cases.gates import Obstacle as Missing
from rjhub.cases.models import Case, Message, Party
from rjhub.cases.pages.frame import CaseFrame, frame_for, why_link
from rjhub.cases.pages.meetings import obstacles
from rjhub.cases.pages.sides import word_for
from rjhub.cases.vocabulary import MessageStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Obstacle, Row, Shown, Tag, Tone
from rjhub.design.words import moment
from rjhub.kernel import contact_details
from rjhub.kernel.decisions import Decision
from rjhub.sharing.vocabulary import Side

TONES = {
    MessageStatus.WRITTEN: Tone.TO_DO,
    MessageStatus.APPROVED: Tone.DOING,
    MessageStatus.RETURNED: Tone.SOON,
    MessageStatus.PASSED_ON: Tone.DONE,
    MessageStatus.WITHDRAWN: Tone.PAUSED,
}
HANDED_OVER = {MessageStatus.APPROVED, MessageStatus.PASSED_ON}
FOUND = "The words name what looks like a way to reach somebody: {found}."


@dataclass(frozen=True)
class Messages:
    """The messages of a case, and what keeps them from being passed on."""

    frame: CaseFrame
    shut: tuple[Obstacle, ...]
    new: Link | None
    why_not: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    title: str = "Messages"


@dataclass(frozen=True)
class MessagePage:
    """One message."""

    frame: CaseFrame
    back: Link
    title: str
    tag: Tag
    warnings: tuple[str, ...]
    words: str
    rows: tuple[Row, ...]
    shut: tuple[Obstacle, ...]
    why_not: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Around:
    """What stands round one message: what it answers, its answers, and what was written for it again."""

    answers: Message | None
    answered_by: Sequence[Message]
    instead_of: Message | None
    written_again: Message | None


class Names:
    """Who sent a message to whom, in names as far as the reader may see them."""

    def __init__(self, case: Case, parties: Sequence[Party]) -> None:
        """Take the people whom the reader sees."""
        self.case = case
        self.known: Mapping[UUID, str] = {party.id: party.name for party in parties}

    def line(self, message: Message) -> str:
        """The message in one line."""
        other = Side.RESPONSIBLE if message.side == Side.HARMED else Side.HARMED
        sender = self.known.get(message.from_party_id, word_for(self.case, message.side))
        receiver = self.known.get(message.to_party_id, word_for(self.case, other))
        medium = "Spoken message" if message.medium == "spoken" else message.get_medium_display()
        return f"{medium} from {sender} to {receiver}"


def messages_of(
    case: Case, messages: list[Message], names: Names, *, shut: tuple[Missing, ...], may_take_down: Decision
) -> Messages:
    """The page, the oldest message first."""
    return Messages(
        frame=frame_for(case, "messages"),
        shut=obstacles(case, shut),
        new=Link("Write a message down", reverse("cases:new_message", args=[case.reference]))
        if may_take_down
        else None,
        why_not=() if may_take_down else may_take_down.reasons,
        columns=(Column("Message"), Column("Written down"), Column("State")),
        rows=tuple(
            (_link(one, names), f"{moment(one.taken_at)}, {one.taken_by.name}", _tag(one)) for one in messages
        ),
    )


def message_page(
    message: Message,
    names: Names,
    around: Around,
    *,
    shut: tuple[Missing, ...],
    may: Mapping[str, Decision],
) -> MessagePage:
    """One message. `may` says what the reader may do with it now, by the name of the address."""
    case = names.case
    approved = message.status == MessageStatus.APPROVED
    return MessagePage(
        frame=frame_for(case, "messages"),
        back=Link("Messages", reverse("cases:messages", args=[case.reference])),
        title=names.line(message),
        tag=_tag(message),
        warnings=found_in(message.words) if message.status != MessageStatus.PASSED_ON else (),
        words=message.words,
        rows=_rows(message, names, around),
        shut=obstacles(case, shut) if approved else (),
        why_not=may["message_passing_on"].reasons if approved and not may["message_passing_on"] else (),
        links=(
            *(
                Link(text, reverse(f"cases:{name}", args=[case.reference, message.id]))
                for name, text in ACTIONS
                if may[name] and not (name == "message_passing_on" and shut)
            ),
            why_link(case, message),
        ),
    )


ACTIONS = (
    ("message_review", "Read it and decide whether it is passed on"),
    ("message_passing_on", "Note that it was passed on"),
    ("message_response", "Note how it was received"),
    ("message_answer", "Write an answer down"),
    ("message_again", "Take it down again"),
    ("message_taking_back", "Note that the sender takes it back"),
)


def found_in(words: str) -> tuple[str, ...]:
    """A warning for each text that names a way to reach somebody."""
    found = [f"{one.kind} {one.text}" for one in contact_details.found_in(words)]
    return (FOUND.format(found=", ".join(found)),) if found else ()


def _rows(message: Message, names: Names, around: Around) -> tuple[Row, ...]:
    rows = [Row("Written down", f"{moment(message.taken_at)}, {message.taken_by.name}")]
    if message.document_id:
        address = reverse("cases:document", args=[names.case.reference, message.document_id])
        rows.append(Row("As it came", Link("Download the letter or the recording", address)))
    if message.status in HANDED_OVER:
        address = reverse("cases:message_copy", args=[names.case.reference, message.id])
        rows.append(Row("To hand over", Link("Download a new copy of what it says", address)))
    if message.reviewed_by and message.reviewed_at:
        rows.append(Row("Read by", f"{message.reviewed_by.name}, {moment(message.reviewed_at)}"))
    if message.review_note:
        rows.append(Row("What has to change", message.review_note))
    if message.passed_on_by and message.passed_on_at:
        passed = f"{message.passed_on_by.name}, {moment(message.passed_on_at)}"
        rows += [Row("Passed on by", passed), Row("How it was received", message.response or None)]
    if message.withdrawn_at:
        rows.append(Row("Taken back", moment(message.withdrawn_at)))
    chain = (
        ("Answers", around.answers),
        ("Written down in the place of", around.instead_of),
        ("Written down again", around.written_again),
    )
    rows += [Row(key, _link(one, names, dated=True)) for key, one in chain if one is not None]
    if around.answered_by:
        rows.append(Row("Answered by", tuple(_link(one, names, dated=True) for one in around.answered_by)))
    return tuple(rows)


def _link(message: Message, names: Names, *, dated: bool = False) -> Link:
    """The way to a message; `dated` where nothing beside it tells it from another between the same people."""
    text = f"{names.line(message)}, {moment(message.taken_at)}" if dated else names.line(message)
    return Link(text, reverse("cases:message", args=[names.case.reference, message.id]))


def _tag(message: Message) -> Tag:
    status = MessageStatus(message.status)
    return Tag(status.label, TONES[status])
