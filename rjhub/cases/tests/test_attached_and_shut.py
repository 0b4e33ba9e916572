"""A sealed case and a conflict of interest reach the referrals of its incident: those attached, and those to come."""

from uuid import uuid4

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from rjhub.cases import jobs
from rjhub.cases.models import AttachedReferral, Case, Task
from rjhub.cases.tests.closing import closing_of
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.shut import another_coordinator, recorded
from rjhub.cases.tests.test_attached import MARIAN, attached, everybody, opened
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.people.models import Person
from rjhub.referrals.actions import deciding
from rjhub.referrals.actions.deciding import Comparison
from rjhub.referrals.models import Referral, ReferralParty
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import Sameness

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return opened(here.a_referral())


def sealed(case: Case) -> None:
    answer = signed_in(MARIAN).post(f"/cases/{case.reference}/sealing", {"because": "A councillor is in it."})
    assert answer.status_code == 302, answer.content.decode()


def seen_by(name: str, referral: Referral) -> tuple[int, int]:
    """How much somebody sees of a referral and of the people whom it names."""
    with at_work(member(MARIAN)):
        named = list(ReferralParty.objects.filter(referral=referral).values_list("person_id", flat=True))
    with at_work(member(name)):
        return Referral.objects.filter(id=referral.id).count(), Person.objects.filter(id__in=named).count()


def test_what_is_attached_is_sealed_with_its_case_and_opened_with_it(case: Case) -> None:
    other, again = another_coordinator().name, here.a_referral()
    attached(case, again)
    assert seen_by(other, again) == (1, 2)
    sealed(case)
    assert seen_by(MARIAN, again) == (1, 2)
    assert seen_by(other, again) == (0, 0)
    signed_in(MARIAN).post(f"/cases/{case.reference}/unsealing", {"because": "It is over."})
    assert seen_by(other, again) == (1, 2)


def test_what_is_attached_to_a_sealed_case_is_sealed_and_opened_when_it_is_taken_out(case: Case) -> None:
    other, again = another_coordinator().name, here.a_referral()
    sealed(case)
    row = attached(case, again)
    assert seen_by(MARIAN, again) == (1, 2)
    assert seen_by(other, again) == (0, 0)
    there = f"/cases/{case.reference}/referrals/{row.id}/detaching"
    assert signed_in(MARIAN).post(there, {"because": "Another burglary"}).status_code == 302
    assert seen_by(other, again) == (1, 2)


def test_whom_the_seal_shuts_out_neither_finds_the_case_nor_attaches_to_it(case: Case) -> None:
    other = another_coordinator()
    sealed(case)
    again = here.a_referral()
    browser = signed_in(other.name)
    page = browser.get(f"/referrals/{again.reference}/duplicates").content.decode()
    assert "Probably the same incident" not in page
    assert "You may not see it" not in page
    assert case.reference not in browser.get(f"/referrals/{again.reference}").content.decode()
    assert browser.get(f"/referrals/{again.reference}/attaching/{case.reference}").status_code == 404
    with at_work(member(MARIAN)):
        first = Referral.objects.get(file_id=case.file_id).id
    said = []
    for target in (first, uuid4()):
        same = Comparison(decision=Sameness.SAME, joined_to=target)
        with at_work(other), pytest.raises(Refused) as refused:
            deciding.decide_duplicates(again, same, by=other, at=clock.now())
        said.append(str(refused.value))
    assert said[0] == said[1], "a sealed one reads like one that is missing"
    with at_work(member(MARIAN)):
        assert not AttachedReferral.objects.filter(case=case).exists()
        assert case.reference in signed_in(MARIAN).get(f"/referrals/{again.reference}").content.decode()


def test_whoever_is_named_is_told_that_a_referral_may_be_about_the_sealed_case(case: Case) -> None:
    """Nobody else may learn of the case, and its incident must not be worked twice."""
    other = another_coordinator().name
    sealed(case)
    again = here.a_referral()
    told = ProcrastinateJob.objects.filter(task_name="look_among_sealed").order_by("id").last()
    assert told is not None
    for _ in range(2):
        jobs.look_among_sealed(**told.args)
    with at_work(member(MARIAN)):
        (task,) = Task.objects.filter(case=case, kind="may_be_about_it")
        assert again.reference in task.words
    assert signed_in(MARIAN).get(task.address).status_code == 200
    assert again.reference in signed_in(MARIAN).get("/").content.decode()
    with at_work(member(other)):
        assert not Task.objects.filter(kind="may_be_about_it").exists()


def test_a_referral_that_is_about_nothing_sealed_gives_nobody_a_task(case: Case) -> None:
    again = here.a_referral()
    jobs.look_among_sealed(str(again.id), again.partnership_id)
    with at_work(member(MARIAN)):
        assert not Task.objects.filter(case=case, kind="may_be_about_it").exists()


def test_whoever_closes_looks_at_what_came_in_since_and_somebody_says_who_is_who(case: Case) -> None:
    again, ending = here.a_referral(), closing_of(case)
    attached(case, again)
    marian = signed_in(MARIAN)
    page = marian.post(f"/cases/{case.reference}/closing", ending).content.decode()
    assert "Another referral about this incident came into the case" in page
    with at_work(member(MARIAN)):
        AttachedReferral.objects.filter(case=case).update(settled_at=None, settled_by=None)
        assert not Case.objects.get(id=case.id).is_closed
    page = marian.post(f"/cases/{case.reference}/closing", ending | {"attached": "1"}).content.decode()
    assert "Nobody has said yet who is who" in page
    with at_work(member(MARIAN)) as by:
        AttachedReferral.objects.filter(case=case).update(settled_at=clock.now(), settled_by=by)
    closed = marian.post(f"/cases/{case.reference}/closing", ending | {"attached": "1"})
    assert closed.status_code == 302, closed.content.decode()


def test_a_conflict_of_interest_reaches_the_attached_referral_and_hides_the_case_as_a_candidate(
    case: Case,
) -> None:
    other, again, third = another_coordinator().name, here.a_referral(), here.a_referral()
    attached(case, again)
    assert seen_by(other, again) == (1, 2)
    recorded(case, other)
    assert seen_by(other, again) == (0, 0)
    browser = signed_in(other)
    page = browser.get(f"/referrals/{third.reference}/duplicates").content.decode()
    assert "You may not see it" not in page
    assert again.reference not in page
    assert browser.get(f"/referrals/{third.reference}/attaching/{case.reference}").status_code == 404
    with at_work(member(MARIAN)):
        typed = {f"who-{key}": str(who.same_as) for key, who in everybody(case, third).items()}
    assert browser.post(f"/referrals/{third.reference}/attaching/{case.reference}", typed).status_code == 404
    with at_work(member(other)):
        first = next(iter(deciding.keeper.similar_referrals(third)), None)
    assert first is None
