"""Answering by a one-time link, without an account."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design import errors
from rjhub.design.pages import leave, show
from rjhub.feedback import queries
from rjhub.feedback.actions import answering as actions
from rjhub.feedback.forms import Asked
from rjhub.feedback.instrument.schema import Group
from rjhub.feedback.models import Survey, SurveyLink
from rjhub.feedback.pages import answering as pages
from rjhub.feedback.vocabulary import How, Language
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.admission import open_to_all
from rjhub.sharing import doors, readers

COOKIE, PATH = "survey", "/survey/"
LIMITS = {"begin": "20/10m/ip,60/h/ip"}


@open_to_all
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, key: str) -> HttpResponse:
    """What a link opens: what it is about, and the button that begins."""
    found = _found(request, key)
    if found is None:
        return _over(request)
    with _reading(found) as survey:
        if survey is None:
            return _over(request)
        language = _language(request.POST.get("in") or request.GET.get("in", ""), survey)
        if found.browser_digest is None and request.method == "GET":
            return show(request, pages.start(key, language, queries.languages_of(survey)))
        answers = queries.answers_of(survey)
        groups = queries.groups_of(survey)
    first = next(
        (one for one in groups if not any(each.key in answers for each in one.questions)), groups[-1]
    )
    response = redirect("feedback:link_page", key, language.value, first.key)
    return response if found.browser_digest is not None else _begun(request, found, response)


@open_to_all
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def link_page(request: HttpRequest, key: str, language: str, group: str) -> HttpResponse:
    """One page of questions."""
    found = _found(request, key)
    if found is None or found.browser_digest is None:
        return _over(request)
    with _reading(found) as survey:
        asked = _group(survey, group)
        if survey is None or asked is None:
            return _over(request)
        groups, read_in = queries.groups_of(survey), _language(language, survey)
        form = _form(request, survey, found, asked, read_in)
        if not form.is_valid():
            page = pages.page(key, read_in, queries.languages_of(survey), groups, form=form)
            return show(request, page)
        try:
            kept = actions.keep(survey, form.said(), link=found, at=clock.now())
            following = groups[groups.index(asked) + 1 :]
            if following:
                return redirect("feedback:link_page", key, read_in.value, following[0].key)
            actions.finish(kept, how=How.LINK, language=read_in, at=clock.now())
        except Refused:
            return _over(request)
    return _without_cookie(redirect("feedback:thanks", read_in.value))


@open_to_all
@sensitive_post_parameters()
@require_POST
def link_typing(request: HttpRequest, key: str, language: str, group: str) -> HttpResponse:
    """Keep a page while it is typed."""
    found = _found(request, key)
    if found is None or found.browser_digest is None:
        return HttpResponse(status=HTTPStatus.GONE)
    with _reading(found) as survey:
        asked = _group(survey, group)
        if survey is None or asked is None:
            return HttpResponse(status=HTTPStatus.GONE)
        form = _form(request, survey, found, asked, _language(language, survey))
        form.is_valid()  # what cannot be kept waits until the page is sent, which says why
        try:
            actions.keep(survey, form.said(), link=found, at=clock.now())
        except Refused:
            return HttpResponse(status=HTTPStatus.GONE)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@open_to_all
@require_GET
def thanks(request: HttpRequest, language: str) -> HttpResponse:
    """It was sent."""
    return show(
        request, pages.thanks(Language(language) if language in Language.values else Language.ENGLISH)
    )


@open_to_all
@require_GET
def leaving(request: HttpRequest) -> HttpResponse:
    """Leave quickly: the link opens nothing any more, and nothing is left in the browser."""
    actions.leave(request.COOKIES.get(COOKIE, ""), at=clock.now())
    return _without_cookie(leave(request))


def _found(request: HttpRequest, key: str) -> SurveyLink | None:
    return actions.find_open_link(key, request.COOKIES.get(COOKIE, ""), at=clock.now())


@contextmanager
def _reading(found: SurveyLink) -> Iterator[Survey | None]:
    """The program reads for them, as the hub, and the reading is on record under the number of the link."""
    reader = readers.coordinators_of(found.partnership_id)
    with doors.opened(reader, door="feedback:link", purpose=f"one-time link {found.id}"):
        yield queries.answered_by_link(found)


def _group(survey: Survey | None, key: str) -> Group | None:
    groups = queries.groups_of(survey) if survey else ()
    return next((one for one in groups if one.key == key), None)


def _form(request: HttpRequest, survey: Survey, found: SurveyLink, group: Group, language: Language) -> Asked:
    """The questions, with what was answered by this very link: what another one took is shown to nobody."""
    answers = {key: one for key, one in queries.answers_of(survey).items() if one.link_id == found.id}
    data = request.POST if request.method == "POST" else None
    return Asked(
        data, group=group, questionnaire=queries.asked_in(survey), language=language, answers=answers
    )


def _language(wanted: str, survey: Survey) -> Language:
    there = queries.languages_of(survey)
    return Language(wanted) if wanted in [one.value for one in there] else there[0]


def _begun(request: HttpRequest, found: SurveyLink, response: HttpResponse) -> HttpResponse:
    if ratelimit.consume(request, app="rjhub.feedback", action="begin", config=LIMITS) is None:
        return errors.failure(request, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        browser = actions.begin(found, at=clock.now())
    except Refused:
        return _over(request)
    response.set_cookie(
        COOKIE, browser, path=PATH, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def _without_cookie(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return response


def _over(request: HttpRequest) -> HttpResponse:
    return show(request, pages.SurveyOver(), status=HTTPStatus.NOT_FOUND)
