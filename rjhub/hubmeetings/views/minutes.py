"""The minutes of a meeting: to download for an audience, and to agree at a later meeting."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from rjhub.cases.views.downloads import attachment
from rjhub.design.pages import show
from rjhub.hubmeetings import policies, queries
from rjhub.hubmeetings.actions import minuting
from rjhub.hubmeetings.models import HubMeeting
from rjhub.hubmeetings.pages import minutes as pages
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Agency, Staff


@require_GET
def minutes(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """Which minutes there are for this person."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    if meeting.ended_at is None:
        raise Http404
    runs = policies.runs(request.staff, meeting)
    came = any(one.seat.staff_id == request.staff.id for one in queries.presences_of(meeting))
    page = pages.minutes_page(
        meeting, _agencies(request.staff, meeting), _later(request.staff, meeting), runs=runs, came=came
    )
    return show(request, page)


@require_POST
def paper(request: StaffRequest, hub_meeting_id: UUID, audience: str) -> HttpResponse:
    """The minutes for one audience: everybody, the hub, or an agency."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    agencies = {str(one.id): one for one in _agencies(request.staff, meeting)}
    if audience not in {"all", "hub", *agencies}:
        raise Http404
    wanted = minuting.Audience(of_hub=audience == "hub", agency=agencies.get(audience))
    content = minuting.hand_out_minutes(meeting, wanted, by=request.staff, at=clock.now())
    return attachment(content, "application/pdf", f"minutes-{clock.day_of(meeting.begins_at):%Y-%m-%d}.pdf")


@require_POST
def agree(request: StaffRequest, hub_meeting_id: UUID, other_meeting_id: UUID) -> HttpResponse:
    """Note that a later meeting agreed them."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    later = queries.find_meeting(request.staff, other_meeting_id)
    minuting.agree_minutes(meeting, at_meeting=later, by=request.staff, at=clock.now())
    messages.success(request, "The minutes are agreed.")
    return redirect("hubmeetings:minutes", meeting.id)


def _agencies(staff: Staff, meeting: HubMeeting) -> list[Agency]:
    """The agencies that came, for who runs the meeting; for others their own, if they came themselves."""
    came = queries.presences_of(meeting)
    found = {one.seat.agency_id: one.seat.agency for one in came}
    if policies.runs(staff, meeting):
        return sorted(found.values(), key=lambda one: one.short_name)
    mine = {one.seat.agency_id for one in came if one.seat.staff_id == staff.id}
    return [agency for key, agency in found.items() if key in mine]


def _later(staff: Staff, meeting: HubMeeting) -> list[HubMeeting]:
    """The later meetings of the hub at which this person can say now that these minutes are agreed."""
    if meeting.agreed_at or not policies.runs(staff, meeting):
        return []
    return [
        one
        for one in queries.meetings_for(staff)
        if one.hub_id == meeting.hub_id
        and one.begins_at > meeting.begins_at
        and policies.may_decide(staff, one)
    ]
