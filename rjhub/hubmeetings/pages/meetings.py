"""The list of meetings, and pages of one form."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.forms import Form
from rjhub.design.links import Link
from rjhub.design.pieces import Column, Shown, Tag, Tone
from rjhub.design.words import moment
from rjhub.hubmeetings.models import HubMeeting

COLUMNS = (Column("Meeting"), Column("Hub"), Column("Where"), Column("How it stands"))


@dataclass(frozen=True)
class Meetings:
    """The meetings that somebody may know of."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    arranging: Link | None
    attendance: Link | None
    title: str = "Hub meetings"


@dataclass(frozen=True)
class Asking:
    """One form."""

    form: Form
    about: str
    submit: str
    back: Link
    title: str
    warning: bool = False


def meetings_page(found: Sequence[HubMeeting], *, may_arrange: bool) -> Meetings:
    """The list, the newest first."""
    return Meetings(
        columns=COLUMNS,
        rows=tuple(
            (
                Link(moment(one.begins_at), reverse("hubmeetings:meeting", args=[one.id])),
                one.hub.name,
                where_of(one),
                standing(one),
            )
            for one in found
        ),
        arranging=Link("Arrange a meeting", reverse("hubmeetings:arranging")) if may_arrange else None,
        attendance=Link("Who came, agency by agency", reverse("hubmeetings:attendance"))
        if may_arrange
        else None,
    )


def where_of(meeting: HubMeeting) -> Shown:
    """Where a meeting is held."""
    link = Link("Join by video", meeting.link) if meeting.link else None
    return [one for one in (meeting.place, link) if one]


def standing(meeting: HubMeeting) -> Tag:
    """How it stands with a meeting."""
    if meeting.called_off_at:
        return Tag("Called off", Tone.STOPPED)
    if meeting.agreed_at:
        return Tag("Minutes agreed", Tone.DONE)
    if meeting.ended_at:
        return Tag("Ended, minutes not agreed", Tone.TO_DO)
    return Tag("To come", Tone.WAITING)


def back_to(meeting: HubMeeting) -> Link:
    """The way back to a meeting."""
    return Link("The meeting", reverse("hubmeetings:meeting", args=[meeting.id]))
