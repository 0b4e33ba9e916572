"""Who is acting: at every request, from the database, so that leaving or losing a role counts at once."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rjhub.kernel import clock
from rjhub.partnership import acting
from rjhub.partnership.models import Staff


class StaffRequest(HttpRequest):
    """A request after `ActingStaff`, on an address that only staff reach."""

    staff: Staff


class ActingStaff:
    """Puts `request.staff` on every request of somebody signed in, or signs them out if they may no longer be.

    A session ends at the latest `LONGEST_SESSION` after it started, however busy, and when the account is closed.
    Somebody who works for several agencies acts for exactly one of them at a time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the program."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with `request.staff` set."""
        request.staff = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            if self._over(request):
                logout(request)
                return HttpResponseRedirect(reverse(settings.LOGIN_URL))
            request.staff = acting.staff_for(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _over(self, request: HttpRequest) -> bool:
        now = clock.now().timestamp()
        started = request.session.setdefault("started_at", now)
        return bool(now - started > settings.LONGEST_SESSION.total_seconds())
