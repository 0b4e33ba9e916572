"""A closed case whose incident was referred again: opened again for a reason, unless a no stands against it."""

import pytest

from rjhub.cases.actions import answers, attaching, closing
from rjhub.cases.models import Case, Consent, Event, Party, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.test_attached import MARIAN, again, attached, case
from rjhub.cases.vocabulary import PartyStatus
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.people import queries as people
from rjhub.people.actions import stopping
from rjhub.referrals.models import Referral

pytestmark = pytest.mark.django_db
__all__ = ["again", "case"]


def ended(case: Case) -> None:
    with at_work(member(MARIAN)) as marian:
        reason = ClosingReason.OTHER
        parties = {party.id: (reason, clock.today()) for party in Party.objects.filter(case=case)}
        closing.close_case(case, reason=reason, note="", parties=parties, by=marian, at=clock.now())


def test_a_closed_case_is_offered_for_opening_again(case: Case, again: Referral) -> None:
    ended(case)
    page = signed_in(MARIAN).get(f"/referrals/{again.reference}").content.decode()
    assert f"The case {case.reference} was closed on" in page
    attached(case, again)
    with at_work(member(MARIAN)):
        (task,) = Task.objects.filter(case=case, kind=attaching.REFERRED_AGAIN, status="open")
        assert Consent.objects.filter(case=case, withdrawn_at=None).exists()
        events = Event.objects.filter(case=case).count()
    marian = signed_in(MARIAN)
    assert "Open the case again" in marian.get(task.address).content.decode()
    assert marian.post(f"/cases/{case.reference}/reopening", {"why": "Referred again"}).status_code == 302
    with at_work(member(MARIAN)):
        assert Case.objects.get(id=case.id).closed_at is None
        assert not Consent.objects.filter(case=case, withdrawn_at=None).exists(), "consents are asked anew"
        assert Task.objects.get(id=task.id).status == "done"
        assert Event.objects.filter(case=case).count() > events


def test_a_no_keeps_a_closed_case_closed_until_the_person_asks(case: Case) -> None:
    with at_work(member(MARIAN)) as marian:
        alice = Party.objects.select_related("person__file", "case").get(case=case, side="harmed")
        answers.says_no(alice, said_on=clock.today(), by=marian, at=clock.now())
    ended(case)
    with at_work(member(MARIAN)) as marian:
        with pytest.raises(Refused, match="only if they ask for it themselves"):
            closing.reopen_case(case, why="We think so", by=marian, at=clock.now())
        (stop,) = people.stops(alice.person)
        stopping.lift_stop(stop, asked_on=clock.today(), how_they_asked="She rang", by=marian, at=clock.now())
        closing.reopen_case(case, why="She asked", by=marian, at=clock.now())
        assert Party.objects.get(id=alice.id).status == PartyStatus.APPROACHED
