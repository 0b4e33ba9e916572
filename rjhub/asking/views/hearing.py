"""What a hub hears of questions, and what an information officer sees of them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from rjhub.asking import policies, queries
from rjhub.asking.actions import asking as actions
from rjhub.asking.pages import hearing as pages
from rjhub.design.pages import show
from rjhub.partnership.middleware import StaffRequest


@require_GET
def heard(request: StaffRequest) -> HttpResponse:
    """Every question of the last month, those first about which somebody has to be rung."""
    policies.may_hear(request.staff).or_refuse()
    return show(request, pages.heard(queries.questions_to_hub()))


@require_POST
def settling(request: StaffRequest, question_id: UUID) -> HttpResponse:
    """Record that one has spoken with whoever asked."""
    actions.settle_question(question_id, by=request.staff)
    messages.success(request, "Recorded.")
    return redirect("asking:heard")


@require_GET
def watched(request: StaffRequest) -> HttpResponse:
    """How the people of one's own agency ask."""
    policies.may_watch(request.staff).or_refuse()
    days = queries.asking_at_my_agency()
    return show(request, pages.watched(request.staff, days, queries.staff_of(one.staff_id for one in days)))
