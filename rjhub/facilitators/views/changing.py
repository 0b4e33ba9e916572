"""What somebody's own agency, and they themselves, change in their entry."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rjhub.design.pages import show
from rjhub.facilitators import forms, policies, queries
from rjhub.facilitators.actions import clearing
from rjhub.facilitators.actions import practice as actions
from rjhub.facilitators.pages import entry as pages
from rjhub.facilitators.vocabulary import LANGUAGE_NAMES
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, Refused
from rjhub.partnership import queries as partnership
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role

questions = require_http_methods(["GET", "POST"])


@questions
def practice(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Say how somebody works."""
    staff = _find(request, staff_id, policies.may_keep)
    now = queries.practice_of(staff)
    wanted = partnership.Wanted(role=Role.SUPERVISOR)
    supervisors = [one for one in partnership.staff_of(request.staff, wanted) if one.id != staff.id]
    initial = {
        "hubs": [str(one) for one in now.hubs] if now else [],
        "supervisor": str(now.supervisor_id) if now and now.supervisor_id else "",
        "most_cases": now.most_cases if now else None,
        "on_trial_until": now.on_trial_until if now else None,
        "version": now.version if now else 0,
    }
    hubs = partnership.hubs_of(request.staff)
    form = forms.HowTheyWork(request.POST or None, hubs=hubs, supervisors=supervisors, initial=initial)

    def say() -> str:
        said = form.cleaned_data
        supervisor = next((one for one in supervisors if str(one.id) == said["supervisor"]), None)
        actions.say_how_they_work(
            staff, hubs=[UUID(one) for one in said["hubs"]], supervisor=supervisor, most_cases=said["most_cases"],
            on_trial_until=said["on_trial_until"], version=said["version"], by=request.staff,
        )  # fmt: skip
        return "Saved."

    return _ask(request, form, pages.asking(staff, form, f"How {staff.name} works"), staff, say)


@questions
def reach(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Say what somebody can and wants."""
    staff = _find(request, staff_id, policies.may_say)
    now = getattr(staff, "reach", None)
    initial = {"version": 0} if now is None else {
        "languages": "\n".join(LANGUAGE_NAMES.get(code, code) for code in now.languages),
        "communication": now.communication,
        "home_district": now.home_district,
        "miles": now.miles,
        "venues": "\n".join(now.venues),
        "wished_cases": now.wished_cases,
        "version": now.version,
    }  # fmt: skip
    form = forms.WhatTheyCan(request.POST or None, initial=initial)

    def say() -> str:
        actions.say_what_they_can(staff, **form.cleaned_data, by=request.staff)
        return "Saved. Coordinators see it in the register."

    return _ask(request, form, pages.asking(staff, form, f"What {staff.name} can do and wants"), staff, say)


@questions
def new_clearance(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Record a check or clearance."""
    staff = _find(request, staff_id, policies.may_clear)
    form = forms.NewClearance(request.POST or None)

    def record() -> str:
        said = {"prison": "", **form.cleaned_data}
        said["prison"] = said["prison"] or ""
        made = clearing.record_clearance(staff, **said, by=request.staff, at=clock.now())
        return f"{made.get_kind_display()} of {staff.name} is recorded."

    page = pages.asking(staff, form, f"Record a check or clearance of {staff.name}", submit="Record it")
    return _ask(request, form, page, staff, record)


@questions
def ending_clearance(request: StaffRequest, staff_id: UUID, clearance_id: UUID) -> HttpResponse:
    """Say that a clearance does not count any more."""
    staff = _find(request, staff_id, policies.may_clear)
    clearance = queries.clearance_of(staff, clearance_id)
    form = forms.EndClearance(request.POST or None)

    def end() -> str:
        clearing.end_clearance(
            clearance, ended_as=form.cleaned_data["ended_as"], by=request.staff, on=clock.today()
        )
        return "It does not count any more."

    title = f"{clearance.get_kind_display()} of {staff.name}"
    about = "Somebody without a DBS check or vetting that counts is not asked to take new cases."
    return _ask(request, form, pages.asking(staff, form, title, about=about, submit="Save"), staff, end)


@questions
def new_secondment(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Record that somebody works elsewhere for a time."""
    staff = _find(request, staff_id, policies.may_keep)
    others = [one for one in partnership.agencies_of(request.staff) if one.id != staff.agency_id]
    form = forms.NewSecondment(request.POST or None, agencies=others)

    def record() -> str:
        said = form.cleaned_data
        agency = next(one for one in others if one.code == said["to_agency"])
        clearing.second(
            staff, to_agency=agency, since=said["since"], until=said["until"],
            submission_key=said["submission_key"], by=request.staff,
        )  # fmt: skip
        return f"{staff.name} is seconded to {agency.short_name}."

    about = f"{staff.name} goes on answering to {staff.agency.short_name} meanwhile."
    page = pages.asking(staff, form, f"Record a secondment of {staff.name}", about=about, submit="Record it")
    return _ask(request, form, page, staff, record)


def _find(request: StaffRequest, staff_id: UUID, may: Callable[[Staff, Staff], Decision]) -> Staff:
    """An entry that the asker may change. For everybody else there is nothing at this address."""
    staff = queries.entry_for(request.staff, staff_id)
    if not may(request.staff, staff):
        raise Http404
    return staff


def _ask(
    request: StaffRequest, form: Any, page: pages.Asking, staff: Staff, act: Callable[[], str]
) -> HttpResponse:
    if not form.is_valid():
        return show(request, page)
    try:
        done = act()
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return show(request, page)
    messages.success(request, done)
    return redirect("facilitators:entry", staff.id)
