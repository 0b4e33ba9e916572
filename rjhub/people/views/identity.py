"""Who somebody is: particulars, other names, identifiers."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from rjhub.design import forms as questions
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import forms, policies, queries
from rjhub.people.actions import amending, naming
from rjhub.people.actions import particulars as told
from rjhub.people.models import Person
from rjhub.people.pages.asking import asking
from rjhub.people.views.saving import Theirs, ask
from rjhub.people.vocabulary import NameChange


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
    person = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    form = forms.OtherName(request.POST or None)
    return ask(
        request,
        person,
        asking(person, form, "Add another name"),
        lambda: naming.add_other_name(person, by=request.staff, **form.cleaned_data),
        done="The name is on the record.",
    )


@require_http_methods(["GET", "POST"])
def name_withdrawal(request: StaffRequest, person_id: UUID, name_id: UUID) -> HttpResponse:
    """Take back a name that was never theirs."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    other = next((one for one in queries.other_names(person) if one.id == name_id), None)
    if other is None:
        raise Http404
    form = questions.Form(request.POST if request.method == "POST" else None)
    return ask(
        request,
        person,
        asking(
            person,
            form,
            f"Withdraw the name {other}",
            submit="Withdraw this name",
            note="Do this if it was never their name. For a name that they no longer use, keep it.",
        ),
        lambda: naming.withdraw_other_name(other, by=request.staff, at=clock.now()),
        done="The name was withdrawn.",
    )


@require_http_methods(["GET", "POST"])
def identifier(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Add a number by which an agency knows them."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    form = forms.Identifier(request.POST or None)
    return ask(
        request,
        person,
        asking(person, form, "Add an identifier"),
        lambda: naming.add_identifier(person, by=request.staff, **form.cleaned_data),
        done="The identifier is on the record.",
    )


@require_http_methods(["GET", "POST"])
def identifier_withdrawal(request: StaffRequest, person_id: UUID, identifier_id: UUID) -> HttpResponse:
    """Take back a number that is not theirs."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_amend)
    number = next((one for one in queries.identifiers(person) if one.id == identifier_id), None)
    if number is None:
        raise Http404
    form = questions.Form(request.POST if request.method == "POST" else None)
    return ask(
        request,
        person,
        asking(
            person,
            form,
            f"Withdraw {number}",
            submit="Withdraw this identifier",
            note="Do this if it is not theirs. The duplicate check stops counting it.",
        ),
        lambda: naming.withdraw_identifier(number, by=request.staff, at=clock.now()),
        done="The identifier was withdrawn.",
    )
