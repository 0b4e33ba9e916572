"""What an administrator changes about the people of their own agency."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import Page, show
from rjhub.kernel.decisions import Refused
from rjhub.partnership import forms, policies, queries
from rjhub.partnership.actions import accounts, joining, leaving
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import RoleHeld, Staff
from rjhub.partnership.pages import staff as pages
from rjhub.partnership.views.staff import find

questions = require_http_methods(["GET", "POST"])


@questions
def new_role(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Give somebody a role."""
    member = _of_own_agency(request, staff_id)
    hubs = queries.hubs_at(member.agency)
    form = forms.GiveRole(request.POST or None, hubs=hubs)

    def give() -> str:
        role = form.cleaned_data["role"]
        held = joining.give_role(member, role=role, hub=form.hub_for([role], hubs), by=request.staff)
        return f"{member.name} now has the role: {held.get_role_display().lower()}."

    page = pages.NewRole(form=form, back=_back(member), title=f"Give {member.name} a role")
    return _ask(request, form, page, member, give)


@questions
def ending_role(request: StaffRequest, staff_id: UUID, role_id: UUID) -> HttpResponse:
    """End a role, asked once more."""
    member = _of_own_agency(request, staff_id)
    held = next((role for role in member.roles.all() if role.id == role_id and role.ended_at is None), None)
    if held is None:
        raise Http404
    if request.method == "POST":
        ended: RoleHeld = leaving.end_role(held, by=request.staff)
        messages.success(request, f"{member.name} is no longer {ended.get_role_display().lower()}.")
        return redirect("partnership:member", member.id)
    return show(request, pages.EndingRole(name=member.name, role=held.get_role_display(), back=_back(member)))


@questions
def leaves(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Record that somebody leaves."""
    member = _of_own_agency(request, staff_id)
    form = forms.Leave(request.POST or None)

    def leave() -> str:
        left = leaving.leave(member, on=form.cleaned_data["on"], by=request.staff)
        return f"{member.name}’s last day is {words.day(left.until)}."

    title = f"{member.name} leaves {member.agency.short_name}"
    page = pages.Leaving(form=form, back=_back(member), name=member.name, title=title)
    return _ask(request, form, page, member, leave)


@questions
def level(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Record a practitioner level."""
    member = _of_own_agency(request, staff_id)
    form = forms.SetLevel(request.POST or None)

    def record() -> str:
        held = joining.set_level(member, **form.cleaned_data, by=request.staff)
        return f"{member.name} is recorded as {held.get_level_display().lower()} practitioner."

    title = f"Practitioner level of {member.name}"
    return _ask(
        request, form, pages.PractitionerLevel(form=form, back=_back(member), title=title), member, record
    )


@questions
def line_manager(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Say to whom somebody answers."""
    member = _of_own_agency(request, staff_id)
    offered = [one for one in queries.colleagues_of(request.staff) if one.id != member.id]
    now = {"manager": str(member.line_manager_id)} if member.line_manager_id else {}
    form = forms.NameLineManager(request.POST or None, offered=offered, initial=now)

    def name() -> str:
        chosen = next((one for one in offered if str(one.id) == form.cleaned_data["manager"]), None)
        joining.name_line_manager(member, manager=chosen, by=request.staff)
        return f"{member.name} answers to {chosen.name}." if chosen else f"{member.name} has no line manager."

    title = f"Line manager of {member.name}"
    page = pages.NamingLineManager(form=form, back=_back(member), title=title)
    return _ask(request, form, page, member, name)


@questions
def new_training(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Record a course that somebody completed."""
    member = _of_own_agency(request, staff_id)
    form = forms.AddTraining(request.POST or None)

    def add() -> str:
        added = joining.add_training(member, **form.cleaned_data, by=request.staff)
        return f"“{added.course}” is recorded for {member.name}."

    title = f"Training of {member.name}"
    return _ask(request, form, pages.NewTraining(form=form, back=_back(member), title=title), member, add)


@questions
def starting_over(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Help somebody who lost their password and second factors back in."""
    member = _of_own_agency(request, staff_id)
    if request.method == "POST":
        accounts.start_over(member, by=request.staff, site=request.build_absolute_uri("/").rstrip("/"))
        messages.success(request, f"{member.name} was sent a link to {member.account.email}.")
        return redirect("partnership:member", member.id)
    return show(request, pages.StartingOver(name=member.name, email=member.account.email, back=_back(member)))


@questions
def locking(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Lock somebody's account at once, or open it again."""
    member = _of_own_agency(request, staff_id)
    locked = not member.account.is_active
    if request.method == "POST":
        act = accounts.unlock if request.GET.get("act") == "unlock" else accounts.lock
        act(member, by=request.staff)
        said = (
            "can sign in again" if act is accounts.unlock else "was signed out everywhere and cannot sign in"
        )
        messages.success(request, f"{member.name} {said}.")
        return redirect("partnership:member", member.id)
    title = "Unlock this account" if locked else "Lock this account at once"
    page = pages.Locking(name=member.name, locked=locked, back=_back(member), title=title)
    return show(request, page)


def _of_own_agency(request: StaffRequest, staff_id: UUID) -> Staff:
    """Somebody whom this administrator may change. For everybody else there is nothing at this address."""
    member = find(request, staff_id)
    if not policies.may_manage_staff(request.staff, member.agency):
        raise Http404
    return member


def _ask(request: StaffRequest, form: Any, page: Page, member: Staff, act: Callable[[], str]) -> HttpResponse:
    if not form.is_valid():
        return show(request, page)
    try:
        done = act()
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return show(request, page)
    messages.success(request, done)
    return redirect("partnership:member", member.id)


def _back(member: Staff) -> Link:
    return Link(f"Back to {member.name}", reverse("partnership:member", args=[member.id]))
