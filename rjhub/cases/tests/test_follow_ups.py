"""Follow-ups: how people are since, and that nobody is kept waiting who does not want to be asked."""

from datetime import timedelta

import pytest

from rjhub.cases.actions.follow_ups import Heard, add_follow_up, follow_up_with, leave_out_follow_up
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Case, FollowUp, Party, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_held_meeting
from rjhub.cases.tests.ready import a_ready_case, says_no, side_of
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.pathway.checks import Check

pytestmark = pytest.mark.django_db

TODAY = clock.today()
WELL = Heard(done_on=TODAY, how_they_are="She sleeps again.", feedback_offered=True)
ON_TODAY = {"done_on-day": TODAY.day, "done_on-month": TODAY.month, "done_on-year": TODAY.year}


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        a_held_meeting(case, marian)
        return case


def holds(case: Case, check: Check) -> bool:
    return CHECKS[check](CaseState(case))


def planned(party: Party) -> list[FollowUp]:
    return list(FollowUp.objects.filter(party=party).order_by("due_on"))


def test_a_facilitator_asks_how_the_person_harmed_is(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        alice = side_of(case, "harmed")
        first = planned(alice)[0]
    client = signed_in("Gareth Pugh")
    page = client.get(f"/cases/{case.reference}/follow-ups").content.decode()
    assert "How is the person harmed now that it is over?" in page
    answer = client.post(
        f"/cases/{case.reference}/follow-ups/{first.id}",
        {"asked": "yes", "how_they_are": "She sleeps again.", "worries": "", "feedback": "offered"}
        | ON_TODAY,
    )
    assert answer.status_code == 302, answer.content.decode()
    assert "She sleeps again." in client.get(f"/cases/{case.reference}/follow-ups").content.decode()
    with at_work(gareth):
        assert holds(case, Check.FEEDBACK_OFFERED_HARMED)
        assert not holds(case, Check.FOLLOWED_UP_HARMED)
        assert not Task.objects.filter(subject_id=first.id, status="open").exists()
        for later in planned(alice)[1:]:
            leave_out_follow_up(later, because="She does not want more calls.", by=gareth, at=clock.now())
        assert holds(case, Check.FOLLOWED_UP_HARMED)
        assert not holds(case, Check.FOLLOWED_UP_RESPONSIBLE)


def test_nobody_who_said_no_is_asked_but_the_case_goes_on(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        alice = side_of(case, "harmed")
        says_no(alice)
        with pytest.raises(Refused, match="must not be contacted"):
            follow_up_with(planned(alice)[0], WELL, by=gareth, at=clock.now())
        for one in planned(alice):
            leave_out_follow_up(one, because="She asked us to stop.", by=gareth, at=clock.now())
        assert holds(case, Check.FOLLOWED_UP_HARMED)
        assert holds(case, Check.FEEDBACK_OFFERED_HARMED)


def test_a_probation_officer_follows_up_with_her_own_side_only(case: Case) -> None:
    with at_work(member("Adaeze Obi")) as adaeze:
        follow_up_with(planned(side_of(case, "responsible"))[0], WELL, by=adaeze, at=clock.now())
        with pytest.raises(Refused, match="works with people responsible"):
            follow_up_with(planned(side_of(case, "harmed"))[0], WELL, by=adaeze, at=clock.now())


def test_feedback_that_is_never_offered_says_why(case: Case) -> None:
    with at_work(member("Gareth Pugh")):
        first = planned(side_of(case, "harmed"))[0]
    client = signed_in("Gareth Pugh")
    address = f"/cases/{case.reference}/follow-ups/{first.id}"
    answers = {"asked": "yes", "how_they_are": "Tired.", "feedback": "never"} | ON_TODAY
    assert "Enter why they are not offered the questions" in client.post(address, answers).content.decode()
    answers["no_feedback_because"] = "She finds forms hard."
    assert client.post(address, answers).status_code == 302
    with at_work(member("Gareth Pugh")):
        assert holds(case, Check.FEEDBACK_OFFERED_HARMED)


def test_one_more_follow_up_is_planned_by_hand_once(case: Case) -> None:
    with at_work(member("Gareth Pugh")):
        alice = side_of(case, "harmed")
        before = len(planned(alice))
    day = TODAY + timedelta(days=3)
    typed = {
        "ask": "Did the panic attacks stop?", "due_on-day": day.day, "due_on-month": day.month,
        "due_on-year": day.year, "submission_key": "2e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c99",
    }  # fmt: skip
    client = signed_in("Gareth Pugh")
    for _ in range(2):
        address = f"/cases/{case.reference}/people/{alice.id}/follow-ups/new"
        assert client.post(address, typed).status_code == 302
    with at_work(member("Gareth Pugh")):
        assert len(planned(alice)) == before + 1
        assert Task.objects.filter(kind="follow_up", due_on=day, status="open").exists()


def test_what_is_written_down_once_stays(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        first = planned(side_of(case, "harmed"))[0]
        follow_up_with(first, WELL, by=gareth, at=clock.now())
        with pytest.raises(Refused, match="written down already"):
            leave_out_follow_up(first, because="Again", by=gareth, at=clock.now())
        with pytest.raises(Refused, match="in the future"):
            add_follow_up(first.party, ask="?", due_on=TODAY - timedelta(days=1), by=gareth, at=clock.now())


def test_whoever_does_not_work_on_the_case_finds_no_follow_up(case: Case) -> None:
    with at_work(member("Gareth Pugh")):
        alice = side_of(case, "harmed")
        first = planned(alice)[0]
    ryan = signed_in("Ryan Tipping")
    for page in ("follow-ups", f"follow-ups/{first.id}", f"people/{alice.id}/follow-ups/new"):
        assert ryan.get(f"/cases/{case.reference}/{page}").status_code == 404
        assert ryan.get(f"/cases/SX-00000-00000/{page}").status_code == 404


def test_closing_says_who_was_still_to_be_asked_and_keeps_why_nobody_asks_them(case: Case) -> None:
    marian = signed_in("Marian Okafor")
    address = f"/cases/{case.reference}/closing"
    with at_work(member("Marian Okafor")):
        due = planned(side_of(case, "harmed"))[0].due_on
        people = [party.id for party in case.parties.all()]
    assert f"Ask Alice Fenwick how they are, due on {day(due)}" in marian.get(address).content.decode()
    typed = {"reason": "completed_direct", "note": "", "attached": "0"}
    for party in people:
        typed |= {f"reason-{party}": "completed_direct"}
        typed |= {f"told-{party}-{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    refused = marian.post(address, typed).content.decode()
    assert "Enter why nobody is asked how they are any more" in refused

    assert (
        marian.post(address, typed | {"not_asked_because": "Both asked for no more calls."}).status_code
        == 302
    )

    page = marian.get(f"/cases/{case.reference}/follow-ups").content.decode()
    assert page.count("Both asked for no more calls.") == page.count("Left out") > 1
    with at_work(member("Marian Okafor")):
        assert not FollowUp.objects.filter(case=case, done_on=None, not_done_because="").exists()
