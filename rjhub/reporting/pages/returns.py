"""Returns: which there are, which were submitted, and the form to submit one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.pieces import Column, Row, Shown
from rjhub.design.words import moment
from rjhub.reporting.forms import Submitting
from rjhub.reporting.models import Submission
from rjhub.reporting.rules.definitions import BREAKDOWNS
from rjhub.reporting.rules.returns import Return

COLUMNS = (Column("Return"), Column("For whom"), Column("Every"))
_EVERY = {1: "Month", 3: "3 months", 6: "6 months", 12: "Year"}
SUBMITTED = (
    Column("Submitted"),
    Column("Period"),
    Column("Version", numeric=True),
    Column("When"),
    Column("By"),
)


@dataclass(frozen=True)
class Returns:
    """What is to be returned, and what was."""

    rows: tuple[tuple[Shown, ...], ...]
    submitted: tuple[tuple[Shown, ...], ...]
    breadcrumbs: tuple[Link, ...]
    columns: tuple[Column, ...] = COLUMNS
    submitted_columns: tuple[Column, ...] = SUBMITTED
    title: str = "Returns"


@dataclass(frozen=True)
class SubmittingPage:
    """What a return holds, and for which period it is to be submitted."""

    title: str
    about: tuple[Row, ...]
    lines: tuple[Link | str, ...]
    missing: tuple[str, ...]
    form: Submitting
    back: Link


def returns(found: Sequence[Return], submitted: Sequence[Submission]) -> Returns:
    """The page."""
    return Returns(
        rows=tuple(
            (
                Link(one.title, reverse("reporting:submitting", args=[one.key])),
                one.for_whom,
                _every(one.months),
            )
            for one in found
        ),
        submitted=tuple(_submitted(one) for one in submitted),
        breadcrumbs=(Link("Figures", reverse("reporting:figures")),),
    )


def submitting(one: Return, form: Submitting) -> SubmittingPage:
    """The form of one return."""
    return SubmittingPage(
        title=one.title,
        about=(Row("For whom", one.for_whom), Row("Every", _every(one.months)), Row("What it is", one.words)),
        lines=tuple(
            Link(line.indicator.title + _by(line.by), reverse("reporting:rule", args=[line.indicator.key]))
            for line in one.lines
        ),
        missing=one.missing,
        form=form,
        back=Link("Returns", reverse("reporting:returns")),
    )


def _by(splits: Sequence[str]) -> str:
    return f", by {', '.join(BREAKDOWNS[split].lower() for split in splits)}" if splits else ""


def _every(months: int) -> str:
    return _EVERY.get(months, f"{months} months")


def _submitted(one: Submission) -> tuple[Shown, ...]:
    link = Link(one.title, reverse("reporting:submission", args=[one.id]))
    return (link, one.period.words, one.number, moment(one.submitted_at), one.submitted_by.name)
