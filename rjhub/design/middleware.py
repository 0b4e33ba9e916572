"""What every answer carries, and how a refusal raised anywhere becomes a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers

from rjhub.design import errors
from rjhub.kernel import decisions

Answer = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Answer) -> Answer:
    """Forbid storing anything but styles and scripts, indexing, and the sensors of the reader's device."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            add_never_cache_headers(response)
        response.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Also on pages that stand in for an answer outside Django's own middleware for this.
        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return answer


class failures:  # noqa: N801 - named like the other middleware; only a class is asked about exceptions
    """Turn a refusal that no view handled into a page that says why."""

    def __init__(self, get_response: Answer) -> None:
        """Take the rest of the program, as Django passes it."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the rest of the program does; no page has a NUL in its address, and no database takes one."""
        if "\0" in request.path:
            return errors.failure(request, 404)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.not_allowed(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal or a clash with its reasons; leave everything else to Django."""
        if isinstance(exception, decisions.Refused):
            return errors.refused(request, exception)
        if isinstance(exception, decisions.Conflict):
            return errors.conflict(request, exception)
        return None
