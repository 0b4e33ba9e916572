"""A second referral about an incident that has a case: attached in one step, and taken out again."""

from dataclasses import replace
from typing import Any

import pytest

from rjhub.cases import queries
from rjhub.cases.actions import answers, attaching, settling_people
from rjhub.cases.actions.settling_people import Who
from rjhub.cases.models import AttachedReferral, Case, Event, Flag, Party, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.vocabulary import PartyStatus, WhoIsWho
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.matching.models import Proposal
from rjhub.people import approach
from rjhub.people.actions import stopping
from rjhub.people.models import Link
from rjhub.people.vocabulary import Approach
from rjhub.referrals.actions import deciding, joining, withdrawing
from rjhub.referrals.actions.deciding import Comparison
from rjhub.referrals.actions.submission import Risk
from rjhub.referrals.models import DuplicateCheck, Referral
from rjhub.referrals.queries import referrals
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import RiskKind, Sameness, Status
from rjhub.sharing.vocabulary import Side

pytestmark = pytest.mark.django_db
MARIAN = "Marian Okafor"
SAME = WhoIsWho.SAME
DANGER = Risk(side=Side.RESPONSIBLE, kind=RiskKind.DOMESTIC_ABUSE, description="He hits her")
IN_HASTINGS = replace(here.BY_POLICE, district="Hastings")


def opened(referral: Referral, name: str = MARIAN) -> Case:
    with at_work(member(name)) as by:
        deciding.decide_duplicates(referral, Comparison(decision=Sameness.DIFFERENT), by=by, at=clock.now())
        deciding.accept_referral(referral, by=by, at=clock.now())
        return Case.objects.select_related("hub__coordinators", "file").get(file_id=referral.file_id)


def everybody(case: Case, referral: Referral) -> dict[Any, Who]:
    """The people of a referral are those of the case, side by side."""
    parties = {party.side: party.id for party in Party.objects.filter(case=case)}
    return {one.id: Who(SAME, parties[one.side]) for one in referrals.parties_of(referral)}


def attached(case: Case, referral: Referral) -> AttachedReferral:
    with at_work(member(MARIAN)) as marian:
        who = everybody(case, referral)
        return settling_people.attach_referral(
            referral, case, who=who, note="One burglary", by=marian, at=clock.now()
        )


@pytest.fixture
def case() -> Case:
    return opened(here.a_referral())


@pytest.fixture
def again(case: Case) -> Referral:
    del case
    return here.a_referral(risks=(DANGER,))


def test_the_coordinator_reads_at_once_that_the_incident_is_in_an_open_case(
    case: Case, again: Referral
) -> None:
    page = signed_in(MARIAN).get(f"/referrals/{again.reference}").content.decode()
    assert f"The case {case.reference} is open." in page
    assert f"/referrals/{again.reference}/attaching/{case.reference}" in page


def test_one_step_attaches_it_with_its_people_and_opens_no_second_case(case: Case, again: Referral) -> None:
    marian, there = signed_in(MARIAN), f"/referrals/{again.reference}/attaching/{case.reference}"
    assert "Alice Fenwick" in marian.get(there).content.decode()
    with at_work(member(MARIAN)):
        answered = {f"who-{key}": str(who.same_as) for key, who in everybody(case, again).items()}
    answer = marian.post(there, answered)
    assert answer.status_code == 302, answer.content.decode()
    again_pressed = marian.post(there, answered, follow=True).content.decode()
    assert "attached to the case already" in again_pressed
    overview = marian.get(f"/cases/{case.reference}").content.decode()
    assert f'href="/cases/{case.reference}/referrals"' in overview
    with at_work(member(MARIAN)):
        row = AttachedReferral.objects.get(referral=again)
        assert (row.case_id, row.attached_by_id, len(row.links)) == (case.id, member(MARIAN).id, 2)
        assert Case.objects.filter(file_id=again.file_id).count() == 0
        assert Referral.objects.get(id=again.id).status == Status.ACCEPTED
        assert not Task.objects.filter(case=case, kind=attaching.WHO_IS_WHO, status="open").exists()
        said = [one.detail for one in Event.objects.filter(case=case, tag="cases:referral:attach")]
        assert said == [f"{again.reference}, from: Police"]
    assert again.reference in marian.get(f"/cases/{case.reference}/referrals").content.decode()


def test_a_no_on_either_record_holds_for_both_once_they_are_joined(case: Case, again: Referral) -> None:
    attached(case, again)
    with at_work(member(MARIAN)) as marian:
        alice = next(one.person for one in referrals.parties_with_people(again) if one.side == "harmed")
        stopping.record_stop(alice, said_on=clock.today(), said_to=None, by=marian, at=clock.now())
        party = Party.objects.get(case=case, side="harmed")
        assert approach.may_be_approached(party.person_id) is Approach.STOPPED


def test_danger_that_the_second_referral_tells_of_marks_the_case_at_once(case: Case, again: Referral) -> None:
    attached(case, again)
    with at_work(member(MARIAN)):
        assert Flag.objects.filter(case=case, flag="domestic_abuse", lowered_at=None).count() == 1


def test_somebody_new_comes_into_the_case_and_whoever_works_on_it_sees_them(case: Case) -> None:
    beth = replace(
        here.ALICE, identity=replace(here.ALICE.identity, given_name="Bethany", family_name="Osei")
    )
    again = here.a_referral(people=(beth,))
    chosen = {"staff": str(member("Sunita Rao").id)}
    signed_in(MARIAN).post(f"/cases/{case.reference}/supervisor", chosen)
    with at_work(member(MARIAN)) as marian:
        (named,) = referrals.parties_of(again)
        settling_people.attach_referral(
            again, case, who={named.id: Who(WhoIsWho.ADD)}, note="", by=marian, at=clock.now()
        )
    with at_work(member("Sunita Rao")):
        names = [party.name for party in queries.parties_of(case)]
    assert names == ["Alice Fenwick", "Bethany Osei", "Kyle Marsden"]


def test_records_that_differ_wait_for_a_second_coordinator(case: Case) -> None:
    younger = replace(
        here.ALICE, identity=replace(here.ALICE.identity, born_on=here.ALICE.identity.born_on.replace(day=12))
    )
    again = here.a_referral(people=(younger,))
    attached(case, again)
    with at_work(member(MARIAN)):
        assert Proposal.objects.filter(answer="").count() == 1
        assert AttachedReferral.objects.get(referral=again).links == []


def test_the_sender_reads_the_same_words_as_for_any_other_referral(case: Case, again: Referral) -> None:
    dean = signed_in("Dean Whitlock")
    accepted = dean.get(f"/referrals/{here.a_referral().reference}").content.decode()
    attached(case, again)
    page = dean.get(f"/referrals/{again.reference}").content.decode()
    assert "Accepted" in page
    assert "Received" in accepted
    assert "attach" not in page.lower()
    assert case.reference not in page.replace(again.reference, "")
    assert dean.get(f"/cases/{case.reference}/referrals").status_code == 404
    assert dean.get(f"/referrals/{again.reference}/attaching/{case.reference}").status_code in {403, 404}


def test_another_hubs_case_gets_it_and_that_hub_says_who_is_who() -> None:
    theirs = here.a_referral(circumstances=IN_HASTINGS)
    case = opened(theirs, "Tomasz Zielinski")
    ours = here.a_referral()
    with at_work(member(MARIAN)) as marian:
        found = Comparison(decision=Sameness.SAME, joined_to=theirs.id)
        deciding.decide_duplicates(ours, found, by=marian, at=clock.now())
        assert AttachedReferral.objects.filter(referral=ours).count() == 0, (
            "Marian learns nothing of the case"
        )
    with at_work(member("Tomasz Zielinski")):
        row = AttachedReferral.objects.get(referral=ours)
        assert (row.case_id, row.let_in) == (case.id, True)
        (task,) = Task.objects.filter(case=case, kind=attaching.WHO_IS_WHO)
    page = signed_in("Tomasz Zielinski").get(task.address)
    assert page.status_code == 200
    assert signed_in(MARIAN).get(task.address).status_code == 404


def test_taking_it_out_again_leaves_everything_as_it_was(case: Case, again: Referral) -> None:
    with at_work(member(MARIAN)):
        before = Referral.objects.values("status", "decided_at", "decided_by").get(id=again.id)
    row = attached(case, again)
    answer = signed_in(MARIAN).post(
        f"/cases/{case.reference}/referrals/{row.id}/detaching", {"because": "Another burglary, next door"}
    )
    assert answer.status_code == 302
    with at_work(member(MARIAN)):
        after = Referral.objects.values("status", "decided_at", "decided_by").get(id=again.id)
        assert after == before
        assert Link.objects.filter(undone_at=None).count() == 0
        assert not Flag.objects.filter(case=case, flag="domestic_abuse", lowered_at=None).exists()
        assert referrals.current_check(again) is None
        (check,) = DuplicateCheck.objects.filter(referral=again)
        assert check.superseded_at is not None
        tags = set(Event.objects.filter(case=case).values_list("tag", flat=True))
    assert {"cases:referral:attach", "cases:referral:detach"} <= tags
    page = signed_in(MARIAN).get(f"/referrals/{again.reference}").content.decode()
    assert "Before it can be accepted" in page
    for part in ("", "/detaching"):
        late = signed_in(MARIAN).post(
            f"/cases/{case.reference}/referrals/{row.id}{part}", {"because": "Me too"}, follow=True
        )
        assert "out of this case already: “Another burglary, next door”." in late.content.decode()


def test_a_no_said_in_between_stays_where_it_was_said(case: Case, again: Referral) -> None:
    row = attached(case, again)
    with at_work(member(MARIAN)) as marian:
        kyle = Party.objects.select_related("person__file", "case").get(case=case, side="responsible")
        answers.says_no(kyle, said_on=clock.today(), by=marian, at=clock.now())
    signed_in(MARIAN).post(f"/cases/{case.reference}/referrals/{row.id}/detaching", {"because": "No"})
    with at_work(member(MARIAN)):
        assert Party.objects.get(id=kyle.id).status == PartyStatus.DECLINED
        assert approach.may_be_approached(kyle.person_id) is Approach.STOPPED


def test_somebody_who_came_with_it_goes_with_it_and_comes_back_with_it(case: Case) -> None:
    beth = replace(
        here.ALICE, identity=replace(here.ALICE.identity, given_name="Bethany", family_name="Osei")
    )
    again = here.a_referral(people=(beth,))
    with at_work(member(MARIAN)) as marian:
        (named,) = referrals.parties_of(again)
        who = {named.id: Who(WhoIsWho.ADD)}
        row = settling_people.attach_referral(again, case, who=who, note="", by=marian, at=clock.now())
    signed_in(MARIAN).post(f"/cases/{case.reference}/referrals/{row.id}/detaching", {"because": "No"})
    with at_work(member(MARIAN)) as marian:
        party = Party.objects.get(case=case, person_id=named.person_id)
        assert party.status == PartyStatus.ENDED
        settling_people.attach_referral(again, case, who=who, note="", by=marian, at=clock.now())
        assert Party.objects.get(id=party.id).status == PartyStatus.WAITING


def test_what_was_joined_before_the_case_was_opened_is_attached_when_it_is() -> None:
    first, second = here.a_referral(), here.a_referral()
    with at_work(member(MARIAN)) as marian:
        found = Comparison(decision=Sameness.SAME, joined_to=first.id)
        deciding.decide_duplicates(second, found, by=marian, at=clock.now())
    case = opened(first)
    with at_work(member(MARIAN)):
        assert AttachedReferral.objects.get(referral=second).case_id == case.id


def test_joining_a_joined_one_ends_at_the_one_that_has_the_case(case: Case, again: Referral) -> None:
    attached(case, again)
    third = here.a_referral()
    with at_work(member(MARIAN)) as marian:
        found = Comparison(decision=Sameness.SAME, joined_to=again.id)
        check = deciding.decide_duplicates(third, found, by=marian, at=clock.now())
        assert check.joined_to.file_id == case.file_id
        assert AttachedReferral.objects.get(referral=third).case_id == case.id


def test_two_are_never_joined_to_each_other() -> None:
    first, second = here.a_referral(), here.a_referral()
    with at_work(member(MARIAN)) as marian:
        found = Comparison(decision=Sameness.SAME, joined_to=first.id)
        deciding.decide_duplicates(second, found, by=marian, at=clock.now())
        back = Comparison(decision=Sameness.SAME, joined_to=second.id)
        with pytest.raises(Refused, match="joined to this one already"):
            deciding.decide_duplicates(first, back, by=marian, at=clock.now())


def test_what_was_joined_to_a_withdrawn_referral_waits_for_its_hub_again() -> None:
    first, second = here.a_referral(), here.a_referral()
    with at_work(member(MARIAN)) as marian:
        found = Comparison(decision=Sameness.SAME, joined_to=first.id)
        deciding.decide_duplicates(second, found, by=marian, at=clock.now())
    with at_work(here.sergeant()) as dean:
        withdrawing.withdraw_referral(first, by=dean, at=clock.now(), reason="Sent twice")
    assert joining.loosen_all(first.id, first.partnership_id, at=clock.now()) == 1
    with at_work(member(MARIAN)):
        assert Referral.objects.get(id=second.id).status == Status.RECEIVED
        assert referrals.current_check(second) is None


def test_only_the_hub_sees_what_other_referrals_say(case: Case, again: Referral) -> None:
    row = attached(case, again)
    chosen = {"staff": str(member("Sunita Rao").id)}
    signed_in(MARIAN).post(f"/cases/{case.reference}/supervisor", chosen)
    sunita = signed_in("Sunita Rao")
    assert sunita.get(f"/cases/{case.reference}").status_code == 200
    for part in ("", f"/{row.id}", f"/{row.id}/detaching"):
        assert sunita.get(f"/cases/{case.reference}/referrals{part}").status_code == 404
    assert signed_in("Tomasz Zielinski").get(f"/cases/{case.reference}/referrals").status_code == 404
