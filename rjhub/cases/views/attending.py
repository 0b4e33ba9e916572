"""Who is to come to a meeting, and the sheet that its facilitators print."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions import attending as actions
from rjhub.cases.actions.calendars import take_calendar
from rjhub.cases.forms import meetings as forms
from rjhub.cases.models import Attendance, Case, Meeting, Party
from rjhub.cases.pages import meetings as pages
from rjhub.cases.pages import sheet as sheets
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.pages.questions import Questions
from rjhub.cases.views.downloads import attachment
from rjhub.cases.views.held_words import held_first
from rjhub.design import forms as questions
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.outbound import calendars
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff


@require_http_methods(["GET", "POST"])
@held_first
def new_guest(request: StaffRequest, reference: str, meeting_id: UUID) -> HttpResponse:
    """Put somebody on the list of a planned meeting."""
    case, meeting = _planned(request.staff, reference, meeting_id)
    known = _not_on_the_list(case, queries.attendances_of(meeting))
    form = forms.Attendee(request.POST or None)
    form.offer((key, name) for key, (name, _) in known.items())
    form.offer_roles(partial(pathways.in_words_of, case))
    if form.is_valid():
        _invite(meeting, form, known, by=request.staff)
        messages.success(request, "They are on the list.")
        return redirect("cases:meeting", reference, meeting_id)
    return show(request, _asking(case, meeting, form, "Add somebody to the meeting", "Add them"))


@require_http_methods(["GET", "POST"])
@held_first
def guest(request: StaffRequest, reference: str, meeting_id: UUID, attendance_id: UUID) -> HttpResponse:
    """Change what is known about a guest."""
    case, meeting = _planned(request.staff, reference, meeting_id)
    attendance = queries.find_attendance(meeting, attendance_id)
    if not attendance.name:
        raise Http404
    kept = {name: getattr(attendance, name) for name in ("role", "name", "prepared_on", "notes")}
    form = forms.GuestQuestions(request.POST or None, initial=kept)
    form.offer_roles(partial(pathways.in_words_of, case))
    if form.is_valid():
        actions.change_guest(attendance, form.guest(), by=request.staff, at=clock.now())
        messages.success(request, "The change is saved.")
        return redirect("cases:meeting", reference, meeting_id)
    return show(request, _asking(case, meeting, form, attendance.name, "Save the change"))


@require_http_methods(["GET", "POST"])
def guest_removal(
    request: StaffRequest, reference: str, meeting_id: UUID, attendance_id: UUID
) -> HttpResponse:
    """Take somebody off the list."""
    case, meeting = _planned(request.staff, reference, meeting_id)
    attendance = queries.find_attendance(meeting, attendance_id)
    if request.method == "POST":
        actions.take_off(attendance, by=request.staff, at=clock.now())
        messages.success(request, "They are off the list.")
        return redirect("cases:meeting", reference, meeting_id)
    title = f"Take {pages.name_of(attendance)} off the list"
    return show(request, _asking(case, meeting, questions.Form(), title, "Take them off the list"))


@require_POST
def calendar(request: StaffRequest, reference: str, meeting_id: UUID) -> HttpResponse:
    """When a meeting is, as a file for one's own calendar."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    content = take_calendar(case, queries.find_meeting(case, meeting_id), by=request.staff)
    return attachment(content.encode(), calendars.MIME, "appointment.ics")


@require_GET
def sheet(request: StaffRequest, reference: str, meeting_id: UUID) -> HttpResponse:
    """What the facilitators take with them: no word on it says how to reach anybody."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    meeting = queries.find_meeting(case, meeting_id)
    page = sheets.sheet_for(
        case,
        meeting,
        queries.attendances_of(meeting),
        queries.parties_of(case),
        queries.preparations_of(case),
    )
    return show(request, page)


def _planned(staff: Staff, reference: str, meeting_id: UUID) -> tuple[Case, Meeting]:
    case = queries.find_case_for(staff, reference, may=policies.may_bring_together)
    meeting = queries.find_meeting(case, meeting_id)
    policies.may_change_meeting(staff, case, meeting).or_refuse()
    return case, meeting


def _not_on_the_list(case: Case, listed: list[Attendance]) -> dict[str, tuple[str, Party | Staff]]:
    parties = {one.party_id for one in listed}
    facilitators = {one.staff_id for one in listed}
    people: dict[str, tuple[str, Party | Staff]] = {
        f"party-{party.id}": (
            pathways.in_words_of(case, f"{party.name} ({party.get_side_display()})"),
            party,
        )
        for party in queries.parties_of(case)
        if party.id not in parties and party.ended_at is None
    }
    staff: dict[str, tuple[str, Party | Staff]] = {
        f"staff-{one.id}": (f"{one.name} (facilitator)", one)
        for one in queries.accepted_facilitators(case)
        if one.id not in facilitators
    }
    return {**people, **staff}


def _invite(
    meeting: Meeting, form: forms.Attendee, known: dict[str, tuple[str, Party | Staff]], *, by: Staff
) -> None:
    at, chosen = clock.now(), form.cleaned_data["who"]
    if chosen == form.SOMEBODY_ELSE:
        actions.invite_guest(meeting, form.guest(), by=by, at=at)
        return
    _, who = known[chosen]
    if isinstance(who, Staff):
        actions.invite_facilitator(meeting, who, by=by, at=at)
    else:
        actions.invite_party(meeting, who, by=by, at=at)


def _asking(case: Case, meeting: Meeting, form: questions.Form, title: str, submit: str) -> Questions:
    back = Link("The meeting", reverse("cases:meeting", args=[case.reference, meeting.id]))
    return Questions(frame=frame_for(case, "meetings"), form=form, back=back, title=title, submit=submit)
