"""A page that asks for something about a person: most pages that change a record are this one."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design import forms
from rjhub.design.links import Link
from rjhub.people.models import Person


@dataclass(frozen=True)
class Asking:
    """One form, with what to know before answering it."""

    form: forms.Form
    back: Link
    title: str
    submit: str = "Save"
    note: str = ""
    warning: str = ""


def asking(person: Person, form: forms.Form, title: str, **more: str) -> Asking:
    """The page that asks about a person; from it one goes back to their record."""
    return Asking(form=form, back=record_of(person), title=title, **more)


def record_of(person: Person) -> Link:
    """The way to a person's record."""
    return Link(person.name, reverse("people:person", args=[person.id]))
