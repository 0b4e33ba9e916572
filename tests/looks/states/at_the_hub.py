"""Meetings of a hub: arranged, going on, over and called off, as who runs them and who is invited sees them."""

from collections.abc import Iterator

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.ready import facilitated
from rjhub.hubmeetings.models import HubMeeting
from rjhub.hubmeetings.tests.factories import DEAN, GARETH, MARIAN, SUNITA, a_meeting, comes, item_of, waiting
from tests.looks.scenes import Scene, at, signed_in

LATER = {"version": "1", "attached": "0", "kind": "later", "later_words": "The prison has not answered"}


def a_hub_meeting_to_come() -> Iterator[Scene]:
    """Nobody has come, two cases wait, and everything about it can be changed."""
    yield at(MARIAN, "/hub-meetings", "/hub-meetings/new", "/hub-meetings/attendance")
    with at_work(member(MARIAN)) as marian:
        meeting, case, _ = _of_two_cases(in_days=7)
        item = item_of(meeting, case)
        apart = waiting(marian, harmed="Petra Quayle", responsible="Luke Hale")
    here = f"/hub-meetings/{meeting.id}"
    yield at(MARIAN, here, f"{here}/change", f"{here}/end", f"{here}/invitation", f"{here}/agenda/new",
             f"{here}/cases/{item.id}", f"{here}/cases/{item.id}/left-out")  # fmt: skip
    yield at(DEAN, "/", "/hub-meetings", here)
    browser = signed_in(MARIAN)
    browser.post(f"{here}/agenda/new", {"reference": apart.reference, "because": "It came in this morning"})
    browser.post(f"{here}/cases/{item.id}/left-out", {"because": "The prison has not answered"})
    yield MARIAN, browser, (here,)
    browser.post(f"{here}/end", {"how": "called_off"})
    yield MARIAN, browser, ("/hub-meetings", here)


def a_hub_meeting_that_goes_on() -> Iterator[Scene]:
    """People are in the room, one of whom does not see every case; then somebody who is not on the list."""
    meeting, case, other = _of_two_cases()
    with at_work(member(MARIAN)) as marian:
        for name in (MARIAN, GARETH):
            comes(meeting, name, by=marian)
        item, next_one = (item_of(meeting, one) for one in (case, other))
    here, browser = f"/hub-meetings/{meeting.id}", signed_in(MARIAN)
    one = f"{here}/cases/{item.id}"
    browser.post(f"{one}/now")
    yield MARIAN, browser, (here, one, f"{here}/cases/{next_one.id}", f"{here}/screen")
    yield at(GARETH, here, one)
    yield at(DEAN, here)
    browser.post(one, LATER)
    yield MARIAN, browser, (here, one, f"{here}/screen")
    browser.post(f"{here}/others")
    yield MARIAN, browser, (here, f"{here}/screen")


def a_hub_meeting_that_is_over() -> Iterator[Scene]:
    """Its minutes for each audience, and agreeing them at the next."""
    meeting, case, _ = _of_two_cases()
    with at_work(member(MARIAN)) as marian:
        for name in (MARIAN, GARETH, DEAN):
            comes(meeting, name, by=marian)
        item = item_of(meeting, case)
    here, browser = f"/hub-meetings/{meeting.id}", signed_in(MARIAN)
    browser.post(f"{here}/cases/{item.id}", LATER)
    browser.post(f"{here}/end", {"how": "ended"})
    minutes = f"{here}/minutes"
    yield MARIAN, browser, ("/hub-meetings", "/hub-meetings/attendance", here, minutes)
    yield at(DEAN, here, minutes)
    with at_work(member(MARIAN)) as marian:
        following = a_meeting(marian)
        comes(following, MARIAN, by=marian)
    yield MARIAN, browser, (minutes,)
    browser.post(f"{minutes}/agreed/{following.id}")
    yield MARIAN, browser, (minutes, f"/hub-meetings/{following.id}")


def _of_two_cases(*, in_days: int = 0) -> tuple[HubMeeting, Case, Case]:
    with at_work(member(MARIAN)) as marian:
        case = waiting(marian)
        other = waiting(marian, harmed="Joan Whitfield", responsible="Ricky Noon")
        facilitated(case, marian)
        return a_meeting(marian, GARETH, SUNITA, DEAN, in_days=in_days), case, other
