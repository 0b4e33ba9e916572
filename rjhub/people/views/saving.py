"""What every page that saves something about a person has in common."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from rjhub.design import forms
from rjhub.design.pages import show
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.middleware import StaffRequest
from rjhub.people.models import Person
from rjhub.people.pages.asking import Asking


def ask(
    request: StaffRequest, person: Person, page: Asking, save: Callable[[], object], *, done: str
) -> HttpResponse:
    """Show the questions; once they are answered save, say so, and go back to the record."""
    if page.form.is_bound and page.form.is_valid() and saved(page.form, save):
        return back_to(request, person, done)
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
    """Go back to the record, and say what was done."""
    messages.success(request, done)
    return redirect("people:person", person.id)
