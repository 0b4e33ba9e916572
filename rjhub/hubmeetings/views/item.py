"""A case at a meeting: on one's own screen, on the shared one, and what is decided."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import pathways
from rjhub.cases import policies as cases_policies
from rjhub.cases import queries as cases
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.facilitators import queries as register
from rjhub.hubmeetings import forms, keeper, material, policies, queries
from rjhub.hubmeetings.actions import agenda, deciding
from rjhub.hubmeetings.models import AgendaItem
from rjhub.hubmeetings.pages import item as pages
from rjhub.hubmeetings.pages.meeting import Act, live_of
from rjhub.hubmeetings.pages.meetings import Asking, back_to
from rjhub.hubmeetings.pages.summary import summary_of
from rjhub.hubmeetings.vocabulary import Decided
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.sharing.vocabulary import Category

# A case that ends like this ends on its own page, and not because the hub finds it unsuitable.
NOT_ASKED_HERE = {
    ClosingReason.COMPLETED_DIRECT, ClosingReason.COMPLETED_INDIRECT, ClosingReason.AGREEMENT_PARTLY_KEPT,
    ClosingReason.AGREEMENT_NOT_KEPT, ClosingReason.TRANSFERRED,
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@held_first
def item(request: StaffRequest, hub_meeting_id: UUID, agenda_item_id: UUID) -> HttpResponse:
    """A case as this person may see it; whoever runs the meeting decides here."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    version = keeper.version_of(meeting.id)
    found = queries.find_item(meeting, agenda_item_id)
    may = policies.may_decide(request.staff, meeting).and_(
        cases_policies.may_coordinate(request.staff, found.case)
    )
    runs = policies.runs(request.staff, meeting)
    if request.method == "POST":
        may.or_refuse()
    # A page that follows the meeting keeps the form that it has, and its choices are the dearest part of this one.
    form = _form(request, found) if may and "X-Follows" not in request.headers else None
    status = 200
    if form is not None and form.is_valid():
        try:
            if accepted(form, partial(_decide, found, form, by=request.staff)):
                messages.success(request, "The decision is kept, and what follows from it is done.")
                return redirect("hubmeetings:item", meeting.id, found.id)
        except Conflict:
            status = 409
            _say_what_was_decided(form, found)
    whole = material.material_of(queries.find_item(meeting, agenda_item_id))
    page = pages.Item(
        live=live_of(meeting, version),
        summary=summary_of(whole, clock.today()),
        form=form,
        why_not=() if may or not runs else may.reasons,
        taking_up=_taking_up(found) if may and not _is_now(found) else None,
        case=Link("Open the case", reverse("cases:case", args=[found.case.reference])),
        back=back_to(meeting),
        title=f"{found.case.reference} at the meeting",
    )
    return show(request, page, status=status)


@require_GET
def screen(request: StaffRequest, hub_meeting_id: UUID) -> HttpResponse:
    """What everybody in the room may see, for the wall."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    policies.may_decide(request.staff, meeting).or_refuse()
    version = keeper.version_of(meeting.id)
    agenda_ = [one for one in queries.agenda_of(meeting) if one.left_out_at is None]
    showing = partial(keeper.shown_in_room, meeting.id)
    rows = [row for one in agenda_ for row in (one, one.case)]
    may = showing(rows)
    shown = [one for one in agenda_ if {one.id, one.case.id} <= may]
    now = next((one for one in shown if _is_now(one)), None)
    seen = material.shown_of(material.material_of(now), showing) if now else None
    page = pages.Screen(
        live=live_of(meeting, version),
        agenda=tuple((one.case.reference, one.case.offence, one is now) for one in shown),
        now=summary_of(seen, clock.today()) if seen else None,
        here=tuple(
            f"{one.seat.staff.name}, {one.seat.agency.short_name}"
            for one in queries.presences_of(meeting)
            if one.left_at is None
        ),
        why_empty=(
            "Somebody is in the room who is not on the list, so no case is shown."
            if meeting.others_since
            else "No case is shown that everybody in the room may see."
        ),
        back=back_to(meeting),
        title=f"Meeting of the {meeting.hub.name}",
    )
    return show(request, page)


@require_POST
def take_up(request: StaffRequest, hub_meeting_id: UUID, agenda_item_id: UUID) -> HttpResponse:
    """Talk about this case now."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    agenda.take_up(queries.find_item(meeting, agenda_item_id), by=request.staff, at=clock.now())
    return redirect("hubmeetings:item", meeting.id, agenda_item_id)


@require_POST
def move(request: StaffRequest, hub_meeting_id: UUID, agenda_item_id: UUID, *, earlier: bool) -> HttpResponse:
    """Put a case earlier or later."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    agenda.move_item(
        queries.find_item(meeting, agenda_item_id), earlier=earlier, by=request.staff, at=clock.now()
    )
    return redirect("hubmeetings:meeting", meeting.id)


@require_http_methods(["GET", "POST"])
@held_first
def leave_out(request: StaffRequest, hub_meeting_id: UUID, agenda_item_id: UUID) -> HttpResponse:
    """Leave a case out, saying why."""
    meeting = queries.find_meeting(request.staff, hub_meeting_id)
    found = queries.find_item(meeting, agenda_item_id)
    policies.may_change(request.staff, meeting).or_refuse()
    form = forms.LeavingOut(request.POST or None)
    if form.is_valid() and accepted(
        form,
        partial(
            agenda.leave_out, found, because=form.cleaned_data["because"], by=request.staff, at=clock.now()
        ),
    ):
        messages.success(request, f"{found.case.reference} is left out.")
        return redirect("hubmeetings:meeting", meeting.id)
    about = "It stays below the agenda with what you write here. Name nobody."
    return show(
        request, Asking(form, about, "Leave it out", back_to(meeting), f"Leave out {found.case.reference}")
    )


def _form(request: StaffRequest, found: AgendaItem) -> forms.Deciding:
    case = found.case
    facilitators = cases.facilitators_of(case.partnership_id)
    initial = {"version": found.version, "attached": len(cases.attached_now(case))}
    return forms.Deciding(
        request.POST or None,
        initial=initial,
        parties=[one for one in cases.parties_of(case) if one.ended_at is None],
        agencies=cases.agencies_today(case.partnership_id),
        facilitators=facilitators,
        known=register.beside_names(facilitators, clock.today()),
        staff=cases.staff_of(case.partnership_id),
        reasons=[one for one in pathways.pathway_of(case).closing.reasons if one not in NOT_ASKED_HERE],
    )


def _decide(found: AgendaItem, form: forms.Deciding, *, by: Staff) -> None:
    given, case = form.cleaned_data, found.case
    staff = {str(one.id): one for one in cases.staff_of(case.partnership_id)}
    agencies = {str(one.id): one for one in cases.agencies_today(case.partnership_id)}
    parties = {str(one.id): one for one in cases.parties_of(case)}
    verdict = deciding.Verdict(
        kind=Decided(given["kind"]),
        words=form.words(),
        agency=agencies.get(given["agency"]),
        party=parties.get(given["party"]),
        category=Category(given["category"] or Category.CASEWORK),
        due_on=given["asked_by"] or given["done_by"],
        lead=staff.get(given["lead"]),
        second=staff.get(given["second"]),
        override=given["override"] or "",
        reason=ClosingReason(given["reason"]) if given["reason"] else None,
        attached=given["attached"],
        to_name=given["to_name"] or "",
        to_contact=given["to_contact"] or "",
        agreed_by_parties=bool(given["agreed_by_parties"]),
        staff=staff.get(given["staff"]),
    )
    deciding.decide(found, verdict, seen=given["version"], by=by, at=clock.now())


def _say_what_was_decided(form: forms.Deciding, found: AgendaItem) -> None:
    now = queries.find_item(found.meeting, found.id)
    last = now.decisions.select_related("decided_by__account").order_by("decided_at", "id").last()
    by = f"{last.decided_by.name} decided meanwhile: {last.get_kind_display()}. {last.said}" if last else ""
    form.add_error(
        None, f"{by} What you typed is kept and not saved. Save it only if it still stands.".strip()
    )
    form.seen_now(now.version)


def _is_now(found: AgendaItem) -> bool:
    return found.taken_up_at is not None and found.put_down_at is None


def _taking_up(found: AgendaItem) -> Act:
    href = reverse("hubmeetings:taking_up", args=[found.meeting_id, found.id])
    return Act("Talk about it now", found.case.reference, href)
