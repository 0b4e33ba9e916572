"""The list of meetings; arranging one, and changing, ending or calling it off."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases.views.refusing import accepted
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.hubmeetings import forms, policies, queries
from rjhub.hubmeetings.actions import arranging, attending
from rjhub.hubmeetings.pages import attendance as attending_pages
from rjhub.hubmeetings.pages import meetings as pages
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest

CHANGED_MEANWHILE = (
    "Somebody else changed this meeting while you were typing. What you typed is kept: look at the meeting, then "
    "save again."
)


@require_GET
def meetings(request: StaffRequest) -> HttpResponse:
    """The meetings of one's hubs, and those to which one is invited."""
    may_arrange = bool(policies.hubs_of(request.staff))
    return show(request, pages.meetings_page(queries.meetings_for(request.staff), may_arrange=may_arrange))


@require_GET
def attendance(request: StaffRequest) -> HttpResponse:
    """Which agencies came to the meetings of one's hubs."""
    hubs = policies.hubs_of(request.staff)
    if not hubs:
        raise Http404
    return show(
        request, attending_pages.attendance_page([(hub.name, *queries.attended(hub)) for hub in hubs])
    )


@require_http_methods(["GET", "POST"])
def arrange(request: StaffRequest) -> HttpResponse:
    """Arrange a meeting."""
    hubs = {str(hub.id): hub for hub in policies.hubs_of(request.staff)}
    if not hubs:
        raise Http404
    form = forms.Arranging(request.POST or None, hubs=list(hubs.values()))
    if form.is_valid():
        given = form.cleaned_data
        meeting = arranging.arrange_meeting(
            hubs[given["hub"]], _wanted(form), submission_key=given["submission_key"], by=request.staff,
            at=clock.now(),
        )  # fmt: skip
        messages.success(
            request, "The meeting is arranged. Its agenda holds the cases that wait for the hub."
        )
        return redirect("hubmeetings:meeting", meeting.id)
    about = "Whoever was invited to the last meeting of the hub is invited again. You can change that on the next page."
    back = Link("Hub meetings", "/hub-meetings")
    return show(request, pages.Asking(form, about, "Arrange it", back, "Arrange a meeting"))


@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """Another time or place."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    policies.may_change(request.staff, meeting).or_refuse()
    as_it_is = {
        "begins_at": meeting.begins_at, "place": meeting.place, "link": meeting.link, "version": meeting.version,
    }  # fmt: skip
    form = forms.Changing(request.POST or None, initial=as_it_is)
    if form.is_valid():
        try:
            arranging.change_meeting(
                meeting, _wanted(form), version=form.cleaned_data["version"], by=request.staff, at=clock.now()
            )
        except Conflict:
            form.add_error(None, CHANGED_MEANWHILE)
            form.seen_now(meeting.version)
        else:
            messages.success(request, "The meeting is changed.")
            return redirect("hubmeetings:meeting", meeting.id)
    about = "Tell those who are invited yourself: they see it here, and nothing is sent."
    page = pages.Asking(form, about, "Save", pages.back_to(meeting), "Change time or place")
    return show(request, page, status=409 if form.is_bound and form.non_field_errors() else 200)


@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """End a meeting, or call it off."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    policies.may_change(request.staff, meeting).or_refuse()
    form = forms.Ending(request.POST or None)
    if form.is_valid():
        ended = form.cleaned_data["how"] == "ended"
        job = attending.end_meeting if ended else arranging.call_off
        if accepted(form, partial(job, meeting, by=request.staff, at=clock.now())):
            messages.success(request, "The meeting is over." if ended else "The meeting is called off.")
            return redirect("hubmeetings:meeting", meeting.id)
    about = "After this, nobody decides anything at this meeting any more."
    page = pages.Asking(form, about, "Save", pages.back_to(meeting), "End the meeting, or call it off")
    return show(request, page)


def _wanted(form: forms.Arranging | forms.Changing) -> arranging.WhenAndWhere:
    given = form.cleaned_data
    return arranging.WhenAndWhere(
        begins_at=given["begins_at"], place=given["place"] or "", link=given["link"] or ""
    )
