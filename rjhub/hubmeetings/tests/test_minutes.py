"""Minutes for each audience, agreed at the next meeting; and which agencies come."""

from typing import Any

import pypdf
import pytest

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import recorded
from rjhub.hubmeetings import queries
from rjhub.hubmeetings.models import HubMeeting
from rjhub.hubmeetings.tests.factories import DEAN, GARETH, MARIAN, a_meeting, comes, item_of, waiting
from rjhub.letters.models import Dispatch

pytestmark = pytest.mark.django_db


@pytest.fixture
def over() -> tuple[HubMeeting, Case]:
    """A meeting that Gareth, who facilitates the case, and Dean of the police, who does not, came to."""
    with at_work(member(MARIAN)) as marian:
        case = waiting(marian)
        facilitated(case, marian)
        meeting = a_meeting(marian, GARETH, DEAN)
        for name in (MARIAN, GARETH, DEAN):
            comes(meeting, name, by=marian)
        item = item_of(meeting, case)
    marian_s = signed_in(MARIAN)
    given = {"version": 1, "attached": 0, "kind": "later", "later_words": "The prison has not answered"}
    assert marian_s.post(f"/hub-meetings/{meeting.id}/cases/{item.id}", given).status_code == 302
    assert marian_s.post(f"/hub-meetings/{meeting.id}/end", {"how": "ended"}).status_code == 302
    return meeting, case


def paper(meeting: HubMeeting, name: str, audience: str, tmp_path: Any) -> str:
    answer = signed_in(name).post(f"/hub-meetings/{meeting.id}/minutes/{audience}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    (tmp_path / "minutes.pdf").write_bytes(answer.content)
    reader = pypdf.PdfReader(tmp_path / "minutes.pdf")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    return " ".join(page.extract_text() for page in reader.pages)


def test_minutes_hold_what_each_of_their_audience_may_see(
    over: tuple[HubMeeting, Case], tmp_path: Any
) -> None:
    meeting, case = over
    for_all = paper(meeting, MARIAN, "all", tmp_path)
    assert "Dean Whitlock" in for_all
    assert case.reference not in for_all
    hub = paper(meeting, MARIAN, "hub", tmp_path)
    assert "The prison has not answered" in hub
    assert "Alice" not in hub
    agency = str(member(GARETH).agency_id)
    assert case.reference in paper(meeting, GARETH, agency, tmp_path)
    with at_work(member(MARIAN)):
        handed = Dispatch.objects.filter(file_id=case.file_id)
        assert {one.staff_id for one in handed} == {member(MARIAN).id, member(GARETH).id}
    recorded(case, GARETH)
    assert case.reference not in paper(meeting, MARIAN, agency, tmp_path)


def test_nobody_gets_minutes_that_are_for_others(over: tuple[HubMeeting, Case]) -> None:
    meeting, _ = over
    place = f"/hub-meetings/{meeting.id}/minutes"
    assert signed_in(GARETH).post(f"{place}/hub").status_code == 403
    assert signed_in(DEAN).post(f"{place}/{member(GARETH).agency_id}").status_code == 404
    assert signed_in("Tomasz Zielinski").post(f"{place}/all").status_code == 404
    assert "For the hub alone" not in signed_in(DEAN).get(place).content.decode()


def test_minutes_are_agreed_at_a_later_meeting_by_who_runs_it(over: tuple[HubMeeting, Case]) -> None:
    meeting, _ = over
    with at_work(member(MARIAN)) as marian:
        later = a_meeting(marian, in_days=28)
        assert {seat.staff.name for seat in queries.seats_of(later)} == {MARIAN, GARETH, DEAN}
    marian_s, place = signed_in(MARIAN), f"/hub-meetings/{meeting.id}/minutes"
    agreeing = f"{place}/agreed/{later.id}"
    assert "Say that you are here first" in marian_s.post(agreeing).content.decode()
    with at_work(member(MARIAN)) as marian:
        comes(later, MARIAN, by=marian)
    assert "They were agreed at the meeting of" in marian_s.get(place).content.decode()
    assert signed_in(GARETH).post(agreeing).status_code == 403
    assert marian_s.post(agreeing).status_code == 302
    assert "Agreed on" in marian_s.get(place).content.decode()
    assert "agreed already" in marian_s.post(agreeing).content.decode()


def test_a_coordinator_sees_which_agencies_come(over: tuple[HubMeeting, Case]) -> None:
    page = signed_in(MARIAN).get("/hub-meetings/attendance").content.decode()
    assert "Sussex Police" in page
    assert "1 meeting counted" in page
    assert signed_in(GARETH).get("/hub-meetings/attendance").status_code == 404
