"""Who does what on a case: facilitators, named contacts, the supervisor, and who answers for it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import pairing, policies, queries
from rjhub.cases.actions import handing_over, naming
from rjhub.cases.actions.allocating import allocate_case
from rjhub.cases.forms import responsibility as forms
from rjhub.cases.gates.first_contact import who_is_first
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Case
from rjhub.cases.pages import responsibility as pages
from rjhub.cases.pages.frame import frame_for
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.facilitators import queries as register
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


@require_GET
def responsibility(request: StaffRequest, reference: str) -> HttpResponse:
    """Who does what."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    page = pages.responsibility(
        CaseState(case),
        queries.open_handover(case),
        may_coordinate=bool(policies.may_coordinate(request.staff, case)),
        may_hand_over=bool(policies.may_hand_over(request.staff, case)),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def allocation(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask two facilitators."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    staff = queries.facilitators_of(case.partnership_id)
    state = CaseState(case)
    known = register.beside_names(staff, clock.today())
    form = forms.Allocation(request.POST or None, staff=staff, known=known, initial=_standing(state))
    against: tuple[pairing.Problem, ...] = ()
    if form.is_valid():
        lead, second = (_chosen(staff, form.cleaned_data[part]) for part in ("lead", "second"))
        against = pairing.problems(state, lead, second) if lead else ()
        if lead and not any(one.must for one in against) and (form.cleaned_data["override"] or not against):
            allocate_case(
                case, lead=lead, second=second, override=form.cleaned_data["override"] if against else "",
                by=request.staff, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "They have been asked. You will see here when they answer.")
            return redirect("cases:responsibility", reference)
        for one in against:
            form.add_error(None if one.must else "override", _say(one))
    page = pages.Allocate(
        frame=frame_for(case, "responsibility"),
        form=form,
        against=tuple(one.words for one in against),
        wanted=pages.wanted_of(state),
        back=_back(case),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def supervisor(request: StaffRequest, reference: str) -> HttpResponse:
    """Name the supervisor."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    staff = queries.staff_of(case.partnership_id, Role.SUPERVISOR)
    form = forms.Somebody(request.POST or None, staff=staff)
    chosen = _chosen(staff, form.cleaned_data["staff"]) if form.is_valid() else None
    if chosen:
        naming.name_supervisor(case, supervisor=chosen, by=request.staff, at=clock.now())
        messages.success(request, f"{chosen.name} supervises this case.")
        return redirect("cases:responsibility", reference)
    about = "The supervisor supports the facilitators and signs off before anybody meets."
    return show(request, _choosing(case, form, "Name the supervisor", about, "Name them"))


@require_http_methods(["GET", "POST"])
def named_contact(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Name the one contact of a person."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    party = queries.find_party(case, party_id)
    staff = [one for one in queries.staff_of(case.partnership_id) if policies.may_speak_for(one, party)]
    form = forms.Somebody(request.POST or None, staff=staff)
    chosen = _chosen(staff, form.cleaned_data["staff"]) if form.is_valid() else None
    if chosen:
        naming.name_contact(party, contact=chosen, by=request.staff, at=clock.now())
        messages.success(request, f"{chosen.name} is now their contact.")
        return redirect("cases:responsibility", reference)
    title = f"Name the contact of {party.name}"
    about = (
        "One person speaks with them throughout, so that they do not have to tell their story again. "
        f"{who_is_first(CaseState(case), party)}."
    )
    return show(request, _choosing(case, form, title, about, "Name them"))


@require_http_methods(["GET", "POST"])
def handover(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask somebody to answer for the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_hand_over)
    staff = [one for one in queries.staff_of(case.partnership_id) if one.id != case.answering_staff_id]
    form = forms.Handover(request.POST or None, staff=staff)
    chosen = _chosen(staff, form.cleaned_data["staff"]) if form.is_valid() else None
    if chosen:
        handing_over.offer_handover(
            case, to=chosen, why=form.cleaned_data["why"], by=request.staff, at=clock.now()
        )
        messages.success(request, f"{chosen.name} has been asked. Until they accept, nothing changes.")
        return redirect("cases:responsibility", reference)
    about = "Exactly one person answers for a case. The hand-over counts when they accept it."
    return show(request, _choosing(case, form, "Hand the case over", about, "Ask them"))


def _standing(state: CaseState) -> dict[str, str]:
    return {one.part: str(one.facilitator_id) for one in state.allocations}


def _chosen(staff: list[Staff], chosen: str | None) -> Staff | None:
    return next((one for one in staff if str(one.id) == str(chosen)), None)


def _say(problem: pairing.Problem) -> str:
    return problem.words if problem.must else f"{problem.words} Say why you put this aside, or choose others."


def _back(case: Case) -> Link:
    return Link("Who does what", reverse("cases:responsibility", args=[case.reference]))


def _choosing(case: Case, form: forms.Somebody, title: str, about: str, submit: str) -> pages.Choosing:
    return pages.Choosing(
        frame=frame_for(case, "responsibility"),
        form=form,
        about=about,
        submit=submit,
        back=_back(case),
        title=title,
    )
