"""Who comes, who cannot, who leaves, and that a meeting ends."""

from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.hubmeetings import policies, queries
from rjhub.hubmeetings.models import HubMeeting, Presence, Seat
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff


@transaction.atomic
def come_in(seat: Seat, *, by: Staff, at: datetime) -> Presence:
    """Note that somebody is in the room: themselves, or whoever runs the meeting. Raises Refused for others."""
    seat = queries.lock_seat(seat)
    meeting = seat.meeting
    all_of(
        allow_if(
            seat.staff_id == by.id or policies.runs(by, meeting),
            "Only somebody themselves, or a coordinator of the hub, notes that they are here.",
        ),
        allow_if(
            meeting.ended_at is None and meeting.called_off_at is None, "This meeting is not held any more."
        ),
    ).or_refuse()
    there = Presence.objects.filter(seat=seat, left_at=None).first()
    if there is not None:
        return there
    if seat.apologies_at is not None:
        seat.apologies_at = None
        seat.save(update_fields=["apologies_at"])
    presence = Presence.objects.create(
        partnership_id=meeting.partnership_id, meeting=meeting, seat=seat, came_at=at
    )
    record("hubmeetings:presence:begin", by=by, subject=presence, partnership=meeting.partnership_id)
    return presence


@transaction.atomic
def leave(seat: Seat, *, by: Staff, at: datetime) -> None:
    """Note that somebody left. Only who runs the meeting does, for the shared screen may show more from now on."""
    meeting = queries.lock_meeting(seat.meeting)
    policies.may_change(by, meeting).or_refuse()
    for presence in Presence.objects.filter(seat=seat, left_at=None).order_by("id"):
        presence.left_at = at
        presence.save(update_fields=["left_at"])
        record("hubmeetings:presence:end", by=by, subject=presence, partnership=meeting.partnership_id)


@transaction.atomic
def send_apologies(seat: Seat, *, by: Staff, at: datetime) -> None:
    """Note that somebody cannot come: themselves, or whoever runs the meeting. Raises Refused for others."""
    seat = queries.lock_seat(seat)
    meeting = seat.meeting
    all_of(
        allow_if(
            seat.staff_id == by.id or policies.runs(by, meeting),
            "Only somebody themselves, or a coordinator of the hub, says that they cannot come.",
        ),
        allow_if(not Presence.objects.filter(seat=seat).exists(), "They have come to this meeting already."),
    ).or_refuse()
    seat.apologies_at = at
    seat.save(update_fields=["apologies_at"])
    record("hubmeetings:seat:apologise", by=by, subject=seat, partnership=meeting.partnership_id)


@transaction.atomic
def note_others(meeting: HubMeeting, *, are_here: bool, by: Staff, at: datetime) -> None:
    """Note that somebody is there who is not on the list, or no longer: meanwhile the shared screen shows no case.

    Raises Refused if this person may not.
    """
    meeting = queries.lock_meeting(meeting)
    policies.may_change(by, meeting).or_refuse()
    meeting.others_since = at if are_here else None
    meeting.save(update_fields=["others_since"])
    record(
        "hubmeetings:meeting:note_others", by=by, subject=meeting, partnership=meeting.partnership_id,
        changed=("others_since",),
    )  # fmt: skip


@transaction.atomic
def end_meeting(meeting: HubMeeting, *, by: Staff, at: datetime) -> HubMeeting:
    """End a meeting: everybody has left, and what was decided stands. Raises Refused if this person may not."""
    meeting = queries.lock_meeting(meeting)
    all_of(
        policies.may_change(by, meeting),
        allow_if(
            Presence.objects.filter(meeting=meeting).exists(),
            "Nobody has come to this meeting. Call it off if it is not held.",
        ),
    ).or_refuse()
    Presence.objects.filter(meeting=meeting, left_at=None).update(left_at=at)
    meeting.ended_at, meeting.ended_by, meeting.others_since = at, by, None
    meeting.save(update_fields=["ended_at", "ended_by", "others_since"])
    record("hubmeetings:meeting:end", by=by, subject=meeting, partnership=meeting.partnership_id)
    return meeting
