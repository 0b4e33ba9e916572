"""Who is kept out of a case: conflicts of interest, said by whoever has one or recorded by the hub, and sealing."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import sealing_up, stepping_back
from rjhub.cases.forms import kept_out as forms
from rjhub.cases.pages import kept_out as pages
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.sharing import queries as sharing_queries
from rjhub.sharing.vocabulary import Acquaintance


@require_GET
def kept_out(request: StaffRequest, reference: str) -> HttpResponse:
    """Who has a conflict of interest, and whether the case is sealed."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    page = pages.kept_out(
        case,
        sharing_queries.conflicts_of(case.file),
        queries.sealing_of(case),
        queries.people_let_in(case),
        may_record=bool(policies.may_record_conflict(request.staff, case)),
        may_seal=bool(policies.may_seal(request.staff, case)),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def own_conflict(request: StaffRequest, reference: str) -> HttpResponse:
    """Say that one knows somebody in the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    form = forms.OwnConflict(request.POST or None)
    if form.is_valid():
        kind = Acquaintance(form.cleaned_data["kind"])
        stepping_back.declare_conflict(case, kind=kind, by=request.staff, at=clock.now())
        messages.success(request, "Thank you for saying so. You see nothing of that case any more.")
        return redirect("home")
    about = (
        "You will see nothing of this case from now on, and what you had to do on it goes back to the hub. "
        "You need not say whom you know. Only somebody else can undo it."
    )
    page = pages.asking(case, form, "I know somebody in this case", about, "Step back", warning=True)
    return show(request, page)


@require_http_methods(["GET", "POST"])
def new_conflict(request: StaffRequest, reference: str) -> HttpResponse:
    """Record that somebody else knows somebody in the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_record_conflict)
    others = queries.staff_of(case.partnership_id)
    barred = {one.staff.account_id for one in sharing_queries.conflicts_of(case.file) if one.ended_at is None}
    barred.add(request.staff.account_id)  # who says so themselves has a page of their own
    staff = [one for one in others if one.account_id not in barred]
    form = forms.ConflictOfSomebody(request.POST or None, staff=staff)
    if form.is_valid():
        about = next(one for one in staff if str(one.id) == form.cleaned_data["staff"])
        kind = Acquaintance(form.cleaned_data["kind"])
        stepping_back.record_conflict(case, about, kind=kind, by=request.staff, at=clock.now())
        messages.success(request, f"{about.name} sees nothing of this case any more.")
        return redirect("cases:kept_out", reference)
    words = (
        "They will see nothing of this case from now on, and what they had to do on it goes back to the hub."
    )
    page = pages.asking(case, form, "Somebody knows somebody in this case", words, "Record it", warning=True)
    return show(request, page)


@require_http_methods(["GET", "POST"])
def conflict_ending(request: StaffRequest, reference: str, conflict_id: UUID) -> HttpResponse:
    """Say that somebody has no conflict of interest any more."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_record_conflict)
    found = sharing_queries.conflicts_of(case.file)
    conflict = next((one for one in found if one.id == conflict_id and one.ended_at is None), None)
    if conflict is None:
        raise Http404
    form = forms.ConflictEnding(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        stepping_back.end_conflict(case, conflict, because=because, by=request.staff, at=clock.now())
        messages.success(request, f"{conflict.staff.name} may be asked to work on this case again.")
        return redirect("cases:kept_out", reference)
    about = "They see again what their work gives them. What went back to the hub when it was recorded stays with it."
    title = f"End the conflict of interest of {conflict.staff.name}"
    return show(request, pages.asking(case, form, title, about, "End the conflict", warning=True))


@require_http_methods(["GET", "POST"])
def sealing(request: StaffRequest, reference: str) -> HttpResponse:
    """Seal the case to all but those who are named."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_seal)
    if queries.sealing_of(case) is not None:
        return redirect("cases:kept_out", reference)
    staff = [one for one in queries.may_keep_seeing(case) if one.id != request.staff.id]
    form = forms.Sealing(request.POST or None, staff=staff)
    if form.is_valid():
        keeps = [one for one in staff if str(one.id) in form.cleaned_data["keeps"]]
        because = form.cleaned_data["because"]
        seal = partial(
            sealing_up.seal_case, case, keeps=keeps, because=because, by=request.staff, at=clock.now()
        )
        if accepted(form, seal):
            messages.success(request, "The case is sealed.")
            return redirect("cases:kept_out", reference)
    about = (
        "You and those whom you name go on seeing it. Whoever else works on it hands back what they have, questions to "
        "agencies are taken back, and the case stands in nobody else’s lists, searches or figures."
    )
    return show(request, pages.asking(case, form, "Seal this case", about, "Seal it", warning=True))


@require_http_methods(["GET", "POST"])
def unsealing(request: StaffRequest, reference: str) -> HttpResponse:
    """Open a sealed case to its hub again."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_seal)
    if queries.sealing_of(case) is None:
        return redirect("cases:kept_out", reference)
    form = forms.Unsealing(request.POST or None)
    if form.is_valid():
        sealing_up.unseal_case(case, because=form.cleaned_data["because"], by=request.staff, at=clock.now())
        messages.success(request, "The hub sees the case again.")
        return redirect("cases:kept_out", reference)
    about = (
        "The coordinators of the hub see it again from now on. Whoever handed it back when it was sealed has "
        "to be asked again."
    )
    title = "Open this case to its hub again"
    return show(request, pages.asking(case, form, title, about, "Open it to the hub", warning=True))
