"""Pages and rows about what the police found."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.forms.police_checks import PncCheck
from rjhub.cases.models import InformationRequest, PoliceCheck
from rjhub.cases.vocabulary import Limit, Marker, PoliceCheckKind
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown
from rjhub.design.words import day


@dataclass(frozen=True)
class Check:
    """Giving the result of one search."""

    about: str
    form: PncCheck
    back: Link
    title: str


def check_page(request: InformationRequest, kind: PoliceCheckKind, form: PncCheck) -> Check:
    """The page with the questions."""
    born = f", born {day(request.about_born_on)}" if request.about_born_on else ""
    return Check(
        about=f"{request.about_name}{born}",
        form=form,
        back=Link("Request for information", reverse("cases:request", args=[request.id])),
        title=f"Result of the {kind.label} check",
    )


def checks_to_give(request: InformationRequest, given: list[PoliceCheck]) -> tuple[Row, ...]:
    """Each search that the police may give for a request, and whether they have."""
    done = {one.kind: one for one in given}
    return tuple(
        Row(
            kind.label,
            _given(done[kind]) if kind in done else "Not given yet",
            Link(
                "Change" if kind in done else "Give the result",
                reverse("cases:police_check", args=[request.id, kind.value]),
            ),
        )
        for kind in PoliceCheckKind
    )


def _given(check: PoliceCheck) -> str:
    found = f"Found: {check.reference}" if check.found else "Nothing found"
    return f"{found}, searched on {day(check.checked_on)}"


def check_rows(check: PoliceCheck) -> tuple[Row, ...]:
    """What a search showed, for the hub."""
    markers = [Marker(one).label for one in check.markers]
    since = f", back to {day(check.covers_from)}" if check.covers_from else ""
    rows: list[tuple[str, Shown]] = [
        ("Found", check.reference if check.found else "Nothing"),
        ("Warnings", markers or ("None" if check.found else "")),
        ("Pending", check.open_matters),
        ("Orders", check.orders),
        ("Bears on risk", check.bears_on_risk),
        ("Searched", f"{day(check.checked_on)} by {check.checked_by}{since}"),
        (
            "Given by",
            f"{check.recorded_by.name}, {check.request.agency.short_name}, {day(check.recorded_at)}",
        ),
        ("Given under", "Part 3 of the Data Protection Act 2018"),
        ("Limits", [Limit(one).label for one in check.limits]),
    ]
    return tuple(Row(key, shown) for key, shown in rows if shown)
