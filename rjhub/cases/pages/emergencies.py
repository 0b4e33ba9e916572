"""Pages about emergencies."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.forms import emergencies as forms
from rjhub.cases.models import EmergencyAccess
from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.design.words import moment


@dataclass(frozen=True)
class Emergency:
    """Opening a case that is not one's own, because somebody may come to harm."""

    form: forms.Emergency
    back: Link
    title: str = "Open a case in an emergency"


@dataclass(frozen=True)
class EmergencyOpened:
    """Who opened a case in an emergency, why, and what somebody found who looked at it."""

    rows: tuple[Row, ...]
    form: forms.Review | None
    back: Link
    title: str = "A case was opened in an emergency"


def opening(form: forms.Emergency) -> Emergency:
    """The page with the questions."""
    return Emergency(form, Link("Cases", reverse("cases:cases")))


def opened(access: EmergencyAccess, form: forms.Review | None) -> EmergencyOpened:
    """The page, with the questions for whoever looks at it."""
    rows = [
        Row("Case", access.case_reference),
        Row("Opened by", f"{access.staff.name}, {access.staff.agency.short_name}"),
        Row("Why", access.because),
        Row("They could see it", f"From {moment(access.opened_at)} until {moment(access.until)}"),
    ]
    if access.reviewed_by is not None:
        rows += [
            Row("Looked at by", access.reviewed_by.name),
            Row("Found", [access.get_finding_display(), *([access.note] if access.note else [])]),
        ]
    return EmergencyOpened(tuple(rows), form, Link("Today", reverse("home")))
