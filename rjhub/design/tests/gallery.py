"""A site that exists only in tests and shows every component, under the policy that production sends."""

from collections.abc import Callable

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from rjhub.design.pages import show
from rjhub.design.tests import pages

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'"


def strict_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send the strictest content policy that the pages have to work under."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        return response

    return answer


def plain(request: HttpRequest) -> HttpResponse:
    """Show a plain page with a notice."""
    messages.success(request, "The referral was sent to Sussex hub.")
    return show(request, pages.Plain())


def public(request: HttpRequest) -> HttpResponse:
    """Show a page for people without an account."""
    return show(request, pages.Public())


def stopped(_request: HttpRequest) -> HttpResponse:
    """Fail as every page does while the database is stopped."""
    raise OperationalError


def broken(_request: HttpRequest) -> HttpResponse:
    """Fail as a page with a mistake in it does."""
    raise ArithmeticError


urlpatterns = [
    path("stopped", stopped),
    path("broken", broken),
    path("", plain, name="plain"),
    path("public", public, name="public"),
]

handler400 = "rjhub.design.errors.bad_request"
handler403 = "rjhub.design.errors.forbidden"
handler404 = "rjhub.design.errors.not_found"
handler500 = "rjhub.design.errors.server_error"
