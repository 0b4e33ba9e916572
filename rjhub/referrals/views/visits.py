"""The visit of somebody without an account: a cookie that nobody can guess, for an hour, and nothing else."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from rjhub.kernel import clock
from rjhub.partnership.models import Partnership
from rjhub.referrals.forms.visit import Visit
from rjhub.referrals.models import Draft
from rjhub.referrals.queries import drafts, routing

COOKIE = "visit"
PATH = "/ask/"


def new_token() -> str:
    """A name for a visit that nobody can guess."""
    return secrets.token_urlsafe(32)


def remember(response: HttpResponse, token: str) -> None:
    """Let the browser keep the visit until it is closed. No other site can make it send the cookie."""
    response.set_cookie(
        COOKIE, token, path=PATH, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )


def forget(response: HttpResponse) -> None:
    """Take the visit from the browser."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")


def draft_of(request: HttpRequest, partnership: Partnership) -> Draft | None:
    """What this visitor has typed, if their time is not over."""
    found = drafts.find_draft_of_visit(request.COOKIES.get(COOKIE, ""), at=clock.now())
    return found if found and found.partnership_id == partnership.id else None


def visit_of(draft: Draft, partnership: Partnership) -> Visit:
    """A visit with its questions."""
    return Visit(
        content=draft.read(),
        districts=routing.districts_of(partnership.id),
        force_code=partnership.force_code,
    )
