"""When somebody can facilitate, and their calendar."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.facilitators import calendar_feed, calendar_files, keeper, policies
from rjhub.facilitators.actions import availability as actions
from rjhub.facilitators.forms import availability as forms
from rjhub.facilitators.pages import availability as pages
from rjhub.facilitators.pages import entry
from rjhub.facilitators.queries import availability as free_time
from rjhub.facilitators.queries import entry_for
from rjhub.kernel import clock
from rjhub.partnership.admission import open_to_all
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff

questions = require_http_methods(["GET", "POST"])


@questions
def week(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Say on which half-days somebody is usually free."""
    staff = _find(request, staff_id)
    form = forms.UsualWeek(request.POST or None, initial=forms.as_answers(free_time.week_of(staff)))
    if form.is_valid():
        actions.say_week(staff, slots=form.slots(), version=form.cleaned_data["version"], by=request.staff)
        messages.success(request, "Saved. It counts when a plan is made of who takes which case.")
        return redirect("facilitators:entry", staff.id)
    return show(request, entry.asking(staff, form, f"When {staff.name} is usually free"))


@questions
def new_leave(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Say that somebody is away."""
    staff = _find(request, staff_id)
    form = forms.NewLeave(request.POST or None)
    if form.is_valid():
        actions.add_leave(staff, **form.cleaned_data, by=request.staff)
        messages.success(request, "Saved.")
        return redirect("facilitators:entry", staff.id)
    return show(request, entry.asking(staff, form, f"When {staff.name} is away", about=pages.LEAVE))


@require_POST
def leave_ending(request: StaffRequest, staff_id: UUID, leave_id: UUID) -> HttpResponse:
    """Say that somebody is not away after all."""
    staff = _find(request, staff_id)
    leave = next((one for one in free_time.leave_of(staff, clock.today()) if one.id == leave_id), None)
    if leave is None:
        raise Http404
    actions.take_leave_back(leave, by=request.staff, at=clock.now())
    messages.success(request, "Taken back.")
    return redirect("facilitators:entry", staff.id)


@questions
def diary(request: StaffRequest, staff_id: UUID) -> HttpResponse:
    """Read a calendar file, and keep from when to when somebody is busy."""
    staff = _find(request, staff_id)
    form = forms.CalendarFile(request.POST or None, request.FILES or None)
    if form.is_valid():
        since, until = calendar_files.window(clock.today())
        try:
            busy = calendar_files.busy_in(form.cleaned_data["file"].read(), since, until)
        except calendar_files.UnreadableError as wrong:
            form.add_error("file", str(wrong))
        else:
            actions.keep_diary(
                staff,
                busy=busy,
                until=clock.day_of(until - timedelta(seconds=1)),
                by=request.staff,
                at=clock.now(),
            )
            messages.success(request, pages.diary_read(len(busy)))
            return redirect("facilitators:entry", staff.id)
    page = entry.asking(staff, form, f"Calendar of {staff.name}", about=pages.DIARY, submit="Read it")
    return show(request, page)


@sensitive_variables("key")
@require_POST
def new_feed(request: StaffRequest) -> HttpResponse:
    """Make the address of one's own work, and show it once."""
    key = actions.make_feed(by=request.staff)
    address = request.build_absolute_uri(reverse("facilitators:work", args=[key]))
    return show(request, pages.FeedMade(address, Link("Go back to My practice", reverse("facilitators:own"))))


@require_POST
def ending_feed(request: StaffRequest) -> HttpResponse:
    """End the address of one's own work."""
    actions.end_feed(by=request.staff)
    messages.success(request, "The address shows nothing from now on.")
    return redirect("facilitators:own")


@open_to_all
@sensitive_variables("key")
@require_GET
def work(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody's work, for a calendar that knows the address: from when to when, and nothing else."""
    del request
    spans = keeper.work_by_feed(actions.digest_of(key))
    if spans is None:
        raise Http404
    written = calendar_feed.written(spans, key, clock.now())
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _find(request: StaffRequest, staff_id: UUID) -> Staff:
    staff = entry_for(request.staff, staff_id)
    if not policies.may_say(request.staff, staff):
        raise Http404
    return staff
