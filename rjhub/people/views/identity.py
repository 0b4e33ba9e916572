"""Who somebody is: particulars, other names, identifiers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from rjhub.design import forms as questions
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import forms, policies, queries
from rjhub.people.actions import amending, naming
from rjhub.people.actions import particulars as told
from rjhub.people.models import Identifier, OtherName, Person
from rjhub.people.pages.asking import asking
from rjhub.people.views.saving import Theirs, ask
from rjhub.people.vocabulary import NameChange


@dataclass(frozen=True)
class Said:
    """What a page says, and what it says once it is done."""

    title: str
    done: str
    submit: str = "Save"
    note: str = ""


@require_http_methods(["GET", "POST"])
def particulars(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Change who somebody is; where somebody else did so meanwhile, show both."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    before = told.of(person).answers()
    form = forms.Particulars(request.POST or None, initial={**before, "version": person.version})

    def theirs() -> Theirs | None:
        last = next(iter(queries.amendments(person)), None)
        return Theirs(before, person.version, last.amended_by, last.amended_at) if last else None

    return ask(
        request,
        person,
        asking(person, form, f"Change who {person.name} is"),
        lambda: _amend(request, person, form),
        done="Changed. What it said before is kept.",
        theirs=theirs,
    )


def _amend(request: StaffRequest, person: Person, form: forms.Particulars) -> None:
    answers = dict(form.cleaned_data)
    version, change = answers.pop("version"), answers.pop("name_change") or NameChange.CORRECTION
    amending.amend_person(
        person,
        to=told.Particulars(**answers),
        version=version,
        name_change=change,
        by=request.staff,
        at=clock.now(),
    )


@require_http_methods(["GET", "POST"])
def name(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Add another name."""
    form = forms.OtherName(request.POST or None)
    said = Said("Add another name", done="The name is on the record.")
    return _add(request, person_id, form, said, naming.add_other_name)


@require_http_methods(["GET", "POST"])
def identifier(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Add a number by which an agency knows them."""
    form = forms.Identifier(request.POST or None)
    said = Said("Add an identifier", done="The identifier is on the record.")
    return _add(request, person_id, form, said, naming.add_identifier)


@require_http_methods(["GET", "POST"])
def name_withdrawal(request: StaffRequest, person_id: UUID, name_id: UUID) -> HttpResponse:
    """Take back a name that was never theirs."""
    said = Said(
        "Withdraw the name {row}",
        submit="Withdraw this name",
        note="Do this only if it was never their name. Keep a name that they used to have.",
        done="The name was withdrawn.",
    )
    take_back = naming.withdraw_other_name
    return _withdraw(request, person_id, name_id, rows=queries.other_names, said=said, withdraw=take_back)


@require_http_methods(["GET", "POST"])
def identifier_withdrawal(request: StaffRequest, person_id: UUID, identifier_id: UUID) -> HttpResponse:
    """Take back a number that is not theirs."""
    said = Said(
        "Withdraw {row}",
        submit="Withdraw this identifier",
        note="Do this if it is not theirs. The duplicate check stops counting it.",
        done="The identifier was withdrawn.",
    )
    take_back = naming.withdraw_identifier
    return _withdraw(
        request, person_id, identifier_id, rows=queries.identifiers, said=said, withdraw=take_back
    )


def _add(
    request: StaffRequest, person_id: UUID, form: questions.Form, said: Said, add: Callable[..., object]
) -> HttpResponse:
    """Add what the form asks to a person's record."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    return ask(
        request,
        person,
        asking(person, form, said.title),
        lambda: add(person, by=request.staff, **form.cleaned_data),
        done=said.done,
    )


def _withdraw(
    request: StaffRequest,
    person_id: UUID,
    row_id: UUID,
    *,
    rows: Callable[[Person], Iterable[OtherName | Identifier]],
    said: Said,
    withdraw: Callable[..., None],
) -> HttpResponse:
    """Take one of the rows on a person's record back, once somebody has said so."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    row = next((one for one in rows(person) if one.id == row_id), None)
    if row is None:
        raise Http404
    form = questions.Form(request.POST if request.method == "POST" else None)
    return ask(
        request,
        person,
        asking(person, form, said.title.format(row=row), submit=said.submit, note=said.note),
        lambda: withdraw(row, by=request.staff, at=clock.now()),
        done=said.done,
    )
