"""Taking over a view of allauth: our page instead of its template, and our word on whom it admits."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import HttpRequest, HttpResponse
from django.views.generic import View

from rjhub.design.pages import Page, show
from rjhub.partnership.signing_in import confirmation

Answer = Callable[..., HttpResponse]


class Drawn:
    """A view whose answer is a page of ours. Put it before allauth's view among the bases."""

    request: HttpRequest

    def page(self, context: dict[str, Any]) -> Page:
        """Make the page of what allauth would have given its template."""
        raise NotImplementedError

    def render_to_response(self, context: dict[str, Any], **_: Any) -> HttpResponse:
        """Answer with the page."""
        return show(self.request, self.page(context))


def adopt(view: type[View], admit: Callable[[Answer], Answer]) -> Answer:
    """Make an address of a view class, for whom `admit` says.

    What allauth raises is turned into its answer here: inside the door of a member of staff no middleware hears it.
    """
    ask = view.as_view()

    @wraps(ask)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return ask(request, *args, **kwargs)  # type: ignore[return-value]
        except ReauthenticationRequired:
            return confirmation.ask(request)
        except ImmediateHttpResponse as instead:
            immediate: HttpResponse = instead.response
            return immediate

    return admit(answer)
