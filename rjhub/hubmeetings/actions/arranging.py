"""Arranging a hub's meeting: when, where, and who is invited."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.hubmeetings import policies, queries
from rjhub.hubmeetings.actions.agenda import bring_up_to_date
from rjhub.hubmeetings.models import HubMeeting, Presence, Seat
from rjhub.kernel.decisions import Conflict, all_of, allow_if
from rjhub.partnership.models import Hub, Staff

CHANGED = "Somebody else changed this meeting while you had it open. Look at their change, then save again."


@dataclass(frozen=True, kw_only=True)
class WhenAndWhere:
    """What is said of a meeting."""

    begins_at: datetime
    place: str = ""
    link: str = ""


@transaction.atomic
def arrange_meeting(
    hub: Hub, wanted: WhenAndWhere, *, submission_key: UUID, by: Staff, at: datetime
) -> HubMeeting:
    """Arrange a meeting, invite who was invited to the last one, and make its agenda. A second copy makes no second.

    Raises Refused if this person may not.
    """
    policies.may_arrange(by, hub).or_refuse()
    there = HubMeeting.objects.filter(submission_key=submission_key).first()
    if there is not None:
        return there
    before = queries.last_before(hub, wanted.begins_at)
    meeting = HubMeeting.objects.create(
        partnership_id=hub.partnership_id, hub=hub, begins_at=wanted.begins_at, place=wanted.place, link=wanted.link,
        submission_key=submission_key, arranged_by=by, arranged_at=at,
    )  # fmt: skip
    record("hubmeetings:meeting:arrange", by=by, subject=meeting, partnership=hub.partnership_id)
    invited = [seat.staff for seat in queries.seats_of(before)] if before else []
    for staff in dict.fromkeys([by, *(one for one in invited if one.may_act_at(at))]):
        _seat(meeting, staff, by=by, at=at)
    bring_up_to_date(meeting, by=by, at=at)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: HubMeeting, wanted: WhenAndWhere, *, version: int, by: Staff, at: datetime
) -> HubMeeting:
    """Say another time or place. Raises Refused if this person may not, Conflict if somebody else has meanwhile."""
    del at
    meeting = queries.lock_meeting(meeting)
    policies.may_change(by, meeting).or_refuse()
    if meeting.version != version:
        raise Conflict(CHANGED)
    meeting.begins_at, meeting.place, meeting.link = wanted.begins_at, wanted.place, wanted.link
    meeting.version += 1
    changed = ("begins_at", "place", "link")
    meeting.save(update_fields=[*changed, "version"])
    record(
        "hubmeetings:meeting:change",
        by=by,
        subject=meeting,
        partnership=meeting.partnership_id,
        changed=changed,
    )
    return meeting


@transaction.atomic
def call_off(meeting: HubMeeting, *, by: Staff, at: datetime) -> HubMeeting:
    """Call a meeting off. Raises Refused if this person may not, or once something was decided at it."""
    meeting = queries.lock_meeting(meeting)
    all_of(
        policies.may_change(by, meeting),
        allow_if(
            not Presence.objects.filter(meeting=meeting).exists(),
            "Somebody has come to this meeting already, so it is held. End it instead.",
        ),
    ).or_refuse()
    meeting.called_off_at = at
    meeting.save(update_fields=["called_off_at"])
    record("hubmeetings:meeting:call_off", by=by, subject=meeting, partnership=meeting.partnership_id)
    return meeting


@transaction.atomic
def invite(meeting: HubMeeting, staff: Staff, *, by: Staff, at: datetime) -> Seat:
    """Invite somebody, or invite them again. Raises Refused if this person may not."""
    meeting = queries.lock_meeting(meeting)
    policies.may_change(by, meeting).or_refuse()
    return _seat(meeting, staff, by=by, at=at)


@transaction.atomic
def take_invitation_back(seat: Seat, *, by: Staff, at: datetime) -> None:
    """Invite somebody no longer. Raises Refused if this person may not, or if they have come already."""
    meeting = queries.lock_meeting(seat.meeting)
    all_of(
        policies.may_change(by, meeting),
        allow_if(
            not seat.presences.exists(),
            f"{seat.staff.name} has come to this meeting. Note when they leave instead.",
        ),
    ).or_refuse()
    seat.taken_away_at = at
    seat.save(update_fields=["taken_away_at"])
    record("hubmeetings:seat:take_away", by=by, subject=seat, partnership=meeting.partnership_id)


def _seat(meeting: HubMeeting, staff: Staff, *, by: Staff, at: datetime) -> Seat:
    seat, is_new = Seat.objects.get_or_create(
        meeting=meeting, staff=staff,
        defaults={
            "partnership_id": meeting.partnership_id, "agency_id": staff.agency_id, "invited_by": by,
            "invited_at": at,
        },
    )  # fmt: skip
    if not is_new and (seat.taken_away_at or seat.apologies_at):
        seat.taken_away_at = seat.apologies_at = None
        seat.save(update_fields=["taken_away_at", "apologies_at"])
    record("hubmeetings:seat:invite", by=by, subject=seat, partnership=meeting.partnership_id)
    return seat
