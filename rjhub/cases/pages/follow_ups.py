"""Follow-ups with each person: what is due, and how they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rjhub.cases.models import Case, FollowUp, Party
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.pages.sides import TwoSides, two_sides
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown, Tag, Tone
from rjhub.design.words import day
from rjhub.kernel import clock


@dataclass(frozen=True)
class Card:
    """One follow-up, as its card shows it."""

    title: str
    rows: tuple[Row, ...]
    actions: tuple[Link, ...]


@dataclass(frozen=True)
class FollowUps:
    """The follow-ups of everybody in the case, the two sides apart."""

    frame: CaseFrame
    sides: TwoSides
    cards: dict[object, tuple[Card, ...]]
    new: dict[object, Link]
    title: str = "Follow-ups"


def follow_ups_of(
    case: Case, parties: list[Party], follow_ups: Sequence[FollowUp], *, may_work: bool
) -> FollowUps:
    """The page, what is due first at the top."""
    return FollowUps(
        frame=frame_for(case, "follow_ups"),
        sides=two_sides(case, parties),
        cards={
            party.id: tuple(
                _card(case, one, may_work=may_work) for one in follow_ups if one.party_id == party.id
            )
            for party in parties
        },
        new={
            party.id: Link(
                "Plan a follow-up", reverse("cases:new_follow_up", args=[case.reference, party.id])
            )
            for party in parties
            if may_work and party.ended_at is None
        },
    )


def _card(case: Case, one: FollowUp, *, may_work: bool) -> Card:
    rows = [Row("State", _state(one, clock.today())), Row("Ask", one.ask or None)]
    if one.done_on and one.done_by:
        rows += [
            Row("Asked", f"{day(one.done_on)}, {one.done_by.name}"),
            Row("How they are", one.how_they_are),
            Row("Worries", one.worries or "Nothing"),
            Row("Feedback questions", _feedback(one)),
        ]
    if one.not_done_because:
        rows.append(Row("Why not", one.not_done_because))
    is_open = one.done_on is None and not one.not_done_because
    address = reverse("cases:follow_up", args=[case.reference, one.id])
    act = (Link("Write down how they are", address),) if may_work and is_open else ()
    return Card(f"Due on {day(one.due_on)}", tuple(rows), act)


def _state(one: FollowUp, today: date) -> Tag:
    if one.done_on:
        return Tag("Done", Tone.DONE)
    if one.not_done_because:
        return Tag("Left out", Tone.PAUSED)
    if one.due_on < today:
        return Tag("Overdue", Tone.LATE)
    return Tag("To do", Tone.TO_DO)


def _feedback(one: FollowUp) -> Shown:
    if one.feedback_offered is None:
        return "To be offered another time"
    return "Offered" if one.feedback_offered else f"Not offered: {one.no_feedback_because}"
