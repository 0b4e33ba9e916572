"""What stands round every page: who is signed in, where they can go, what kind of installation this is.

The foundation knows no room, so the composition registers one provider that looks these things up.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

from rjhub.design.links import Link
from rjhub.kernel import clock

# Where "Exit this page" leads: a page that says nothing about who was reading what.
NEUTRAL_SITE = "https://www.bbc.co.uk/weather"


def _now() -> datetime:
    # Asked for by its name each time, so that a clock that is made to stand still does so here, too.
    return clock.now()


@dataclass(frozen=True)
class Destination:
    """One entry of the service navigation."""

    text: str
    href: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Shell:
    """The frame of one page. An empty `who` means that nobody is signed in."""

    who: str = ""
    agency: str = ""
    home_href: str = "/"
    account_href: str = ""
    sign_in_href: str = ""
    sign_out_href: str = ""
    navigation: tuple[Destination, ...] = ()
    environment: str = ""
    urgent: str = ""  # what somebody has to keep in mind on every page, as long as it lasts
    missing: str = ""  # why whoever is signed in sees nothing, and where that can be put right
    missing_link: Link | None = None
    stands_still: str = ""  # why nobody may be contacted now
    stands_still_link: Link | None = None  # where that is decided about, for those who do
    exit_href: str = NEUTRAL_SITE
    footer: tuple[Link, ...] = ()
    shown_at: datetime = field(default_factory=_now)


Provider = Callable[[HttpRequest], Shell]

_registered: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Make `provider` answer for every page from now on; the last one registered counts."""
    _registered.append(provider)
    return provider


def unregister(provider: Provider) -> None:
    """Take a provider back, as a test does when it is over."""
    _registered.remove(provider)


def for_request(request: HttpRequest) -> Shell:
    """Look up the frame for this request; a plain one where nobody registered a provider."""
    return _registered[-1](request) if _registered else Shell()
