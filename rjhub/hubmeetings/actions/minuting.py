"""Minutes: what one audience may read of a meeting, as a paper; and that they were agreed at the next one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.design.pdf import pdf
from rjhub.design.words import clock_time, day, moment
from rjhub.hubmeetings import keeper, policies, queries
from rjhub.hubmeetings.models import AgendaItem, HubMeeting, ItemDecision, Presence
from rjhub.hubmeetings.vocabulary import Because
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Agency, Staff
from rjhub.sharing.models import Protected


@dataclass(frozen=True, kw_only=True)
class Audience:
    """For whom minutes are: the hub, one agency of those that came, or everybody who came."""

    of_hub: bool = False
    agency: Agency | None = None

    @property
    def words(self) -> str:
        """As the paper says it."""
        if self.of_hub:
            return "For the hub alone"
        return f"For {self.agency.short_name}" if self.agency else "For everybody who was there"


@transaction.atomic
def hand_out_minutes(meeting: HubMeeting, audience: Audience, *, by: Staff, at: datetime) -> bytes:
    """Typeset the minutes for an audience, from what the doer sees and each of the audience may see too.

    Each case in them counts as handed to the doer. Raises Refused if they are not of the audience and do not run the
    meeting, or before it has ended.
    """
    presences = queries.presences_of(meeting)
    came = {one.seat.staff_id for one in presences if _is_of(one, audience)}
    mine = not audience.of_hub and by.id in came
    all_of(
        allow_if(meeting.ended_at, "The meeting has not ended yet. Its minutes are made when it has."),
        allow_if(mine or policies.runs(by, meeting), "These minutes are for others."),
        allow_if(audience.of_hub or came, "Nobody of them came to this meeting."),
    ).or_refuse()
    items, decisions = _shown(meeting, audience, came)
    for item in items:
        disclose(item, Disclosed(what=What.DOCUMENT, why=Why.WORK, staff=by), by=by)
    record("hubmeetings:meeting:hand_out_minutes", by=by, subject=meeting, partnership=meeting.partnership_id)
    return _typeset(meeting, audience, presences, items, decisions, at=at)


@transaction.atomic
def agree_minutes(meeting: HubMeeting, *, at_meeting: HubMeeting, by: Staff, at: datetime) -> HubMeeting:
    """Note that a later meeting of the hub agreed the minutes. Raises Refused if this person may not."""
    meeting = queries.lock_meeting(meeting)
    all_of(
        policies.may_decide(by, at_meeting),
        allow_if(meeting.ended_at, "The meeting has not ended yet."),
        allow_if(meeting.agreed_at is None, "These minutes were agreed already."),
        allow_if(
            at_meeting.hub_id == meeting.hub_id and at_meeting.begins_at > meeting.begins_at,
            "Minutes are agreed at a later meeting of the same hub.",
        ),
    ).or_refuse()
    meeting.agreed_at, meeting.agreed_by, meeting.agreed_in = at, by, at_meeting
    meeting.save(update_fields=["agreed_at", "agreed_by", "agreed_in"])
    record("hubmeetings:meeting:agree_minutes", by=by, subject=meeting, partnership=meeting.partnership_id)
    return meeting


def _is_of(one: Presence, audience: Audience) -> bool:
    return audience.agency is None or one.seat.agency_id == audience.agency.id


def _shown(
    meeting: HubMeeting, audience: Audience, came: set[UUID]
) -> tuple[list[AgendaItem], list[ItemDecision]]:
    items, decisions = queries.agenda_of(meeting), queries.decisions_of(meeting)
    if audience.of_hub:
        return items, decisions
    rows: list[Protected] = [*items, *(one.case for one in items), *decisions]
    may = keeper.shown_to_each(meeting.id, came, rows)
    kept = [one for one in items if {one.id, one.case.id} <= may]
    return kept, [one for one in decisions if one.id in may]


def _typeset(
    meeting: HubMeeting,
    audience: Audience,
    presences: list[Presence],
    items: list[AgendaItem],
    decisions: list[ItemDecision],
    *,
    at: datetime,
) -> bytes:
    came = {one.seat_id for one in presences}
    sorry = [seat for seat in queries.seats_of(meeting) if seat.apologies_at and seat.id not in came]
    agreed = f"Agreed on {day(meeting.agreed_at)}" if meeting.agreed_at else "Not agreed yet"
    return pdf(
        "hubmeetings/minutes",
        {
            "title": f"Minutes of the {meeting.hub.name}, {day(meeting.begins_at)}",
            "reference": meeting.hub.name,
            "made": f"Made {day(at)}",
            "audience": audience.words,
            "facts": [
                ["Began", moment(meeting.begins_at)],
                ["Where", meeting.place or "By video call"],
                ["Ended", moment(meeting.ended_at)],
                ["Minutes", agreed],
            ],
            "there": [[one.seat.staff.name, one.seat.agency.short_name, _when(one)] for one in presences],
            "apologies": ", ".join(f"{one.staff.name} ({one.agency.short_name})" for one in sorry),
            "cases": [_case(one, [each for each in decisions if each.item_id == one.id]) for one in items],
        },
    )


def _when(one: Presence) -> str:
    left = clock_time(one.left_at) if one.left_at else "the end"
    return f"{clock_time(one.came_at)} to {left}"


def _case(item: AgendaItem, decisions: list[ItemDecision]) -> list[str]:
    heading = f"{item.case.reference}: {item.case.offence or 'offence not recorded yet'}"
    why = Because(item.why).label
    if item.left_out_at:
        return [heading, why, f"Left out: {item.left_out_because}"]
    made = [
        "\n".join(part for part in (f"{one.get_kind_display()}.", one.said, one.words) if part)
        for one in decisions
    ]
    return [heading, why, *(made or ["Nothing was decided."])]
