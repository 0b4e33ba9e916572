"""A named contact of a person harmed, and what they see and do of bringing people together."""

import pytest

from rjhub.cases.actions.agreements import Agreed, Item, Settled, add_item, record_agreement, settle_item
from rjhub.cases.actions.follow_ups import Heard, follow_up_with
from rjhub.cases.actions.naming import name_contact
from rjhub.cases.actions.preparing import Session, record_preparation
from rjhub.cases.models import Agreement, Case, FollowUp, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_held_meeting
from rjhub.cases.tests.ready import a_ready_case, side_of
from rjhub.cases.vocabulary import ItemStatus
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused

pytestmark = pytest.mark.django_db

TODAY = clock.today()


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        name_contact(side_of(case, "harmed"), contact=member("Nadia Karim"), by=marian, at=clock.now())
        a_held_meeting(case, marian)
        return case


def test_follow_ups_with_a_person_harmed_are_their_named_contacts(case: Case) -> None:
    with at_work(member("Nadia Karim")) as nadia:
        mine = FollowUp.objects.filter(case=case).order_by("due_on")
        assert {one.side for one in mine} == {"harmed"}
        assert Task.objects.filter(kind="follow_up", holder=nadia.principal).count() == len(mine)
        heard = Heard(done_on=TODAY, how_they_are="Calm.")
        assert follow_up_with(mine[0], heard, by=nadia, at=clock.now()).done_by == nadia


def test_the_named_contact_hears_of_the_agreement_and_tells_the_person_harmed(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreed = Agreed(made_on=TODAY, words="He writes a letter.")
        agreement = record_agreement(case, agreed, by=gareth, at=clock.now())
        kyle = side_of(case, "responsible")
        letter = Item(party=kyle, action="written_apology", words="A letter", checked_by=gareth)
        item = add_item(agreement, letter, by=gareth, at=clock.now())
        done = Settled(status=ItemStatus.DONE, settled_on=TODAY)
        settle_item(item, done, version=1, by=gareth, at=clock.now())
    client = signed_in("Nadia Karim")
    page = client.get(f"/cases/{case.reference}/agreements/{agreement.id}").content.decode()
    assert "A letter" in page
    assert "Note that Alice Fenwick was told" in page
    assert "Kyle Marsden" not in page
    assert "Tell the person harmed whether the agreement was kept" in client.get("/").content.decode()
    with at_work(member("Nadia Karim")) as nadia, pytest.raises(Refused, match="and the hub can do this"):
        record_agreement(case, agreed, by=nadia, at=clock.now())
    with at_work(member("Nadia Karim")):
        assert Agreement.objects.filter(case=case).count() == 1


def test_what_both_sides_said_in_preparation_and_messages_is_not_shown_to_a_named_contact(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        session = Session(held_on=TODAY, ready=True, fears="That her brother finds out")
        record_preparation(side_of(case, "responsible"), session, by=gareth, at=clock.now())
    client = signed_in("Nadia Karim")
    for page in ("preparation", "messages"):
        answer = client.get(f"/cases/{case.reference}/{page}")
        assert answer.status_code == 403
        assert "her brother" not in answer.content.decode()


def test_a_named_contact_sees_when_the_meeting_is_but_nobody_of_the_other_side(case: Case) -> None:
    client = signed_in("Nadia Karim")
    with at_work(member("Gareth Pugh")):
        meeting = case.meetings.get()
    page = client.get(f"/cases/{case.reference}/meetings/{meeting.id}").content.decode()
    assert "The library in Chichester" in page
    assert "Alice Fenwick" in page
    assert "Kyle Marsden" not in page
    assert client.get(f"/cases/{case.reference}/meetings/{meeting.id}/sheet").status_code == 404
