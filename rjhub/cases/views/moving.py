"""Moving a case on, and noting what its checks ask for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions import moving
from rjhub.cases.forms.moving import Milestone
from rjhub.cases.pages import moving as pages
from rjhub.cases.pages.frame import frame_for
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind


@require_POST
def stage(request: StaffRequest, reference: str, to: str) -> HttpResponse:
    """Go on to a stage of the pathway."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    if to not in set(StageKind):
        raise Http404
    moving.move_case(case, to=StageKind(to), by=request.staff, at=clock.now())
    messages.success(request, "The case has moved on.")
    return redirect("cases:case", reference)


@require_http_methods(["GET", "POST"])
def milestone(request: StaffRequest, reference: str, check: str) -> HttpResponse:
    """Note that something which a check asks for was done."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    if check not in moving.MILESTONES:
        raise Http404
    done = pathways.in_words_of(case, moving.MILESTONES[Check(check)]) + "."
    form = Milestone(request.POST or None)
    if form.is_valid():
        moving.reach_milestones(
            case, check=Check(check), by=request.staff, at=clock.now(), **form.cleaned_data
        )
        messages.success(request, done)
        return redirect("cases:case", reference)
    page = pages.Milestone(
        frame=frame_for(case, "case"),
        form=form,
        back=Link("Back to the case", reverse("cases:case", args=[reference])),
        done=done,
        title="Note that this was done",
    )
    return show(request, page)
