"""Two coordinators and one second referral at the same moment, each on a connection of their own."""

from typing import Any

import pytest

from rjhub.cases.models import AttachedReferral, Case, Task
from rjhub.cases.tests.closing import closing_of
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.shut import another_coordinator
from rjhub.cases.tests.test_attached import MARIAN, everybody, opened
from rjhub.cases.tests.test_in_threads import at_the_same_moment
from rjhub.people.models import Link
from rjhub.referrals.models import DuplicateCheck, Referral
from rjhub.referrals.tests import factories as here
from rjhub.sharing import middleware

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def gave_way(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Whoever the database made to give way: nobody should, because both lock in the same order."""
    again: list[Any] = []
    monkeypatch.setattr(middleware, "_as_it_came", again.append)
    return again


def typed(case: Case, referral: Referral) -> dict[str, str]:
    with at_work(member(MARIAN)):
        return {f"who-{key}": str(who.same_as) for key, who in everybody(case, referral).items()}


def test_two_attach_one_referral_and_the_second_reads_that_it_was_decided(gave_way: list[Any]) -> None:
    case, again = opened(here.a_referral()), here.a_referral()
    there, answers = f"/referrals/{again.reference}/attaching/{case.reference}", typed(case, again)
    clients = [signed_in(MARIAN), signed_in(another_coordinator().name)]

    posted = at_the_same_moment(*(lambda client=client: client.post(there, answers) for client in clients))

    assert gave_way == []
    assert sorted(answer.status_code for answer in posted)[:1] != [500]
    (first,) = (answer for answer in posted if answer.status_code == 302)
    (second,) = (answer for answer in posted if answer is not first)
    assert "decided" in second.content.decode()
    with at_work(member(MARIAN)):
        assert AttachedReferral.objects.filter(case=case, detached_at=None).count() == 1
        assert DuplicateCheck.objects.filter(referral=again).count() == 1
        assert Link.objects.filter(undone_at=None).count() == 2


def test_one_attaches_while_another_closes_and_neither_is_lost(gave_way: list[Any]) -> None:
    case, again = opened(here.a_referral()), here.a_referral()
    there, answers, ending = (
        f"/referrals/{again.reference}/attaching/{case.reference}",
        typed(case, again),
        closing_of(case),
    )
    marian, other = signed_in(MARIAN), signed_in(another_coordinator().name)

    attaching, closing = at_the_same_moment(
        lambda: marian.post(there, answers),
        lambda: other.post(f"/cases/{case.reference}/closing", ending),
    )

    assert gave_way == []
    assert attaching.status_code == 302
    with at_work(member(MARIAN)):
        assert AttachedReferral.objects.filter(case=case, detached_at=None).count() == 1
        now = Case.objects.get(id=case.id)
        to_reopen = Task.objects.filter(case=case, kind="referred_again", status="open").count()
    if now.is_closed:
        assert (closing.status_code, to_reopen) == (302, 1), (
            "closed first: the hub decides whether to open it again"
        )
    else:
        assert "came into the case" in closing.content.decode(), "attached first: whoever closes looks at it"
