"""Who is acting: at every request, from the database, so that leaving or losing a role counts at once."""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode

from rjhub.design import errors
from rjhub.kernel import clock, connecting
from rjhub.partnership import acting, policies
from rjhub.partnership.admission import Admits, admitted_to
from rjhub.partnership.models import Account, Staff
from rjhub.partnership.signing_in import factors

STARTED = "started_at"
ENDED = (
    "You were signed out: nothing happened for a while, or you signed out everywhere, or your password was changed. "
    "Sign in to go on."
)


class StaffRequest(HttpRequest):
    """A request after `ActingStaff`, on an address that only staff reach."""

    staff: Staff
    user: Account


class FrontDoor:
    """Lets all of a request that lies outside any door be signed in to the database as the front door.

    It looks who is there: sessions, accounts, passwords. What is confidential is read inside doors, as another role.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the program."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as the front door."""
        with connecting.signed_in_as(connecting.FRONT):
            return self.get_response(request)


class Sessions(SessionMiddleware):
    """Django's own, which leaves a session alone once the database could not be reached: it would wait for it again."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session, but where there is nowhere to keep it."""
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            return response
        return super().process_response(request, response)


class ActingStaff:
    """Puts `request.staff` on every request, and lets nobody reach an address that does not admit them.

    A session ends at the latest `LONGEST_SESSION` after it started, however busy, and at the next request once the
    account is closed or its owner works for no agency any more. Somebody who works for several agencies acts for
    exactly one of them at a time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the program."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with `request.staff` set."""
        request.staff = None  # type: ignore[attr-defined]
        if isinstance(request.user, Account):
            current = acting.memberships(request.user)
            over = self._over(request, request.user, current)
            if over:
                # Not answered here: an address that admits everybody may keep what arrives with a session that is over.
                logout(request)
                messages.warning(request, over)
            elif factors.shown_in(request):
                request.staff = acting.staff_for(request, current)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send whoever is not admitted to what they have to do first."""
        del args, kwargs
        admits = admitted_to(view)
        if admits is Admits.EVERYBODY or request.staff is not None:  # type: ignore[attr-defined]
            return None
        if not request.user.is_authenticated:
            if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
                messages.info(request, ENDED)
            if _holds_words(request):
                return errors.session_ended(request)
            return _elsewhere(request, reverse(settings.LOGIN_URL))
        if admits is Admits.HALF_WAY:
            return None
        if not factors.shown_in(request):
            return _elsewhere(request, reverse("mfa_index"))
        return None if admits is Admits.SIGNED_IN else _elsewhere(request, reverse("partnership:acting_as"))

    def _over(self, request: HttpRequest, account: Account, current: Sequence[Staff]) -> str:
        decision = policies.may_sign_in(account, current)
        if not decision:
            return decision.reasons[0]
        now = clock.now().timestamp()
        started = request.session.setdefault(STARTED, now)
        if now - started > settings.LONGEST_SESSION.total_seconds():
            hours = int(settings.LONGEST_SESSION.total_seconds() // 3600)
            return f"You were signed out because you signed in more than {hours} hours ago. Sign in again."
        return ""


def _holds_words(request: HttpRequest) -> bool:
    """Tell whether somebody typed what a way round by signing in would lose."""
    return request.headers.get("Accept") != "application/json" and bool(errors.typed_into(request))


def _elsewhere(request: HttpRequest, address: str) -> HttpResponse:
    """Send a browser somewhere else, and back afterwards; a script is told in its own way."""
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"detail": "Sign in first."}, status=401)
    back = request.get_full_path() if request.method == "GET" else ""
    return HttpResponseRedirect(
        f"{address}?{urlencode({'next': back})}" if back not in {"", "/"} else address
    )
