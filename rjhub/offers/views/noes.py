"""Noes: narrower ones, exceptions from them, and the erasure of a record that they outlive."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, allow_if
from rjhub.offers import forms, keeper, policies, queries
from rjhub.offers.actions import erasing, noes
from rjhub.offers.models import Leave
from rjhub.offers.pages import noes as pages
from rjhub.offers.pages.asking import Asking
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.people import approach
from rjhub.people import queries as people
from rjhub.people.models import Person
from rjhub.people.views.saving import saved


@require_GET
def noes_of(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Every no of somebody, how far it reaches, and what is left of erased records that are like theirs."""
    person = people.find_person_for(request.staff, person_id, may=policies.may_read)
    coordinates = bool(policies.may_coordinate(request.staff))
    erased = keeper.erased_like(person.id) if coordinates else []
    near = queries.near_noes(person) if coordinates else []
    stops = queries.stops_of(person)
    may_agree = {
        leave.id
        for stop in stops
        for leave in stop.leaves.all()
        if policies.may_agree_to_leave(request.staff, leave)
    }
    return show(
        request, pages.page_for(person, stops, erased, near, coordinates=coordinates, may_agree=may_agree)
    )


@require_http_methods(["GET", "POST"])
def no(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Record a no that the person made narrower themself."""
    person = people.find_person_for(request.staff, person_id, may=policies.may_read)
    form = forms.No(request.POST or None)
    others = queries.others_in_cases_of(person)
    form.offer_choices("counterpart", [(str(one.id), one.name) for one in others])

    def keep() -> object:
        said = form.cleaned_data
        whom = next((one for one in others if str(one.id) == said["counterpart"]), None)
        reach = noes.Reach(
            channel=said["channel"] or None,
            purpose=said["purpose"] or None,
            counterpart=whom,
            until=said["until"],
        )
        return noes.record_no(person, reach, said_on=said["said_on"], by=request.staff, at=clock.now())

    note = "Leave out what they did not say: the widest no is what counts then."
    asking = Asking(form=form, back=_noes(person), title=f"What does {person.name} not want?", note=note)
    return _ask(request, asking, keep, done="Recorded. It counts at once, for every agency.")


@require_http_methods(["GET", "POST"])
def leave(request: StaffRequest, stop_id: UUID) -> HttpResponse:
    """Ask to contact somebody against their no."""
    stop = queries.find_stop(stop_id)
    if stop is None:
        raise Http404
    policies.may_ask_leave(request.staff, stop).or_refuse()
    form = forms.Leave(request.POST or None)
    warning = "Only where somebody is in danger or the law asks for it. Never to ask whether they changed their mind."
    asking = Asking(
        form=form, back=_noes(stop.person), title="Ask for an exception from a no", warning=warning,
        note="It counts once a second person has agreed to it.",
    )  # fmt: skip
    return _ask(
        request,
        asking,
        lambda: noes.ask_leave(stop, by=request.staff, at=clock.now(), **form.cleaned_data),
        done="Asked for. It counts once a second person has agreed.",
    )


@require_http_methods(["GET", "POST"])
def leave_agreeing(request: StaffRequest, leave_id: UUID) -> HttpResponse:
    """Agree to an exception, as the second person."""
    found = _found(request, leave_id, may=policies.may_agree_to_leave)
    form = forms.Agreeing(request.POST or None)
    asking = Asking(
        form=form, back=_noes(found.stop.person), title="Agree to an exception from a no",
        rows=pages.about_leave(found), submit="Agree",
        note="If you agree, they may be contacted until the last day, although they said no.",
    )  # fmt: skip
    return _ask(
        request,
        asking,
        lambda: noes.agree_to_leave(found, by=request.staff, at=clock.now()),
        done="Agreed. It counts until its last day.",
    )


@require_http_methods(["GET", "POST"])
def leave_ending(request: StaffRequest, leave_id: UUID) -> HttpResponse:
    """End an exception before its day."""
    found = _found(request, leave_id, may=policies.may_end_leave)
    asking = Asking(
        form=forms.Ending(request.POST or None), back=_noes(found.stop.person), title="End an exception from a no",
        rows=pages.about_leave(found), submit="End the exception",
    )  # fmt: skip
    return _ask(
        request,
        asking,
        lambda: noes.end_leave(found, by=request.staff, at=clock.now()),
        done="Ended. The no counts again.",
    )


@require_http_methods(["GET", "POST"])
def erasure(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Erase everything by which a person could be known again."""
    person = people.find_person_for(request.staff, person_id, may=policies.may_erase)
    allow_if(not approach.stands_still(), erasing.OBSTACLES["frozen"]).or_refuse()
    form = forms.Erasing(request.POST or None)
    asking = Asking(
        form=form,
        back=_noes(person),
        title=f"Erase the record of {person.name}",
        submit="Erase it",
        warning="This cannot be undone.",
        note="Their name, birth, numbers, contact details and monitoring go. If they said no, it goes on counting.",
    )
    return _ask(
        request,
        asking,
        lambda: erasing.minimise_person(
            person, because=form.cleaned_data["because"], by=request.staff, at=clock.now()
        ),
        done="Erased. A no that they said goes on counting.",
    )


@require_http_methods(["GET", "POST"])
def lifting_after_erasure(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Record that somebody asked for contact again, after a record of theirs was erased."""
    person = people.find_person_for(request.staff, person_id, may=policies.may_lift_after_erasure)
    form = forms.Lifting(request.POST or None)
    warning = "Only their own wish counts. Nobody else may ask for them."
    asking = Asking(
        form=form, back=_noes(person), title=f"{person.name} asked for contact again", warning=warning,
        note="Once it is recorded they may be contacted, unless another no stands.",
    )  # fmt: skip
    return _ask(
        request,
        asking,
        lambda: erasing.lift_after_erasure(person, by=request.staff, at=clock.now(), **form.cleaned_data),
        done="Recorded. They may be contacted again, unless another no stands.",
    )


@require_http_methods(["GET", "POST"])
def telling_apart(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Decide that this is not the person whose record was erased."""
    person = people.find_person_for(request.staff, person_id, may=policies.may_lift_after_erasure)
    asking = Asking(
        form=forms.Apart(request.POST or None), back=_noes(person), title=f"{person.name} is somebody else",
        note="Once it is recorded they may be contacted, unless another no stands.",
        warning="Nothing is left to compare them by but what you know yourself. If you are not sure, go back.",
    )  # fmt: skip
    return _ask(
        request,
        asking,
        lambda: erasing.tell_apart_from_the_erased(person, by=request.staff, at=clock.now()),
        done="Recorded.",
    )


def _found(request: StaffRequest, leave_id: UUID, *, may: Callable[[Staff, Leave], Decision]) -> Leave:
    """An exception that somebody sees and may do this with. Who sees it and comes too late is told why they may not."""
    found = queries.find_leave(leave_id)
    if found is None:
        raise Http404
    may(request.staff, found).or_refuse()
    return found


def _noes(person: Person) -> Link:
    return Link(person.name, reverse("offers:noes", args=[person.id]))


def _ask(request: StaffRequest, asking: Asking, keep: Callable[[], object], *, done: str) -> HttpResponse:
    if asking.form.is_bound and asking.form.is_valid() and saved(asking.form, keep):
        messages.success(request, done)
        return redirect(asking.back.href)
    return show(request, asking)
