"""Where somebody is signed in, and signing out there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Row
from rjhub.partnership.actions import accounts
from rjhub.partnership.admission import half_way
from rjhub.partnership.models import Account, OpenSession
from rjhub.partnership.signing_in import devices, pages
from rjhub.partnership.signing_in import sessions as held


@half_way
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where somebody is signed in."""
    found = tuple(_shown(request, session) for session in held.of(_account(request)))
    back = Link("Back to your account", reverse("partnership:my_account"))
    return show(request, pages.Sessions(sessions=found, back=back))


@half_way
@require_POST
def end_one(request: HttpRequest, number: int) -> HttpResponse:
    """Sign out in one place."""
    session = OpenSession.objects.filter(account=_account(request), pk=number).first()
    if session is None:
        raise Http404
    if session.digest == held.here(request):
        return _out(request, "You are signed out.")
    held.end(session)
    messages.success(request, f"You are signed out on {devices.name_of(session.user_agent)}.")
    return redirect("my_sessions")


@half_way
@require_POST
def end_all(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    for staff in held.memberships_of(request):
        accounts.note_sessions_ended(by=staff)
    held.end_all(_account(request))
    return _out(request, "You are signed out everywhere.")


def _shown(request: HttpRequest, session: OpenSession) -> pages.OpenSession:
    rows: list[tuple[str, Any]] = [
        ("Signed in", words.moment(session.created_at)),
        ("From the address", str(session.ip)),
    ]
    return pages.OpenSession(
        device=devices.name_of(session.user_agent),
        rows=tuple(Row(key, value) for key, value in rows),
        here=session.digest == held.here(request),
        end_href=reverse("end_session", args=[session.pk]),
    )


def _out(request: HttpRequest, said: str) -> HttpResponse:
    logout(request)
    messages.success(request, said)
    return redirect("account_login")


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
