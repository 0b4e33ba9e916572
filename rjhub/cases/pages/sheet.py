"""The sheet that facilitators take to a meeting: who, where, when and how, and no way to reach anybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.models import Attendance, Case, Meeting, Party, Preparation
from rjhub.cases.pages.meetings import kind_of, name_of
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import capital, moment
from rjhub.kernel import contact_details

PLACES = {"Where", "Rooms and way there"}  # where the meeting is, and not somebody


@dataclass(frozen=True)
class Brief:
    """What to have in mind about one person."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class MeetingSheet:
    """One meeting on paper."""

    back: Link
    title: str
    reference: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    people: tuple[tuple[Shown, ...], ...]
    briefs: tuple[Brief, ...]


def sheet_for(
    case: Case,
    meeting: Meeting,
    attendances: Iterable[Attendance],
    parties: Iterable[Party],
    preparations: list[Preparation],
) -> MeetingSheet:
    """The sheet. What looks like a telephone number, postcode or e-mail address in any text is left out of it."""
    coming = list(attendances)
    there = {one.party_id for one in coming}
    facts = (
        ("When", moment(meeting.starts_at)),
        ("Where", meeting.venue),
        ("Rooms and way there", meeting.venue_details),
        ("Arriving and leaving", meeting.arrival_plan),
        ("Risks of the place", meeting.venue_risk),
    )
    return MeetingSheet(
        back=Link("The meeting", reverse("cases:meeting", args=[case.reference, meeting.id])),
        title=kind_of(case, meeting),
        reference=case.reference,
        rows=_rows(facts),
        columns=(Column("Who"), Column("As what"), Column("Notes")),
        people=tuple(
            (_clean(name_of(one)), pathways.in_words_of(case, one.get_role_display()), _clean(one.notes))
            for one in coming
        ),
        briefs=tuple(_brief(case, party, preparations) for party in parties if party.id in there),
    )


def _brief(case: Case, party: Party, preparations: list[Preparation]) -> Brief:
    newest = next((one for one in preparations if one.party_id == party.id), None)
    words = pathways.pathway_of(case).words
    side = words.harmed if party.side == "harmed" else words.responsible
    facts = (
        ("Wants to ask or say", newest.questions if newest else ""),
        ("Hopes", newest.hopes if newest else ""),
        ("Is afraid of", newest.fears if newest else ""),
        ("Ground rules", newest.ground_rules if newest else ""),
        ("Needs on the day", newest.practical if newest else ""),
    )
    return Brief(f"{party.name}, {capital(side).lower()}", _rows(facts))


def _rows(facts: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(Row(key, _clean(text, streets=key not in PLACES)) for key, text in facts if text)


def _clean(text: str, *, streets: bool = True) -> str:
    return contact_details.without(text, streets=streets)
