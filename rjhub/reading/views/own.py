"""What somebody says themselves: when their agency works, and where they live."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.reading import queries
from rjhub.reading.actions import homes, settling
from rjhub.reading.forms import Home, Hours
from rjhub.reading.models.hours import CLOSES, OPENS, WEEKDAYS
from rjhub.reading.pages import own as pages
from rjhub.reading.views.reading import watcher


@require_http_methods(["GET", "POST"])
def hours(request: StaffRequest) -> HttpResponse:
    """When the officer's agency works."""
    watcher(request)
    now = queries.hours_of(request.staff)
    initial = {
        "opens": now.opens if now else OPENS,
        "closes": now.closes if now else CLOSES,
        "weekdays": [str(one) for one in (now.weekdays if now else WEEKDAYS)],
        "bank_holidays": "yes" if now and now.bank_holidays else "no",
        "version": now.version if now else 0,
    }
    form = Hours(request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        settling.set_hours(
            opens=said["opens"], closes=said["closes"], weekdays=[int(one) for one in said["weekdays"]],
            bank_holidays=said["bank_holidays"], version=said["version"], by=request.staff,
        )  # fmt: skip
        messages.success(request, "Saved. It counts for what is read from now on.")
        return redirect("reading:readings")
    return show(request, pages.hours(request.staff.agency.short_name, form))


@require_http_methods(["GET", "POST"])
def home(request: StaffRequest) -> HttpResponse:
    """Where the one who asks lives: kept as a key, never shown again."""
    form = Home(request.POST or None)
    if form.is_valid():
        homes.give(postcode=form.cleaned_data["postcode"], by=request.staff, at=clock.now())
        messages.success(request, "Thank you. The postcode itself is not kept.")
        return redirect("partnership:my_account")
    return show(request, pages.home(form, queries.home_of(request.staff)))


@require_POST
def forgetting(request: StaffRequest) -> HttpResponse:
    """Take it away again."""
    homes.take_away(by=request.staff)
    messages.success(request, "RJ Hub does not know any more where you live.")
    return redirect("partnership:my_account")
