"""The preparation of each person."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from rjhub.cases.forms.preparing import ChangedPreparation, NewPreparation
from rjhub.cases.models import Case, Party, Preparation
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.questions import Questions
from rjhub.cases.pages.sides import TwoSides, two_sides
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel.decisions import Decision

READY = Tag("Ready", Tone.DONE)
NOT_READY = Tag("Not ready yet", Tone.DOING)
NOT_BEGUN = Tag("Not begun", Tone.WAITING)


@dataclass(frozen=True)
class Session:
    """One session, as its card shows it."""

    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...]


@dataclass(frozen=True)
class Prepared:
    """Somebody's preparation: where it stands, its sessions, and how to go on, or why not."""

    name: str
    tag: Tag
    new: Link | None
    why_not: tuple[str, ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Preparations:
    """The preparation of everybody in the case, the two sides apart."""

    frame: CaseFrame
    sides: TwoSides
    prepared: Mapping[UUID, Prepared]
    title: str = "Preparation"


def preparations_of(
    case: Case,
    parties: list[Party],
    sessions: list[Preparation],
    may: Mapping[UUID, Decision],
    *,
    may_change: bool,
) -> Preparations:
    """The page, as far as the reader may see it. `may` says for each person whether they may be prepared now."""
    return Preparations(
        frame=frame_for(case, "preparation"),
        sides=two_sides(case, parties),
        prepared={
            party.id: _prepared(
                case, party, [one for one in sessions if one.party_id == party.id], may[party.id], may_change
            )
            for party in parties
        },
    )


def session_page(
    case: Case, form: NewPreparation | ChangedPreparation, party: Party, *, new: bool
) -> Questions:
    """The page with the questions."""
    verb = "Record a preparation session with" if new else "Change a preparation session with"
    return Questions(
        frame=frame_for(case, "preparation"),
        form=form,
        back=Link("Preparation", reverse("cases:preparation", args=[case.reference])),
        title=f"{verb} {party.name}",
        submit="Save the session",
    )


def _prepared(case: Case, party: Party, sessions: list[Preparation], may: Decision, change: bool) -> Prepared:  # noqa: FBT001
    newest = sessions[0] if sessions else None
    ready = READY if newest and newest.ready else NOT_READY if newest else NOT_BEGUN
    address = reverse("cases:new_preparation", args=[case.reference, party.id])
    return Prepared(
        name=party.name,
        tag=ready,
        new=Link("Record a session", address) if may else None,
        why_not=() if may else may.reasons,
        sessions=tuple(
            _card(case, one, number=len(sessions) - newer, change=change)
            for newer, one in enumerate(sessions)
        ),
    )


def _card(case: Case, one: Preparation, *, number: int, change: bool) -> Session:
    rows = [Row("Held by", one.held_by.name), Row("Ready", "Yes" if one.ready else "Not yet")]
    if one.supporters_prepared is not None:
        rows.append(Row("Supporters prepared", "Yes" if one.supporters_prepared else "Not yet"))
    texts = (
        ("Where", one.place),
        ("Questions", one.questions),
        ("Hopes", one.hopes),
        ("Fears", one.fears),
        ("Supporters", one.supporters),
        ("Ground rules", one.ground_rules),
        ("Needs on the day", one.practical),
    )
    rows += [Row(key, text) for key, text in texts if text]
    address = reverse("cases:changed_preparation", args=[case.reference, one.id])
    title = f"Session {number}, {day(one.held_on)}"  # two may be held on one day
    return Session(title, tuple(rows), (Link("Change", address),) if change else ())
