"""How somebody can be reached, how safely, and where they are held."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from rjhub.design.pages import show
from rjhub.design.pieces import Row
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import approach, forms, policies, queries, vault
from rjhub.people.actions import custody as custodies
from rjhub.people.actions import reaching
from rjhub.people.actions import safe_contact as safety
from rjhub.people.models import Person
from rjhub.people.pages import cards
from rjhub.people.pages import contact as pages
from rjhub.people.pages.asking import asking
from rjhub.people.pages.record import stop_warnings
from rjhub.people.views.saving import Theirs, ask
from rjhub.people.vocabulary import Approach, ContactKind


@require_http_methods(["GET", "POST"])
def contact(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Ask why somebody needs to know how a person harmed can be reached; then show it, once, in this answer only."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_open_contact)
    if not person.is_harmed:
        raise Http404
    form = forms.Opening(request.POST or None)
    warnings = _warnings(person)
    if not form.is_valid():
        return show(request, pages.before(person, form, warnings))
    details = vault.open_contact(person, by=request.staff, purpose=form.in_words())
    return show(request, pages.opened(person, details, warnings, _safety(request, person)))


def _warnings(person: Person) -> tuple[str, ...]:
    answer = approach.may_be_approached(person.id) or Approach.UNSURE
    return tuple(stop_warnings(answer, person.name))


def _safety(request: StaffRequest, person: Person) -> tuple[Row, ...]:
    if not policies.may_confirm_safe_contact(request.staff, person):
        return ()
    return cards.safe_contact(person, queries.safe_contact(person)).rows


@require_http_methods(["GET", "POST"])
def contact_of(request: StaffRequest, person_id: UUID, kind: str) -> HttpResponse:
    """Enter a new address, number or email address, without showing the one before."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_open_contact)
    if kind not in set(ContactKind):
        raise Http404
    of = ContactKind(kind)
    form = forms.Contact(of, request.POST or None)
    note = "It takes the place of the one before."
    if of is ContactKind.ADDRESS:
        note += " No letter goes to it until somebody confirms that it is safe to write there."
    return ask(
        request,
        person,
        asking(person, form, f"{of.label} of {person.name}", note=note),
        lambda: reaching.keep_contact(person, kind=of, value=form.told(), by=request.staff, at=clock.now()),
        done="The contact details were changed.",
    )


@require_http_methods(["GET", "POST"])
def safe_contact(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Confirm how somebody may be contacted safely."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_confirm_safe_contact)
    last, version = queries.safe_contact(person), queries.times_confirmed(person)
    before = forms.safe_ways_before(last)
    form = forms.SafeContact(request.POST or None, initial={**before, "version": version})

    def confirm() -> None:
        told = form.cleaned_data["version"]
        safety.confirm_safe_contact(person, ways=form.ways(), by=request.staff, at=clock.now(), version=told)

    note = "Ask them. Whatever they did not allow is not allowed."
    return ask(
        request,
        person,
        asking(person, form, f"Contact {person.name} safely", submit="Confirm", note=note),
        confirm,
        done="How to contact them safely was confirmed.",
        theirs=lambda: Theirs(before, version, last.confirmed_by, last.confirmed_at) if last else None,
    )


@require_http_methods(["GET", "POST"])
def custody(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Record where a person responsible is held."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_record_custody)
    form = forms.Custody(request.POST or None)
    return ask(
        request,
        person,
        asking(
            person, form, "Record custody", note="If they were held elsewhere, that ends on the same day."
        ),
        lambda: custodies.record_custody(person, by=request.staff, **form.cleaned_data),
        done="Where they are held was recorded.",
    )


@require_http_methods(["GET", "POST"])
def release(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Record that a person responsible was released."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_record_custody)
    if queries.current_custody(person) is None:
        raise Http404
    form = forms.Release(request.POST or None)
    return ask(
        request,
        person,
        asking(person, form, "Record a release"),
        lambda: custodies.end_custody(person, by=request.staff, **form.cleaned_data),
        done="The release was recorded.",
    )
