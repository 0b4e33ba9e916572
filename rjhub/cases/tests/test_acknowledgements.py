"""What people acknowledge: three separate answers, of which the newest count."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.actions.acknowledging import Acknowledged, record_acknowledgement
from rjhub.cases.models import Acknowledgement, Case, Meeting, Party
from rjhub.cases.tests.assessing import a_planned_case, commit_now, holds
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import side_of
from rjhub.cases.vocabulary import MeetingStatus
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


@pytest.fixture
def planned() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_planned_case(marian)


def deny_behind_the_back_of_the_action(party: Party, by: Staff) -> None:
    Acknowledgement.objects.create(
        **party.row(), facts=False, responsibility=False, willing=True,
        acknowledged_on=clock.today(), recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    commit_now()


def test_whoever_takes_back_what_they_acknowledged_does_not_meet(planned: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        kyle = side_of(planned, "responsible")
        with pytest.raises(IntegrityError, match="facts_acknowledged"), transaction.atomic():
            deny_behind_the_back_of_the_action(kyle, marian)
        denies = Acknowledged(facts=False, responsibility=False, willing=True, acknowledged_on=clock.today())
        record_acknowledgement(kyle, denies, by=marian, at=clock.now())
        commit_now()
        assert Meeting.objects.get(case=planned).status == MeetingStatus.CANCELLED
    assert not holds(planned, Check.FACTS_ACKNOWLEDGED)


def acknowledge(case: Case, side: str, by: str = "Marian Okafor", **answers: str) -> object:
    with at_work(member("Marian Okafor")):
        party = case.parties.get(side=side)
    typed = {
        "facts": "yes", "willing": "yes", "note": "", "submission_key": str(uuid4()), "acknowledged_on-day": "3",
        "acknowledged_on-month": "3", "acknowledged_on-year": "2026",
    }  # fmt: skip
    return signed_in(by).post(
        f"/cases/{case.reference}/people/{party.id}/acknowledgements/new", typed | answers
    )


def test_three_separate_answers_of_which_the_newest_count(case: Case) -> None:
    assert acknowledge(case, "harmed").status_code == 302
    assert "Select whether they take responsibility" in acknowledge(case, "responsible").content.decode()
    assert acknowledge(case, "responsible", responsibility="no", facts="no").status_code == 302
    assert not holds(case, Check.FACTS_ACKNOWLEDGED)
    assert acknowledge(case, "responsible", responsibility="yes", note="I did it.").status_code == 302
    assert holds(case, Check.FACTS_ACKNOWLEDGED)
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/acknowledgements").content.decode()
    assert page.count("(counts now)") == 2
    assert "I did it." in page
    with at_work(member("Marian Okafor")):
        assert Acknowledgement.objects.filter(case=case, side="responsible").count() == 2


def test_a_person_harmed_is_never_asked_to_take_responsibility(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        alice = side_of(case, "harmed")
        said = Acknowledged(facts=True, responsibility=True, willing=True, acknowledged_on=date(2026, 3, 3))
        with pytest.raises(Refused, match="Only a person responsible"):
            record_acknowledgement(alice, said, by=marian, at=clock.now())
        with pytest.raises(IntegrityError, match="takes_no_responsibility"), transaction.atomic():
            Acknowledgement.objects.create(
                **alice.row(), facts=True, responsibility=True, willing=True, acknowledged_on=clock.today(),
                recorded_at=clock.now(), recorded_by=marian,
            )  # fmt: skip
