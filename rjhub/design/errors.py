"""Pages for when something went wrong: what happened, what was kept, what to do now.

They need nobody signed in, no session and no database. The root addresses name them
(`handler404 = "rjhub.design.errors.not_found"`), and so do the settings (`CSRF_FAILURE_VIEW`).
"""

import errno
import re
import sys
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.template import loader
from django.utils.cache import add_never_cache_headers

from rjhub.design import problem_json
from rjhub.design.forms import handing_back
from rjhub.design.links import Link
from rjhub.kernel import decisions

Typed = tuple[tuple[str, str], ...]
_NEVER_SHOWN = re.compile(r"csrf|password|(?<!post)code|otp|token|secret|version|submission", re.IGNORECASE)
_HANDED_BACK = 10_000_000  # bytes of a form that is too large to be taken
_START = Link("Go to the start page", "/")
_NOTHING_SAVED = "Nothing from this page was saved. Everything saved earlier is still there."


@dataclass(frozen=True)
class Failure:
    """What an error page says."""

    title: str
    what_happened: str
    what_was_kept: str
    what_to_do: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    typed: Typed = ()
    reference: str = ""
    act: Link = _START


FAILURES = {
    400: Failure(
        "We could not read that request",
        "RJ Hub does not understand how this was sent. A broken link or an old bookmark can do this.",
        _NOTHING_SAVED,
        (
            "Go back, reload the page and try again.",
            "If you followed a link, open the page from the menu instead.",
        ),
    ),
    401: Failure(
        "Nobody is known to ask",
        "This address takes a token, and none that counts came with the request.",
        "Nothing was changed.",
        ("Send a token that counts.",),
    ),
    403: Failure(
        "You cannot do that",
        "Your role does not allow this, or your session ended while the page was open.",
        _NOTHING_SAVED,
        (
            "Sign in again and try once more.",
            "If you need this for your work, ask the administrator of your agency.",
        ),
    ),
    404: Failure(
        "Page not found",
        "There is nothing here that you can see. It may not exist, or it may not be shared with you.",
        "Nothing was changed.",
        (
            "Check that the address is complete.",
            "If you expected to see a case here, ask the hub that runs it.",
        ),
    ),
    405: Failure(
        "This address only takes a form",
        "It was opened by itself, without the form that leads here. Reloading or a bookmark can do this.",
        "Nothing was changed.",
        ("Go to the start page, and open the page with the form from there.",),
    ),
    409: Failure(
        "Somebody else changed this first",
        "Between your opening this page and saving it, a colleague saved a change.",
        "Their change was kept. Yours was not saved.",
        ("Open the page again to see their change.", "Enter yours again if it is still needed."),
    ),
    413: Failure(
        "That is too large",
        "All that is typed on one page may have 2.5 million characters between it, and this had more. "
        "Pasting something long into a question by mistake can do this.",
        _NOTHING_SAVED,
        (
            "Go back to the form, and enter it again with a shorter text.",
            "Add a long text to the case as a document instead.",
        ),
    ),
    429: Failure(
        "Too many tries",
        "This was tried too often in a short time. RJ Hub pauses it, to protect the records.",
        _NOTHING_SAVED,
        ("Wait 5 minutes, then try again.",),
    ),
    500: Failure(
        "Sorry, something went wrong",
        "RJ Hub made a mistake. It has been noted for the people who run it.",
        "Nothing from this page was half saved: either all of it was kept or none of it.",
        (
            "Open the page again and look whether your change is there.",
            "If it is not, try again in a few minutes.",
        ),
    ),
    503: Failure(
        "RJ Hub is not available",
        "The database cannot be reached, or there is no room left. The people who run RJ Hub need to act.",
        "Nothing from this page was saved. Everything saved earlier is safe.",
        (
            "Keep a copy of what you typed, if it is shown below.",
            "Try again in a few minutes.",
            "If someone is in danger, call the police on 999. Do not wait for RJ Hub.",
        ),
    ),
}
"""The words for each status that has a page."""


def failure(request: HttpRequest, status: int, **said: Any) -> HttpResponse:
    """Answer with the error page for `status`.

    Say more exactly what happened, where it is known, with the fields of `Failure` (`title`, `what_happened`,
    `what_was_kept`, `what_to_do`, `reasons`, `typed`, `reference`,
    `act`); TypeError for any other. What was typed is handed back unless `typed` says otherwise.
    """
    words = replace(FAILURES[status], **{"typed": typed_into(request), **said})
    return (
        problem_json.answer(words, status) if problem_json.is_wanted_by(request) else _answer(words, status)
    )


def typed_into(request: HttpRequest) -> Typed:
    """Read back the words that a person sent with a form, so that an error page can hand them back to copy.

    Never a password or a code. Empty where the request itself cannot be read any more.
    """
    try:
        return _to_copy(request.POST) if request.method == "POST" else ()
    except Exception:  # noqa: BLE001 - the request may be what is broken, and this runs on the way out of an error
        return ()


def _to_copy(sent: QueryDict) -> Typed:
    return tuple(
        (asked, text) for name, asked, text in handing_back.answers(sent) if not _NEVER_SHOWN.search(name)
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read (handler400)."""
    too_large = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    return _too_large(request) if too_large else failure(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer what this person may not do (handler403). Records they may not see are not found instead."""
    return failure(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer for missing and for hidden records, in the same words (handler404)."""
    return failure(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the program failed, or its database did (handler500)."""
    error = sys.exc_info()[1]
    unreachable = isinstance(error, (InterfaceError, OperationalError))
    full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
    return failure(request, 503 if unreachable or full else 500)


def refused(request: HttpRequest, refusal: decisions.Refused) -> HttpResponse:
    """Answer an act that the rules do not allow now, with every reason."""
    return failure(
        request,
        403,
        title="This cannot be done now",
        what_happened="RJ Hub did not do this, because:",
        reasons=refusal.reasons,
        what_to_do=("Open the page again, to see how things stand now.",),
        act=_again(request),
    )


def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """Answer an address that was opened in another way than it takes; `allowed` says in which ways it does."""
    response = failure(request, 405)
    response["Allow"] = allowed
    return response


def conflict(request: HttpRequest, clash: decisions.Conflict) -> HttpResponse:
    """Answer the second of two people who saved the same thing, where the form has no own page for it."""
    return failure(request, 409, what_happened=clash.message, act=_again(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form that came without a valid token, mostly because the session ended while it was open."""
    return session_ended(request)


def session_ended(request: HttpRequest) -> HttpResponse:
    """Answer a form that was sent after its session ended: hand back what was typed, and lead to signing in.

    Words are handed back only to a form of our own: another site could else put words on our page.
    """
    ours, back = _form_before(request)
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}"
    return failure(
        request,
        403,
        title="Your session ended before this was sent",
        what_happened="RJ Hub signs people out after a while, and accepts a form only from the same session.",
        what_to_do=(
            "Copy what you typed, if it is shown below.",
            "Sign in again. You come back to the same page and can enter it there.",
        ),
        typed=typed_into(request) if ours else (),
        act=Link("Sign in again", sign_in),
    )


def _form_before(request: HttpRequest) -> tuple[bool, str]:
    """Whether a form of our own sent this, and the page that held it: what takes a form may be no page."""
    us = f"{request.scheme}://{request.get_host()}"
    ours = request.headers.get("Origin") == us
    came_from = request.headers.get("Referer", "").removeprefix(us)
    return ours, came_from if ours and came_from.startswith("/") else request.path


def _again(request: HttpRequest) -> Link:
    """The way back to the page from which somebody sent a form of our own, to see how things stand there now."""
    ours, back = _form_before(request)
    return Link("Open the page again", back) if ours else _START


def _too_large(request: HttpRequest) -> HttpResponse:
    """Answer a form that holds more than is taken, and hand back what was typed where it can be had."""
    ours, back = _form_before(request)
    typed = _read_to_copy(request) if ours else ()
    copy = ("Copy what you typed. It is shown below.",) if typed else ()
    act = Link("Go back to the form", back)
    return failure(request, 413, what_to_do=(*copy, *FAILURES[413].what_to_do), typed=typed, act=act)


def _read_to_copy(request: HttpRequest) -> Typed:
    """Read a form after all that is too large to be taken.

    A form with a file cannot be read a second time. Any other was refused by its length alone, before it was read.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return ()
    try:
        return _to_copy(QueryDict(request.read(_HANDED_BACK)))
    except Exception:  # noqa: BLE001 - as in `typed_into`
        return ()


def _answer(words: Failure, status: int) -> HttpResponse:
    try:
        html = loader.render_to_string("design/error.html", {"page": words}, using="rjhub")
    except Exception:  # noqa: BLE001 - when even the page cannot be drawn, plain words still have to arrive
        lines = [words.title, words.what_happened, *words.reasons, words.what_was_kept, *words.what_to_do]
        response = HttpResponse("\n\n".join(lines), status=status, content_type="text/plain; charset=utf-8")
    else:
        response = HttpResponse(html, status=status)
    add_never_cache_headers(response)
    return response
