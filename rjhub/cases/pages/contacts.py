"""The contact log of a case."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.cases.forms.contacts import Contact as ContactForm
from rjhub.cases.gates.first_contact import who_is_first
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import ContactLogEntry
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import TwoSides, two_sides
from rjhub.cases.vocabulary import PartyStatus
from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.design.words import moment
from rjhub.kernel.decisions import Decision
from rjhub.people.models import SafeContact
from rjhub.people.vocabulary import Channel


@dataclass(frozen=True)
class LoggedContact:
    """One contact, as its card shows it."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Contacts:
    """The contact log, the two sides apart."""

    frame: CaseFrame
    sides: TwoSides
    logged: dict[object, tuple[LoggedContact, ...]]
    new: dict[object, Link]
    first: dict[object, str]
    not_now: dict[object, tuple[str, ...]]
    title: str = "Contacts"


@dataclass(frozen=True)
class Contact:
    """Writing a contact into the log."""

    frame: CaseFrame
    form: ContactForm
    safety: tuple[Row, ...]
    not_now: tuple[str, ...]
    back: Link
    title: str


def contacts_of(
    state: CaseState,
    entries: list[ContactLogEntry],
    *,
    may_log: Container[str],
    may_approach: Mapping[UUID, Decision],
) -> Contacts:
    """The log of a case, as far as the reader may see it.

    `may_log`: the sides with which they may speak. `may_approach`: for each person, whether anybody may get in touch.
    """
    case, parties = state.case, state.parties
    return Contacts(
        frame=frame_for(case, "contacts"),
        sides=two_sides(case, parties),
        logged={
            party.id: tuple(_card(entry) for entry in entries if entry.party_id == party.id)
            for party in parties
        },
        first={
            party.id: who_is_first(state, party) for party in parties if party.status == PartyStatus.WAITING
        },
        not_now={party_id: do_not(may) for party_id, may in may_approach.items()},
        new={
            party.id: Link("Log a contact", reverse("cases:contact", args=[case.reference, party.id]))
            for party in parties
            if party.side in may_log and party.ended_at is None
        },
    )


def _card(entry: ContactLogEntry) -> LoggedContact:
    rows = [
        Row("By", f"{entry.made_by.name} ({entry.get_direction_display().lower()})"),
        Row("Reached", "Yes" if entry.reached else "No"),
    ]
    if entry.reached:
        rows.append(Row("Safe to talk", "Yes" if entry.safe else "No"))
    if entry.left_message:
        rows.append(Row("Message left", entry.message_left))
    rows += [
        Row(key, text)
        for key, text in (("Said", entry.summary), ("Seemed", entry.mood), ("Next", entry.next_step))
        if text
    ]
    return LoggedContact(f"{entry.get_channel_display()}, {moment(entry.happened_at)}", tuple(rows))


def do_not(may: Decision) -> tuple[str, ...]:
    """What to know before one gets in touch with somebody: that one must not, and why."""
    return () if may else tuple(f"Do not contact them. {reason}" for reason in may.reasons)


def safety_rows(safe: SafeContact | None) -> tuple[Row, ...]:
    """How somebody can be reached safely, for the top of the form; empty if nobody recorded it."""
    if safe is None:
        return ()
    channels = [Channel(channel).label for channel in safe.channels]
    rows = [Row("Only by", channels or None), Row("If nobody answers", safe.get_voicemail_display())]
    more = (
        ("Safe times", safe.safe_times),
        ("Who may answer", safe.who_may_answer),
        ("Code word", safe.code_word),
        ("Notes", safe.notes),
    )
    return (*rows, *(Row(key, text) for key, text in more if text))
