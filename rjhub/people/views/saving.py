"""What every page that saves something about a person has in common."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from rjhub.design import forms
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel.decisions import Conflict
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.people.models import Person
from rjhub.people.pages.asking import Asking


@dataclass(frozen=True)
class Theirs:
    """What a colleague saved while this form was open."""

    answers: Mapping[str, Any]
    version: int
    by: Staff | None
    at: datetime


def ask(
    request: StaffRequest,
    person: Person,
    page: Asking,
    save: Callable[[], object],
    *,
    done: str,
    theirs: Callable[[], Theirs | None] | None = None,
) -> HttpResponse:
    """Show the questions; once they are answered save, say so, and go back to the record.

    Whoever came from a case goes back there instead. Where two people may well answer at once, `theirs` looks up what
    the other one saved, and the page shows both.
    """
    case = case_before(request)
    if case:
        page = replace(page, back=Link("The case", case))
    try:
        if page.form.is_bound and page.form.is_valid() and saved(page.form, save):
            return back_to(request, person, done)
    except Conflict:
        last = theirs() if theirs else None
        if last is None or not isinstance(page.form, forms.Versioned):
            raise
        by = last.by.name if last.by else "The program"
        page.form.clash_with(last.answers, version=last.version, by=by, at=last.at)
        return show(request, page, status=409)
    return show(request, page)


def saved(form: forms.Form, save: Callable[[], object]) -> bool:
    """Save; or put what was wrong with an answer above the questions, and keep everything that was typed."""
    try:
        save()
    except Invalid as wrong:
        form.add_error(None, wrong.message)
        return False
    return True


def back_to(request: StaffRequest, person: Person, done: str) -> HttpResponseRedirect:
    """Go back to the record, or to the case from which somebody came, and say what was done."""
    messages.success(request, done)
    return redirect(case_before(request) or reverse("people:person", args=[person.id]))


def case_before(request: StaffRequest) -> str:
    """The page of a case whose link led here, if one did. An address elsewhere is none."""
    back = request.GET.get("back", "")
    ours = back.startswith("/cases/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours else ""
