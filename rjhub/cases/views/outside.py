"""One-time links: coordinators send them, and somebody elsewhere answers by them without an account."""

from collections.abc import Callable
from uuid import UUID

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rjhub.cases import policies, queries
from rjhub.cases.actions import outside as actions
from rjhub.cases.forms import outside as forms
from rjhub.cases.models import OutsideLink
from rjhub.cases.pages import outside as pages
from rjhub.cases.pages.ending import Asking
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.views.held_words import held_first
from rjhub.cases.views.refusing import accepted
from rjhub.design import errors
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.words import moment
from rjhub.kernel import clock
from rjhub.partnership.admission import open_to_all
from rjhub.partnership.middleware import StaffRequest
from rjhub.sharing import doors, readers

COOKIE, PATH, AN_HOUR = "answering", "/answer/", 3600
LIMITS = {"code": "20/10m/ip"}


@require_http_methods(["GET", "POST"])
@held_first
def ask(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask an agency outside the partnership."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    parties = {str(party.id): party for party in queries.parties_of(case) if party.ended_at is None}
    form = forms.Elsewhere(request.POST or None, parties=parties.values())
    if form.is_valid():
        given = form.cleaned_data
        whom = actions.Elsewhere(
            kind=given["kind"], agency=given["agency"], name=given["name"], email=given["email"],
            party=parties[given["party"]], why=given["why"], questions=given["asked"],
            category=given["category"], due_on=given["due_on"],
        )  # fmt: skip
        told: list[actions.Told] = []
        if accepted(
            form,
            lambda: told.append(
                actions.ask_elsewhere(case, whom, by=request.staff, at=clock.now(), address=_address(request))
            ),
        ):
            _say(request, told[0])
            return redirect("cases:information", reference)
    page = Asking(
        frame=frame_for(case, "information"), form=form, title="Ask an agency outside the partnership",
        about="They get a link by email that says nothing of the case, and a code from you by telephone. They see "
        "only your questions, and the name and date of birth of one person.",
        submit="Send the link", back=Link("Information from agencies", reverse("cases:information", args=[reference])),
    )  # fmt: skip
    return show(request, page)


@require_POST
def new_link(request: StaffRequest, reference: str, request_id: UUID) -> HttpResponse:
    """Send another link with another code."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_coordinate)
    asked = queries.find_request_of(case, request_id)
    told = actions.send_new_link(asked, by=request.staff, at=clock.now(), address=_address(request))
    _say(request, told)
    return redirect("cases:information", reference)


@open_to_all
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """What a link opens: the question for its code, and then, in the same browser, the questions of its request."""
    link = actions.find_open_link(key, at=clock.now())
    if link is None:
        return _over(request)
    return _questions(request, link) if _has_shown_code(request, link) else _code(request, key, link)


def _code(request: HttpRequest, key: str, link: OutsideLink) -> HttpResponse:
    """Ask for the code. An answer that was typed before an hour was over is carried along, and not sent yet."""
    kept = forms.kept_of(request.POST)
    form = forms.Code(None if kept and "code" not in request.POST else request.POST or None)
    if form.is_bound and _too_often(request):
        return errors.failure(request, 429)
    if form.is_valid():
        if actions.check_code(link, form.cleaned_data["code"], at=clock.now()):
            shown = _questions(request, link, is_kept=True) if kept else redirect("cases:outside", key)
            return _remembering(shown, link)
        if actions.find_open_link(key, at=clock.now()) is None:
            return _over(request)
        form.add_error("code", "This is not the code. Ask the hub to say it again")
    return show(request, pages.LinkCode(form, kept))


def _over(request: HttpRequest) -> HttpResponse:
    """What a link that opens nothing answers. Whoever has typed something gets it back, to tell the hub otherwise."""
    forms.Reply(request.POST or None)  # so that what was typed goes by the words of its questions
    return show(request, pages.LinkOver(errors.typed_into(request)), status=404)


def _questions(request: HttpRequest, link: OutsideLink, *, is_kept: bool = False) -> HttpResponse:
    """The program reads for them, as the hub, and the reading is on record under the name of the link."""
    reader = readers.coordinators_of(link.partnership_id)
    with doors.opened(reader, door="cases:outside", purpose=f"one-time link {link.id}"):
        asked = queries.asked_by_link(link)
        if asked is None or not policies.waits_for_an_answer(asked):
            return _over(request)
        form = forms.Reply(request.POST or None)
        if is_kept:
            return show(request, pages.link_request(asked, form, link, is_kept=True))
        if form.is_valid() and accepted(
            form, lambda: actions.answer_elsewhere(link, form.given(), at=clock.now())
        ):
            response = show(request, pages.LinkThanks())
            response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
            return response
        return show(request, pages.link_request(asked, form, link))


def _remembering(response: HttpResponse, link: OutsideLink) -> HttpResponse:
    value = signing.dumps(str(link.id), salt=COOKIE)
    response.set_cookie(
        COOKIE, value, max_age=AN_HOUR, path=PATH, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def _has_shown_code(request: HttpRequest, link: OutsideLink) -> bool:
    try:
        shown = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=AN_HOUR)
    except signing.BadSignature:
        return False
    return bool(link.checked_at) and shown == str(link.id)


def _too_often(request: HttpRequest) -> bool:
    return ratelimit.consume(request, app="rjhub.cases", action="code", config=LIMITS) is None


def _address(request: HttpRequest) -> Callable[[str], str]:
    return lambda key: request.build_absolute_uri(reverse("cases:outside", args=[key]))


def _say(request: HttpRequest, told: actions.Told) -> None:
    name, code = told.request.outside_name, f"{told.code[:3]} {told.code[3:]}"
    messages.success(
        request,
        f"The link is on its way to {name}. Ring them on a number that you know, and tell them this code: {code}. It "
        f"is shown only now. The link works until {moment(told.until)}.",
    )
