"""The minutes of a meeting: for which audiences there are some, and whether they were agreed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rjhub.design.links import Link
from rjhub.design.words import day, moment
from rjhub.hubmeetings.models import HubMeeting
from rjhub.hubmeetings.pages.meeting import Act
from rjhub.hubmeetings.pages.meetings import back_to
from rjhub.partnership.models import Agency


@dataclass(frozen=True)
class Minutes:
    """Papers to download."""

    standing: str
    papers: tuple[Act, ...]
    agreeing: tuple[Act, ...]
    back: Link
    title: str


def minutes_page(
    meeting: HubMeeting, agencies: Sequence[Agency], later: Sequence[HubMeeting], *, runs: bool, came: bool
) -> Minutes:
    """The papers that a reader may have, and the later meetings at which they can say that these were agreed."""

    def paper(text: str, audience: str) -> Act:
        return Act(text, "", reverse("hubmeetings:paper", args=[meeting.id, audience]))

    papers = [paper("For everybody who was there", "all")] if runs or came else []
    papers += [paper(f"For {one.short_name}", str(one.id)) for one in agencies]
    papers += [paper("For the hub alone", "hub")] if runs else []
    agreed = f"Agreed on {day(meeting.agreed_at)}." if meeting.agreed_at else "Not agreed yet."
    return Minutes(
        standing=agreed,
        papers=tuple(papers),
        agreeing=tuple(
            Act(
                f"They were agreed at the meeting of {moment(one.begins_at)}", "",
                reverse("hubmeetings:agreeing", args=[meeting.id, one.id]),
            )
            for one in later
        ),
        back=back_to(meeting),
        title=f"Minutes of the {meeting.hub.name}, {day(meeting.begins_at)}",
    )  # fmt: skip
