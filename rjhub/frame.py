"""The frame round every page: who is signed in and where they can go."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from rjhub.design import shell
from rjhub.design.shell import Destination, Shell
from rjhub.partnership.models import Staff


def register() -> None:
    """Make this the frame of every page."""
    shell.register(frame)


def frame(request: HttpRequest) -> Shell:
    """The frame for one request. It reads nothing confidential."""
    staff: Staff | None = getattr(request, "staff", None)
    banner = "Demonstration: every person and case here is invented" if settings.DEMONSTRATION else ""
    if staff is None:
        return Shell(environment=banner, sign_in_href=reverse("account_login"))
    return Shell(
        who=staff.name,
        agency=staff.agency.short_name,
        sign_out_href=reverse("account_logout"),
        navigation=_navigation(request),
        environment=banner,
    )


def _navigation(request: HttpRequest) -> tuple[Destination, ...]:
    here = request.path
    places = ((("Today"), "/"),)
    return tuple(Destination(text, href, active=here == href) for text, href in places)
