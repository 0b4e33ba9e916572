"""What went wrong, for a program: the words of the error page as `application/problem+json` (RFC 9457)."""

from typing import Any, Protocol

from django.http import HttpRequest, JsonResponse
from django.utils.cache import add_never_cache_headers

# Addresses that programs ask, and browsers do not.
PREFIX = "/api/v1/"
CONTENT_TYPE = "application/problem+json"


class Said(Protocol):
    """The words of an error page, as far as a program is told them."""

    @property
    def title(self) -> str:
        """What went wrong."""

    @property
    def what_happened(self) -> str:
        """The same in a sentence."""

    @property
    def what_to_do(self) -> tuple[str, ...]:
        """What to do now."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it was not done."""


def is_wanted_by(request: HttpRequest) -> bool:
    """Whether a program asks."""
    return request.path.startswith(PREFIX)


def answer(words: Said, status: int) -> JsonResponse:
    """The words of a page."""
    detail = " ".join((words.what_happened, *words.reasons, *words.what_to_do))
    return problem(words.title, status, detail)


def problem(title: str, status: int, detail: str, errors: list[dict[str, Any]] | None = None) -> JsonResponse:
    """A problem. `errors` name what in the request is wrong."""
    said = {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors or []}
    response = JsonResponse(said, status=status, content_type=CONTENT_TYPE)
    add_never_cache_headers(response)
    return response
