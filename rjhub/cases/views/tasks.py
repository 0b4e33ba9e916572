"""What somebody has to do: their home page, a task's way to where it is done, and ticking it off."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from rjhub.cases import queries
from rjhub.cases.actions import tasks as actions
from rjhub.cases.pages import today as pages
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Task
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest

SHOWN = 60


def today(
    request: StaffRequest,
    links: tuple[Link, ...],
    besides: tuple[Task, ...] = (),
    renewals: tuple[Task, ...] = (),
) -> HttpResponse:
    """The home page of a member of staff; the composition says where else they can go, and what else waits."""
    tasks = queries.open_tasks_of(request.staff, SHOWN)
    page = pages.today_for(
        request.staff.name, tasks, clock.today(), links, besides=besides, renewals=renewals
    )
    return show(request, page)


@require_GET
def task(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Go to where a task is done."""
    found = queries.find_task(request.staff, task_id)
    if found is None:
        raise Http404
    return redirect(found.address)


@require_POST
def finishing(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Tick a task off."""
    found = queries.find_task(request.staff, task_id)
    if found is None:
        raise Http404
    actions.finish_task(found, by=request.staff, at=clock.now())
    messages.success(request, "Ticked off.")
    return redirect("home")
