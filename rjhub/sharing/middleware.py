"""The door of every page: one transaction, the reader set for it only, and the reading recorded in it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from rjhub.design import errors
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.sharing import readers
from rjhub.sharing.doors import opened


class ConfidentialFile:
    """Runs the view of a signed-in member of staff inside a door named after the page.

    The answer is made whole inside the transaction and leaves after it has committed, so a page whose consultation
    entry cannot be written is never shown. An exception rolls everything back.
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
        """Answer for a member of staff; leave everybody else to the view, to whom no row is visible."""
        staff = getattr(request, "staff", None)
        if staff is None:
            return None
        door = request.resolver_match.view_name if request.resolver_match else view.__name__
        try:
            with opened(readers.reader_for(staff), door=door, purpose=f"page:{request.method}"):
                return view(request, *args, **kwargs)
        except Refused as refusal:
            return errors.refused(request, refusal)
        except Conflict as clash:
            return errors.conflict(request, clash)
