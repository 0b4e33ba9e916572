"""Messages between the sides."""

from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import carrying
from rjhub.cases.actions import messages as actions
from rjhub.cases.forms import messages as forms
from rjhub.cases.gates.mandatory import shut_gates
from rjhub.cases.models import Case, Message
from rjhub.cases.pages import messages as pages
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.pages.questions import Questions
from rjhub.cases.views.downloads import attachment
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.cases.vocabulary import MessageStatus
from rjhub.design import forms as questions
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, allow_if
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff


@require_GET
def messages(request: StaffRequest, reference: str) -> HttpResponse:
    """Every message that the reader may see."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    policies.may_read_both_sides(request.staff, case).or_refuse()
    names = pages.Names(case, queries.parties_of(case))
    page = pages.messages_of(
        case,
        queries.messages_of(case),
        names,
        shut=shut_gates(case, indirect=True),
        may_take_down=policies.may_take_down_message(request.staff, case),
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
@held_first
def new_message(request: StaffRequest, reference: str) -> HttpResponse:
    """Take a message down."""
    case = _case_of_work(request.staff, reference)
    return _taking_down(request, case)


@require_http_methods(["GET", "POST"])
@held_first
def message_answer(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Take down an answer to a message."""
    case = _case_of_work(request.staff, reference)
    return _taking_down(request, case, answers=queries.find_message(case, message_id))


@require_http_methods(["GET", "POST"])
@held_first
def message_again(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Take down again what was returned."""
    case = _case_of_work(request.staff, reference)
    return _taking_down(request, case, instead_of=queries.find_message(case, message_id))


@require_GET
def message(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """One message."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    found = queries.find_message(case, message_id)
    around = pages.Around(
        answers=queries.message_with(found.answers_id),
        answered_by=queries.answers_to(found),
        instead_of=queries.message_with(found.instead_of_id),
        written_again=queries.taken_down_again(found),
    )
    names = pages.Names(case, queries.parties_of(case))
    page = pages.message_page(
        found, names, around, shut=shut_gates(case, indirect=True), may=_may(request.staff, case, found)
    )
    return show(request, page)


@require_GET
def copy(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """What is handed to the other side, as a new document."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_message(case, message_id)
    content = carrying.copy_to_hand_over(found, by=request.staff)
    return attachment(content, "application/pdf", f"message-{clock.today().isoformat()}.pdf")


@require_http_methods(["GET", "POST"])
@held_first
def review(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Read a message and decide whether it is passed on."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_message(case, message_id)
    policies.may_review_message(request.staff, case, found).or_refuse()
    crosses = policies.crosses_safely(found)
    form = forms.Review(request.POST or None)
    form.offer(may_approve=bool(crosses))
    if form.is_valid():
        decide = {forms.APPROVE: actions.approve_message, forms.RETURN: actions.return_message}
        note = form.cleaned_data["note"] or ""
        job = decide[form.cleaned_data["verdict"]]
        if accepted(form, lambda: job(found, note=note, by=request.staff, at=clock.now())):
            notices.success(request, "Your decision is noted.")
            return redirect("cases:message", reference, message_id)
    said = carrying.said_in(found)
    about = (*crosses.reasons, said) if said else crosses.reasons
    page = _asking(case, form, "Read a message", "Save the decision", found, about=about)
    return show(request, page)


@require_http_methods(["GET", "POST"])
def passing_on(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Note that a message was passed on."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_message(case, message_id)
    policies.may_pass_message_on(request.staff, case, found).or_refuse()
    if shut_gates(case, indirect=True):
        return redirect("cases:message", reference, message_id)
    form = forms.PassingOn(request.POST or None)
    if form.is_valid() and accepted(
        form, lambda: actions.pass_message_on(found, by=request.staff, at=clock.now(), **form.cleaned_data)
    ):
        notices.success(request, "It is noted that the message was passed on.")
        return redirect("cases:message", reference, message_id)
    return show(request, _asking(case, form, "The message was passed on", "Save it", found))


@require_http_methods(["GET", "POST"])
def response(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Note how a message was received."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_message(case, message_id)
    form = forms.Response(request.POST or None, initial={"response": found.response})
    if form.is_valid() and accepted(
        form, lambda: actions.note_response(found, by=request.staff, at=clock.now(), **form.cleaned_data)
    ):
        notices.success(request, "How it was received is noted.")
        return redirect("cases:message", reference, message_id)
    return show(request, _asking(case, form, "How the message was received", "Save it", found))


@require_http_methods(["GET", "POST"])
def taking_back(request: StaffRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Note that the sender takes a message back."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_bring_together)
    found = queries.find_message(case, message_id)
    policies.may_take_message_back(request.staff, case, found).or_refuse()
    if request.method == "POST":
        actions.take_message_back(found, by=request.staff, at=clock.now())
        notices.success(request, "The message is taken back. It is not passed on.")
        return redirect("cases:message", reference, message_id)
    about = ("The sender may take a message back at any moment before it is passed on. It cannot be undone.",)
    title = "The sender takes the message back"
    return show(
        request, _asking(case, questions.Form(), title, "Take it back", found, about=about, grave=True)
    )


def _case_of_work(staff: Staff, reference: str) -> Case:
    case = queries.find_case_for(staff, reference, may=policies.may_bring_together)
    policies.may_take_down_message(staff, case).or_refuse()
    return case


def _taking_down(
    request: StaffRequest, case: Case, *, answers: Message | None = None, instead_of: Message | None = None
) -> HttpResponse:
    policies.stands_for(instead_of).or_refuse()
    pairs = _pairs(case, answers, instead_of)
    allow_if(pairs, "The case has ended for the people of one side.").or_refuse()
    kept = {"medium": instead_of.medium, "words": instead_of.words} if instead_of else {}
    first = {"between": next(iter(pairs))} if len(pairs) == 1 else {}
    form = forms.NewMessage(request.POST or None, request.FILES or None, initial=kept | first)
    form.offer(pairs)
    if form.is_valid():
        taken = _taken(case, form, answers, instead_of, by=request.staff)
        if taken is not None:
            notices.success(
                request, "The message is written down. Somebody else reads it before it is passed on."
            )
            return redirect("cases:message", case.reference, taken.id)
    note = (f"Returned because: {instead_of.review_note}",) if instead_of else ()
    again = "Write the message again" if instead_of else "Write a message down"
    title = "Write an answer down" if answers else again
    return show(request, _asking(case, form, title, "Save the message", about=note))


def _taken(
    case: Case, form: forms.NewMessage, answers: Message | None, instead_of: Message | None, *, by: Staff
) -> Message | None:
    """Take it down; what is wrong with it becomes an error of the form, so that nothing typed is lost."""
    given = form.cleaned_data
    sender, receiver = form.pairs[given["between"]]
    new = actions.NewMessage(
        from_party=sender, to_party=receiver, medium=given["medium"], words=given["words"], answers=answers,
        instead_of=instead_of,
    )  # fmt: skip
    made: list[Message] = []

    def take_down() -> None:
        key = given["submission_key"]
        made.append(
            actions.take_down_message(case, new, upload=given["upload"], by=by, at=clock.now(), key=key)
        )

    return made[0] if accepted(form, take_down, invalid="upload") else None


def _pairs(case: Case, answers: Message | None, instead_of: Message | None) -> forms.Pairs:
    going = [party for party in queries.parties_of(case) if party.ended_at is None]
    pairs = {f"{a.id}.{b.id}": (a, b) for a in going for b in going if a.side != b.side}
    if answers:
        key = f"{answers.to_party_id}.{answers.from_party_id}"
        return {key: pairs[key]} if key in pairs else {}
    if instead_of:
        key = f"{instead_of.from_party_id}.{instead_of.to_party_id}"
        return {key: pairs[key]} if key in pairs else {}
    return pairs


def _may(staff: Staff, case: Case, found: Message) -> dict[str, Decision]:
    passed = allow_if(found.status == MessageStatus.PASSED_ON, "It has not been passed on yet.")
    works = policies.may_bring_together(staff, case)
    takes = policies.may_take_down_message(staff, case)
    returned = allow_if(found.status == MessageStatus.RETURNED, "It was not returned.")
    return {
        "message_review": policies.may_review_message(staff, case, found),
        "message_passing_on": policies.may_pass_message_on(staff, case, found),
        "message_response": works.and_(passed),
        "message_answer": takes.and_(passed),
        "message_again": takes.and_(returned, policies.stands_for(found)) if returned else returned,
        "message_taking_back": policies.may_take_message_back(staff, case, found),
    }


def _asking(
    case: Case,
    form: questions.Form,
    title: str,
    submit: str,
    found: Message | None = None,
    *,
    about: tuple[str, ...] = (),
    grave: bool = False,
) -> Questions:
    if found is None:
        back = Link("Messages", reverse("cases:messages", args=[case.reference]))
    else:
        back = Link("The message", reverse("cases:message", args=[case.reference, found.id]))
    warnings = pages.found_in(found.words) if found is not None else ()
    return Questions(
        frame=frame_for(case, "messages"), form=form, back=back, title=title, submit=submit, warnings=warnings,
        about=about, grave=grave,
    )  # fmt: skip
