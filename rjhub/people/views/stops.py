"""A no, and the person's own wish to hear from us again; and equality monitoring."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.people import forms, policies, queries
from rjhub.people.actions import monitoring, stopping
from rjhub.people.pages.asking import asking
from rjhub.people.views.saving import Theirs, ask


@require_http_methods(["GET", "POST"])
def stop(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Record that somebody said no. Whoever sees the person can; the widest no is what is recorded by itself."""
    person = queries.find_person_for(request.staff, person_id)
    form = forms.Stop(request.POST or None)
    return ask(
        request,
        person,
        asking(
            person,
            form,
            f"Record that {person.name} said no",
            submit="Record it",
            note="It counts at once, for every agency. Only they themself can take it back.",
        ),
        lambda: stopping.record_stop(
            person,
            said_on=form.cleaned_data["said_on"],
            said_to=request.staff.agency,
            channel=form.cleaned_data["channel"],
            until=form.cleaned_data["until"],
            by=request.staff,
            at=clock.now(),
        ),
        done="Recorded. No agency may contact them against it.",
    )


@require_http_methods(["GET", "POST"])
def lifting(request: StaffRequest, person_id: UUID, stop_id: UUID) -> HttpResponse:
    """Record that the person themself asked for contact again."""
    person = queries.find_person_for(request.staff, person_id)
    said = next((one for one in queries.stops(person) if one.id == stop_id), None)
    if said is None or not policies.may_lift_stop(request.staff, said):
        raise Http404
    form = forms.Lifting(request.POST or None)
    return ask(
        request,
        person,
        asking(
            person,
            form,
            f"{person.name} asked for contact again",
            submit="Record it",
            warning="Only their own wish counts. Nobody else may ask for them.",
        ),
        lambda: stopping.lift_stop(said, by=request.staff, at=clock.now(), **form.cleaned_data),
        done="Recorded. They may be contacted again.",
    )


@require_http_methods(["GET", "POST"])
def equality(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Record what somebody said about themself."""
    person = queries.find_person_for(request.staff, person_id, may=policies.may_record_equality)
    last, version = queries.equality(person), queries.times_monitored(person)
    before = {name: getattr(last, name, "") for name in monitoring.QUESTIONS}
    form = forms.Equality(request.POST or None, initial={**before, "version": version})

    def keep() -> None:
        answers = {name: form.cleaned_data[name] or "" for name in monitoring.QUESTIONS}
        told = form.cleaned_data["version"]
        monitoring.record_equality(person, answers=answers, by=request.staff, at=clock.now(), version=told)

    return ask(
        request,
        person,
        asking(
            person,
            form,
            "Equality monitoring",
            note="Ask; do not guess. They may say that they prefer not to say.",
        ),
        keep,
        done="The answers were recorded.",
        theirs=lambda: Theirs(before, version, last.recorded_by, last.recorded_at) if last else None,
    )
