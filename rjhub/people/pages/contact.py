"""How to reach somebody: before and after the vault is opened."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.people import forms
from rjhub.people.models import Person
from rjhub.people.pages.asking import record_of
from rjhub.people.pages.cards import shown_contact
from rjhub.people.vault import ContactDetail
from rjhub.people.vocabulary import ContactKind


@dataclass(frozen=True)
class Contact:
    """The question that stands before the contact details of a person harmed."""

    form: forms.Opening
    warnings: tuple[str, ...]
    changes: tuple[Link, ...]
    back: Link
    title: str = "Show contact details"


@dataclass(frozen=True)
class Opened:
    """The contact details of a person harmed, shown once."""

    rows: tuple[Row, ...]
    warnings: tuple[str, ...]
    safety: tuple[Row, ...]
    back: Link
    title: str = "Contact details"


def before(person: Person, form: forms.Opening, warnings: tuple[str, ...]) -> Contact:
    """The page that asks why; whoever only wants to enter something new does not have to open what is there."""
    changes = tuple(
        Link(f"Enter a new {kind.label.lower()}", reverse("people:contact_of", args=[person.id, kind.value]))
        for kind in ContactKind
    )
    return Contact(form=form, warnings=warnings, changes=changes, back=record_of(person))


def opened(
    person: Person, details: list[ContactDetail], warnings: tuple[str, ...], safety: tuple[Row, ...]
) -> Opened:
    """The page that shows them."""
    kept = {detail.kind: detail.value for detail in details}
    rows = tuple(
        Row(
            kind.label,
            shown_contact(kind, kept.get(kind, "")),
            Link("Change", reverse("people:contact_of", args=[person.id, kind.value])),
        )
        for kind in ContactKind
    )
    return Opened(rows=rows, warnings=warnings, safety=safety, back=record_of(person))
