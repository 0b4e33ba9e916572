"""What somebody says themselves: when their agency works, and where they live."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.words import day
from rjhub.reading.forms import Home, Hours
from rjhub.reading.models import Home as Kept


@dataclass(frozen=True)
class HoursPage:
    """When an agency works."""

    title: str
    form: Hours
    back: Link


@dataclass(frozen=True)
class HomePage:
    """Where a member of staff lives."""

    form: Home
    given: str
    forgetting: str
    back: Link
    title: str = "Where you live"


def hours(agency: str, form: Hours) -> HoursPage:
    """The page for an agency."""
    return HoursPage(f"When {agency} works", form, Link("What people have read", reverse("reading:readings")))


def home(form: Home, kept: Kept | None) -> HomePage:
    """The page for somebody, who may have given it before."""
    return HomePage(
        form=form,
        given=day(kept.given_at) if kept else "",
        forgetting=reverse("reading:forgetting") if kept else "",
        back=Link("Your account", reverse("partnership:my_account")),
    )
