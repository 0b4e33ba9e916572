"""The door of every page: one transaction, the reader set for it only, and the reading recorded in it."""

from collections.abc import Callable
from typing import Any

from django.contrib.messages.storage import default_storage
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from psycopg.errors import DeadlockDetected, SerializationFailure

from rjhub.design import errors, problem_json
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.admission import Admits, admitted_to
from rjhub.sharing import readers
from rjhub.sharing.doors import opened

AT_ONCE = "Others were changing the same things at the same moment. Open the page again to see how things stand now."


class ConfidentialFile:
    """Runs the view of a signed-in member of staff inside a door named after the page.

    But for pages that others reach, too: signing in, one's own account, what the public asks. They read nothing
    confidential, or open a door of their own, and may reach what only the front door reaches.

    The answer is made whole inside the transaction and leaves after it has committed, so a page whose consultation
    entry cannot be written is never shown. An exception rolls everything back. Where the database made this
    transaction give way to another one that waited for it in turn, the view runs once more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the program."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work is done where the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Answer for a member of staff at work; leave everybody else to the view, to whom no row is visible."""
        staff = getattr(request, "staff", None)
        if staff is None or admitted_to(view) is not Admits.STAFF:
            return None
        door = request.resolver_match.view_name if request.resolver_match else view.__name__

        kind = "api" if problem_json.is_wanted_by(request) else "page"

        def answer() -> HttpResponse:
            with opened(readers.reader_for(staff), door=door, purpose=f"{kind}:{request.method}"):
                return view(request, *args, **kwargs)

        try:
            return _again_if_it_gave_way(request, answer)
        except Refused as refusal:
            return errors.refused(request, refusal)
        except Conflict as clash:
            return errors.conflict(request, clash)


def _again_if_it_gave_way(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return answer()
    except OperationalError as error:
        if not _gave_way(error):
            raise
    _as_it_came(request)
    try:
        return answer()
    except OperationalError as error:
        if not _gave_way(error):
            raise
        raise Conflict(AT_ONCE) from error


def _gave_way(error: OperationalError) -> bool:
    return isinstance(error.__cause__, DeadlockDetected | SerializationFailure)


def _as_it_came(request: HttpRequest) -> None:
    # What the first run said or read has to be said and read by the second.
    request._messages = default_storage(request)  # type: ignore[attr-defined] # noqa: SLF001 - Django's way
    for _, uploads in request.FILES.lists():
        for upload in uploads:
            upload.seek(0)
