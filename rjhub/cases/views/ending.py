"""Answers, waiting, transferring, closing and reopening."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions import answers, closing, transferring, waiting
from rjhub.cases.forms import ending as forms
from rjhub.cases.models import Case, Party
from rjhub.cases.pages import ending as pages
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason


@require_GET
def ending(request: StaffRequest, reference: str) -> HttpResponse:
    """All the ways in which a case can rest, move elsewhere or end."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    page = pages.ending(
        case,
        queries.parties_of(case),
        pause=queries.open_pause(case),
        transfer=queries.open_transfer(case),
        may_work=bool(policies.may_work_on(request.staff, case)),
        may_resume=bool(policies.may_resume(request.staff, case)),
        may_end=bool(policies.may_coordinate(request.staff, case)),
        may_see_referrals=bool(policies.may_see_attached(request.staff, case)),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, reference: str, party_id: UUID) -> HttpResponse:
    """Note what somebody answered."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    party = queries.find_party(case, party_id)
    form = forms.Answer(request.POST or None)
    if form.is_valid():
        _note(party, form, by=request.staff)
        messages.success(request, "Their answer is noted.")
        return redirect("cases:ending", reference)
    about = "Write down what they said themselves, not what somebody else thinks."
    return show(request, pages.asking(case, form, f"What {party.name} answered", about, "Note it"))


@require_http_methods(["GET", "POST"])
def pausing(request: StaffRequest, reference: str) -> HttpResponse:
    """Let the case wait."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    form = forms.Pausing(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: waiting.pause_case(case, by=request.staff, at=clock.now(), **form.cleaned_data)
    ):
        messages.success(request, "The case waits. The hub is reminded on the day.")
        return redirect("cases:ending", reference)
    about = "Nothing is lost: on the day the hub gets a task to go on."
    return show(request, pages.asking(case, form, "Let the case wait", about, "Let it wait"))


@require_POST
def resuming(request: StaffRequest, reference: str) -> HttpResponse:
    """Go on with the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    waiting.resume_case(case, by=request.staff, at=clock.now())
    messages.success(request, "The case goes on where it stopped.")
    return redirect("cases:case", reference)


@require_http_methods(["GET", "POST"])
def transfer(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask another area to take the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    form = forms.Transfer(request.POST or None)
    if form.is_valid() and accepted(
        form,
        partial(transferring.offer_transfer, case, **form.cleaned_data, by=request.staff, at=clock.now()),
    ):
        messages.success(request, "Noted. You answer for the case until they have accepted it.")
        return redirect("cases:ending", reference)
    about = "Ask them first. Send nothing about the people before they have accepted."
    return show(
        request, pages.asking(case, form, "Transfer to another area", about, "Note that they were asked")
    )


@require_http_methods(["GET", "POST"])
def transfer_answer(request: StaffRequest, reference: str) -> HttpResponse:
    """Note how the other area answered."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    asked = queries.open_transfer(case)
    if asked is None:
        raise Http404
    form = forms.Told(request.POST or None)
    if form.is_valid():
        given, at = form.cleaned_data, clock.now()
        if given["answer"] == "declined":
            transferring.note_transfer_declined(asked, answer=given["note"], by=request.staff, at=at)
            messages.success(request, "Noted. The case goes on here.")
            return redirect("cases:ending", reference)
        told = dict.fromkeys((party.id for party in queries.parties_of(case)), clock.today())
        transferring.note_transfer_accepted(asked, answer=given["note"], told=told, by=request.staff, at=at)
        messages.success(request, "The case is closed here. The other area has it.")
        return redirect("cases:case", reference)
    about = f"{asked.to_name} was asked. When they say yes, the case closes here and everybody counts as told today."
    return show(request, pages.asking(case, form, "How did they answer?", about, "Note it"))


@require_http_methods(["GET", "POST"])
@held_first
def close(request: StaffRequest, reference: str) -> HttpResponse:
    """Close the case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    reasons = [
        (one.value, pathways.in_words_of(case, one.label))
        for one in pathways.pathway_of(case).closing.reasons
    ]
    promised = queries.follow_ups_left(case)
    asked = any(one.party.ended_at is None for one in promised)
    parties = queries.parties_of(case)
    attached = len(queries.attached_now(case))
    form = forms.Closing(
        request.POST or None, reasons=reasons, parties=parties, promised=asked, attached=attached
    )
    if form.is_valid() and accepted(form, _closing_of(case, form, by=request.staff)):
        messages.success(request, "The case is closed.")
        return redirect("cases:case", reference)
    return show(request, pages.closing(case, form, promised, queries.items_left(case)))


@require_http_methods(["GET", "POST"])
def reopen(request: StaffRequest, reference: str) -> HttpResponse:
    """Open a closed case again."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_ask_to_reopen)
    policies.may_reopen(request.staff, case).or_refuse()
    form = forms.Reopening(request.POST or None)
    if form.is_valid():
        closing.reopen_case(case, why=form.cleaned_data["why"], by=request.staff, at=clock.now())
        messages.success(request, "The case is open again.")
        return redirect("cases:case", reference)
    about = (
        "It goes on where it was closed. Consents are asked for again. Whoever said no is not asked again."
    )
    return show(request, pages.asking(case, form, "Open the case again", about, "Open it again"))


def _note(party: Party, form: forms.Answer, *, by: Staff) -> None:
    given, at = form.cleaned_data, clock.now()
    if given["answer"] == "yes":
        answers.says_yes(party, by=by, at=at)
    elif given["answer"] == "no":
        answers.says_no(party, said_on=given["said_on"], by=by, at=at)
    else:
        answers.says_not_now(
            party,
            ask_again_on=given["ask_again_on"],
            said_on=given["said_on"],
            why=given["why"],
            by=by,
            at=at,
        )


def _closing_of(case: Case, form: forms.Closing, *, by: Staff) -> Callable[[], object]:
    return partial(
        closing.close_case, case, reason=ClosingReason(form.cleaned_data["reason"]), note=form.cleaned_data["note"],
        parties=form.endings(), not_asked_because=form.cleaned_data.get("not_asked_because", ""),
        attached=form.cleaned_data["attached"], by=by, at=clock.now(),
    )  # fmt: skip
