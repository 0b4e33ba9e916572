"""Meetings: booking, changing, cancelling, and writing down what took place."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions import holding
from rjhub.cases.actions import meetings as actions
from rjhub.cases.forms import meetings as forms
from rjhub.cases.gates import CaseState, Obstacle
from rjhub.cases.gates.mandatory import no_gate_shut, shut_gates, to_do_before_meeting
from rjhub.cases.models import Case, Meeting
from rjhub.cases.pages import meetings as pages
from rjhub.cases.pages.case import nobody_left
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.pages.questions import Questions
from rjhub.cases.views.clashing import clash
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design import forms as questions
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.words import capital
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff


@require_GET
def meetings(request: StaffRequest, reference: str) -> HttpResponse:
    """Every meeting, and what stands in the way of booking one."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    shut, besides = _in_the_way(case, request.staff)
    page = pages.meetings_of(
        case,
        queries.meetings_of(case),
        shut=shut,
        besides=besides,
        may_book=policies.may_book_meeting(request.staff, case),
        left_by=nobody_left(case, queries.parties_of(case)) if shut else (),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def new_meeting(request: StaffRequest, reference: str) -> HttpResponse:
    """Book a meeting. While anything stands in the way, the page of meetings says what, in place of the questions."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    may_book = policies.may_book_meeting(request.staff, case).and_(no_gate_shut(case, indirect=False))
    if request.method == "GET" and not may_book:
        return redirect("cases:meetings", reference)
    offered = _offered(case)
    form = forms.NewMeeting(request.POST or None, initial={"people": [str(key) for key, _ in offered.people]})
    form.offer(offered)
    if form.is_valid():
        chosen = set(form.cleaned_data["people"])
        people = [party for party in queries.parties_of(case) if str(party.id) in chosen]
        key = form.cleaned_data["submission_key"]
        meeting = actions.book_meeting(
            case, form.booking(), people=people, by=request.staff, at=clock.now(), key=key
        )
        messages.success(request, "The meeting is booked.")
        return redirect("cases:meeting", reference, meeting.id)
    may_book.or_refuse()
    return show(request, _asking(case, form, "Book a meeting", "Book the meeting"))


@require_GET
def meeting(request: StaffRequest, reference: str, meeting_id: UUID) -> HttpResponse:
    """One meeting."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    found = queries.find_meeting(case, meeting_id)
    shut, besides = _in_the_way(case, request.staff)
    page = pages.meeting_page(
        case,
        found,
        queries.attendances_of(found),
        shut=shut,
        besides=besides,
        may_work=bool(policies.may_bring_together(request.staff, case)),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def booking(request: StaffRequest, reference: str, meeting_id: UUID) -> HttpResponse:
    """Change what is settled about a planned meeting."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_meeting(case, meeting_id)
    policies.may_change_meeting(request.staff, case, found).or_refuse()
    offered = _offered(case, found)
    answers = forms.booking_of(found, offered.venues)
    form = forms.ChangedMeeting(request.POST or None, initial=answers | {"version": found.version})
    form.offer(offered)
    page = _asking(case, form, "Change the booking", "Save the booking", found)
    if form.is_valid():
        change = partial(actions.change_meeting, found, form.booking(), version=form.cleaned_data["version"])
        try:
            changed = accepted(form, lambda: change(by=request.staff, at=clock.now()))
        except Conflict:
            now = queries.as_it_stands(found)
            clash(form, now, forms.booking_of(now, offered.venues), version=now.version)
            return show(request, page, status=409)
        if changed:
            messages.success(request, "The booking is changed.")
            return redirect("cases:meeting", reference, meeting_id)
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def cancellation(request: StaffRequest, reference: str, meeting_id: UUID) -> HttpResponse:
    """Cancel a planned meeting."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_meeting(case, meeting_id)
    policies.may_change_meeting(request.staff, case, found).or_refuse()
    form = forms.Cancelling(request.POST or None)
    if form.is_valid():
        actions.cancel_meeting(found, by=request.staff, at=clock.now(), **form.cleaned_data)
        messages.success(request, "The meeting is cancelled. Tell everybody who was to come.")
        return redirect("cases:meeting", reference, meeting_id)
    return show(request, _asking(case, form, "Cancel the meeting", "Cancel the meeting", found, grave=True))


@require_http_methods(["GET", "POST"])
@held_first
def record(request: StaffRequest, reference: str, meeting_id: UUID) -> HttpResponse:
    """Write down what took place, or put it right."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_meeting(case, meeting_id)
    policies.may_write_down_meeting(request.staff, case, found).or_refuse()
    listed = queries.attendances_of(found)
    form = forms.WritingDown(
        request.POST or None, initial=forms.record_of(found, listed) | {"version": found.version}
    )
    roles = [pathways.in_words_of(case, one.get_role_display().lower()) for one in listed]
    form.offer([(one, f"{pages.name_of(one)} ({role})") for one, role in zip(listed, roles, strict=True)])
    page = _asking(case, form, "What took place", "Save what took place", found)
    if form.is_valid():
        try:
            holding.write_down_meeting(
                found, form.record(), came=form.who_came(), version=form.cleaned_data["version"],
                by=request.staff, at=clock.now(),
            )  # fmt: skip
        except Conflict:
            now = queries.as_it_stands(found)
            clash(form, now, forms.record_of(now, queries.attendances_of(now)), version=now.version)
            return show(request, page, status=409)
        messages.success(request, "What took place is written down.")
        return redirect("cases:meeting", reference, meeting_id)
    return show(request, page)


def _in_the_way(case: Case, staff: Staff) -> tuple[tuple[Obstacle, ...], tuple[Obstacle, ...]]:
    """What keeps people from meeting; nobody else learns what the other side has not done yet."""
    if not policies.may_read_both_sides(staff, case):
        return (), ()
    return shut_gates(case, indirect=False), to_do_before_meeting(CaseState(case))


def _offered(case: Case, meeting: Meeting | None = None) -> forms.Offered:
    parties = [party for party in queries.parties_of(case) if party.ended_at is None]
    assessors = {staff.id: staff for staff in queries.accepted_facilitators(case)}
    others = [case.supervisor, case.answering_staff, meeting.venue_assessed_by if meeting else None]
    assessors |= {staff.id: staff for staff in others if staff is not None}
    return forms.Offered(
        kinds=tuple(
            (kind.value, capital(pathways.in_words_of(case, kind.label)))
            for kind in policies.kinds_of_meeting(case)
        ),
        venues=tuple(venue.name for venue in pathways.pathway_of(case).venues),
        assessors=tuple(assessors.values()),
        people=tuple(
            (party.id, pathways.in_words_of(case, f"{party.name} ({party.get_side_display()})"))
            for party in parties
        ),
    )


def _asking(
    case: Case,
    form: questions.Form,
    title: str,
    submit: str,
    meeting: Meeting | None = None,
    *,
    grave: bool = False,
) -> Questions:
    if meeting is None:
        back = Link("Meetings", reverse("cases:meetings", args=[case.reference]))
    else:
        back = Link("The meeting", reverse("cases:meeting", args=[case.reference, meeting.id]))
    return Questions(
        frame=frame_for(case, "meetings"), form=form, back=back, title=title, submit=submit, grave=grave
    )
