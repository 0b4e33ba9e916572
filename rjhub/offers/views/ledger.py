"""A person's ledger, and writing into it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.design import forms as design
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.offers import forms, policies, queries
from rjhub.offers.actions import first_offers, noting
from rjhub.offers.pages import coming_back
from rjhub.offers.pages import ledger as pages
from rjhub.offers.pages.asking import Asking
from rjhub.offers.vocabulary import Answer, Later, Said
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Hub
from rjhub.people import approach
from rjhub.people import queries as people
from rjhub.people.views.saving import saved
from rjhub.sharing.vocabulary import Side

SPOKEN = "It counts at once, for every agency, if they said no."


@require_GET
def ledger(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Everything that somebody was asked and said, and what holds now."""
    person = people.find_person_for(request.staff, person_id, may=policies.may_read)
    page = pages.page_for(
        person,
        queries.ledger_of(person),
        stops=people.stops(person),
        approach=approach.may_be_approached(person.id) or approach.UNSURE,
        may_record=bool(policies.may_record(request.staff)),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def offer(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Write down what an agency told or offered somebody who is known here, and what they answered."""
    person = people.find_person_for(request.staff, person_id, may=policies.may_read)
    if not policies.may_record(request.staff):
        raise Http404
    form = forms.Offer(request.POST or None)
    if form.is_bound and form.is_valid() and saved(form, lambda: noting.record_offer(
        person, _offer(form), by=request.staff, at=clock.now(), key=form.cleaned_data["submission_key"]
    )):  # fmt: skip
        messages.success(request, "Recorded.")
        return redirect("offers:ledger", person.id)
    back = Link(person.name, reverse("offers:ledger", args=[person.id]))
    title = f"What was {person.name} offered, and what did they say?"
    return show(request, Asking(form=form, back=back, title=title, note=SPOKEN))


@require_http_methods(["GET", "POST"])
def first_offer(request: StaffRequest) -> HttpResponse:
    """Write down an offer to somebody whom no case is about. Whoever is known already is told to the hub alone."""
    if not policies.may_record(request.staff):
        raise Http404
    hubs = {
        str(hub.id): hub
        for hub in Hub.objects.filter(partnership_id=request.staff.partnership_id).order_by("name", "id")
    }
    form = forms.FirstOffer(request.POST or None)
    form.offer_choices("hub", [(key, hub.name) for key, hub in hubs.items()])
    if form.is_bound and form.is_valid() and saved(form, lambda: first_offers.record_first_offer(
        _newcomer(form), _offer(form), hub=hubs[str(form.cleaned_data["hub"])], by=request.staff, at=clock.now(),
        key=form.cleaned_data["submission_key"],
    )):  # fmt: skip
        messages.success(request, "Recorded. The hub has it, and a no counts at once for every agency.")
        return redirect("offers:first_offer")
    return show(
        request,
        Asking(
            form=form,
            back=Link("Today", reverse("home")),
            title="Record an offer made outside of a case",
            note="For example: we told them about restorative justice when we first spoke with them.",
        ),
    )


@require_GET
def to_come_back_to(request: StaffRequest) -> HttpResponse:
    """What a hub's coordinators come back to."""
    if not policies.may_coordinate(request.staff):
        raise Http404
    partnership, today = request.staff.partnership_id, clock.today()
    due = queries.to_come_back_to(partnership, by=today)
    later = queries.coming_back_later(partnership, after=today)
    return show(request, coming_back.page_for(due, later, queries.to_review()))


@require_http_methods(["GET", "POST"])
def taking_up(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Note that a hub came back to somebody's interest."""
    entry = queries.find_entry(entry_id)
    if entry is None or not policies.may_take_up(request.staff, entry):
        raise Http404
    if entry.taken_up_at:
        messages.info(request, "Somebody has come back to them already.")
        return redirect("offers:ledger", entry.person_id)
    if request.method == "POST":
        noting.take_up(entry, by=request.staff, at=clock.now())
        messages.success(request, "Recorded. Write down what they said in their ledger.")
        return redirect("offers:ledger", entry.person_id)
    form = design.Form()
    back = Link(coming_back.ComingBackPage.title, reverse("offers:to_come_back_to"))
    return show(request, Asking(form=form, back=back, title=f"Has the hub come back to {entry.person.name}?"))


def _offer(form: forms.Offer) -> noting.Offer:
    said = form.cleaned_data
    names = ("happened_on", "channel", "raised_by", "crime_reference", "answer")
    answers = {name: said[name] for name in names}
    later = said["answer"] == Answer.LATER
    return noting.Offer(
        **answers,
        said=Said(said["said"]),
        ask_again_on=said["look_again_on"] if later else said["ask_again_on"],
        waits_for=Later(said["waits_for"] or "") if later else Later.NOTHING,
    )


def _newcomer(form: forms.FirstOffer) -> first_offers.Newcomer:
    names = ("given_name", "family_name", "born_on")
    answers = {name: form.cleaned_data[name] for name in names}
    return first_offers.Newcomer(side=Side(form.cleaned_data["side"]), **answers)
