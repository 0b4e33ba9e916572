"""A site that exists only in tests and shows every component in every state."""

import errno
from datetime import UTC, date, datetime

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from rjhub.design import errors
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.shell import Destination, Shell
from rjhub.design.tests import cast, pages, questions


def plain(request: HttpRequest) -> HttpResponse:
    """Show a plain page with a notice."""
    messages.success(request, "The referral was sent to Sussex hub.")
    return show(request, pages.Plain())


def public(request: HttpRequest) -> HttpResponse:
    """Show a page for people without an account."""
    return show(request, pages.Public())


def asking(request: HttpRequest) -> HttpResponse:
    """Ask every kind of question; every answer is refused for something."""
    form = questions.ContactAttempt(
        request.POST or None, request.FILES or None, initial={"version": 3, "born": date(1990, 2, 28)}
    )
    return show(request, pages.Asking(form=form))


def clash(request: HttpRequest) -> HttpResponse:
    """Show a form that a colleague saved first."""
    typed = {"version": "3", "reason": "She is moving away.", "withdrew-day": "1", "withdrew-month": "March"}
    form = questions.Withdrawal({**typed, "withdrew-year": "2026"})
    saved = {"reason": "She needs more time.\nAsk again in June.", "withdrew": date(2026, 3, 2)}
    form.clash_with(saved, version=4, by="Joan Ellis", at=datetime(2026, 3, 3, 14, 5, tzinfo=UTC))
    return show(request, pages.Asking(form=form, title="Record that they stop"), status=409)


def draft_form(request: HttpRequest) -> HttpResponse:
    """Show a form that is saved while it is typed."""
    return show(request, pages.Drafted(form=questions.Withdrawal(initial={"version": 1})))


def away(_request: HttpRequest) -> HttpResponse:
    """Stand for the neutral site that somebody leaves to."""
    return HttpResponse("<!DOCTYPE html><html lang=en><title>Weather</title><h1>Weather</h1></html>")


def one_question(request: HttpRequest) -> HttpResponse:
    """Ask one question, as the heading of the page."""
    return show(request, pages.OneQuestion(form=questions.OneQuestion(request.POST or None)))


def cases(request: HttpRequest) -> HttpResponse:
    """Show a list."""
    return show(
        request, pages.Cases(filters=questions.CaseFilters(request.GET), empty="empty" in request.GET)
    )


def case(request: HttpRequest) -> HttpResponse:
    """Show a case to somebody who sees both sides, or only one."""
    return show(request, pages.Case(harmed=cast.CLOSED if "closed" in request.GET else cast.HARMED))


def components(request: HttpRequest) -> HttpResponse:
    """Show everything else."""
    return show(request, pages.Components())


def receipt(request: HttpRequest) -> HttpResponse:
    """Show a receipt."""
    return show(request, pages.Receipt())


def failed(request: HttpRequest, status: int) -> HttpResponse:
    """Show an error page."""
    return errors.failure(request, status)


def frame(request: HttpRequest) -> Shell:
    """Put the gallery's frame round its pages."""
    places = (
        ("Today", "/"),
        ("Cases", "/list"),
        ("A case", "/case"),
        ("Form", "/asking"),
        ("More", "/components"),
    )
    return Shell(
        who="Priya Nair",
        agency="Sussex hub",
        account_href="/account",
        sign_out_href="/sign-out",
        navigation=tuple(
            Destination(text, href, active=request.path == href, count=3 if text == "Today" else None)
            for text, href in places
        ),
        environment="Demonstration: all people and cases here are invented.",
        exit_href="/leave",
        footer=(Link("Accessibility", "/accessibility"), Link("Privacy", "/privacy"), Link("Help", "/help")),
    )


def full(_request: HttpRequest) -> HttpResponse:
    """Fail as a page does that has no room left for an upload."""
    raise OSError(errno.ENOSPC, "No space left on device")


def stopped(_request: HttpRequest) -> HttpResponse:
    """Fail as every page does while the database is stopped."""
    raise OperationalError


def broken(_request: HttpRequest) -> HttpResponse:
    """Fail as a page with a mistake in it does."""
    raise ArithmeticError


urlpatterns = [
    path("stopped", stopped),
    path("full", full),
    path("broken", broken),
    path("", plain, name="plain"),
    path("public", public, name="public"),
    path("asking", asking),
    path("clash", clash),
    path("one", one_question),
    path("draft-form", draft_form),
    path("leave", away),
    path("list", cases),
    path("case", case),
    path("components", components),
    path("receipt", receipt),
    path("failed/<int:status>", failed),
]

handler400 = "rjhub.design.errors.bad_request"
handler403 = "rjhub.design.errors.forbidden"
handler404 = "rjhub.design.errors.not_found"
handler500 = "rjhub.design.errors.server_error"
