"""Consents and acknowledgements: each by itself, dated, in the pathway's wording, and taken back at any moment."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.actions.consents import Agreed, record_consent, withdraw_consent
from rjhub.cases.actions.naming import name_contact
from rjhub.cases.models import Case, Consent, Meeting, Party
from rjhub.cases.tests.assessing import a_planned_case, commit_now, holds, tasks_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import says_no, side_of
from rjhub.cases.vocabulary import ConsentPurpose, MeetingStatus
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check
from rjhub.people.approach import STOPPED, may_be_approached

pytestmark = pytest.mark.django_db

ON_THE_DAY = {"given_on-day": "3", "given_on-month": "3", "given_on-year": "2026"}
SPOKEN = {"written": "spoken", **ON_THE_DAY}
SIGNED = {"signed": "on", **ON_THE_DAY}
TAKES_PART = Agreed(purpose=ConsentPurpose.TAKING_PART, given_on=date(2026, 3, 3), written=True)


@pytest.fixture
def planned() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_planned_case(marian)


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def address(case: Case, side: str, purpose: str) -> str:
    with at_work(member("Marian Okafor")):
        return f"/cases/{case.reference}/people/{case.parties.get(side=side).id}/consents/{purpose}"


def agree(case: Case, side: str, purpose: str, by: str = "Marian Okafor", **answers: str) -> object:
    typed = {"submission_key": str(uuid4()), **answers}
    return signed_in(by).post(address(case, side, purpose), typed)


def test_a_consent_is_given_to_the_wording_that_the_page_shows(case: Case) -> None:
    page = signed_in("Marian Okafor").get(address(case, "harmed", "assessment")).content.decode()
    assert "I agree to be assessed" in page
    assert agree(case, "harmed", "assessment", **SPOKEN).status_code == 302
    with at_work(member("Marian Okafor")):
        consent = Consent.objects.get(case=case)
    assert (consent.wording, consent.written) == ("consent_assessment_harmed, version 2026-1", False)
    assert holds(case, Check.CONSENT_TO_ASSESSMENT_HARMED)
    assert not holds(case, Check.CONSENT_TO_ASSESSMENT_RESPONSIBLE)
    assert not holds(case, Check.CONSENT_TO_CONTACT_HARMED)


def test_taking_part_counts_only_when_it_is_signed(case: Case) -> None:
    answer = agree(case, "harmed", "taking_part", **ON_THE_DAY)
    assert "Confirm that they have signed this wording" in answer.content.decode()
    assert agree(case, "harmed", "taking_part", **SIGNED).status_code == 302
    spoken = Agreed(purpose=ConsentPurpose.TAKING_PART, given_on=date(2026, 3, 3), written=False)
    with at_work(member("Marian Okafor")) as marian:
        alice = side_of(case, "harmed")
        with pytest.raises(Refused, match="has to be in writing"):
            record_consent(alice, spoken, by=marian, at=clock.now())
        with pytest.raises(IntegrityError, match="need_it_in_writing"), transaction.atomic():
            Consent.objects.filter(case=case).update(written=False)


def test_a_disclosure_names_what_is_shared_with_whom_and_what_for(case: Case) -> None:
    shared = {"what": "That she had a letter", "to_whom": "Her GP", "what_for": "Support", **SIGNED}
    page = agree(case, "harmed", "disclosure", **SIGNED).content.decode()
    assert "Enter what may be shared" in page
    assert "Enter with whom it may be shared" in page
    assert agree(case, "harmed", "disclosure", **shared).status_code == 302
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/consents").content.decode()
    assert "Sharing: That she had a letter" in page
    assert "Her GP" in page
    with (
        at_work(member("Marian Okafor")),
        pytest.raises(IntegrityError, match="names_what_and_to_whom"),
        transaction.atomic(),
    ):
        Consent.objects.filter(case=case).update(to_whom="")


def test_a_child_takes_part_only_if_a_parent_or_carer_agrees_too(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        Party.objects.filter(case=case, side="responsible").update(under_18=True)
        with pytest.raises(Refused, match="parent or carer"):
            record_consent(side_of(case, "responsible"), TAKES_PART, by=marian, at=clock.now())
    assert not holds(case, Check.PARENT_OR_CARER_AGREES)
    answer = agree(case, "responsible", "taking_part", **SIGNED)
    assert "Enter which parent or carer agrees" in answer.content.decode()
    agree(case, "responsible", "assessment", given_by_carer="Joan Marsden, mother", **SPOKEN)
    assert holds(case, Check.PARENT_OR_CARER_AGREES)
    agree(case, "responsible", "taking_part", given_by_carer="Joan Marsden, mother", **SIGNED)
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/consents").content.decode()
    assert "Joan Marsden, mother" in page


def test_the_same_form_sent_twice_records_one_consent(case: Case) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert agree(case, "harmed", "contact", submission_key=key, **SPOKEN).status_code == 302
    with at_work(member("Marian Okafor")):
        assert Consent.objects.filter(case=case).count() == 1


def test_no_consent_is_recorded_for_somebody_who_said_no(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        says_no(side_of(case, "harmed"))
    answer = agree(case, "harmed", "assessment", **SPOKEN)
    assert "do not want this" in answer.content.decode()
    with at_work(member("Marian Okafor")):
        assert not Consent.objects.filter(case=case).exists()


def test_either_side_can_withdraw_and_the_history_stays(case: Case) -> None:
    for side in ("harmed", "responsible"):
        agree(case, side, "assessment", **SPOKEN)
        with at_work(member("Marian Okafor")):
            consent = Consent.objects.get(case=case, side=side)
        marian = signed_in("Marian Okafor")
        withdrawal = f"/cases/{case.reference}/consents/{consent.id}/withdrawal"
        assert "Nobody assesses or prepares them any further." in marian.get(withdrawal).content.decode()
        assert marian.post(withdrawal).status_code == 302
        assert marian.post(withdrawal).status_code == 404
    page = marian.get(f"/cases/{case.reference}/consents").content.decode()
    assert page.count("withdrawn on") == 2
    assert not holds(case, Check.CONSENT_TO_ASSESSMENT_HARMED)


def test_withdrawing_ends_every_consent_to_the_same_thing(case: Case) -> None:
    agree(case, "harmed", "taking_part", **SIGNED)
    agree(case, "harmed", "taking_part", **SIGNED)
    with at_work(member("Marian Okafor")) as marian:
        newest = Consent.objects.filter(case=case).first()
        assert len(withdraw_consent(newest, by=marian, at=clock.now())) == 2
        with pytest.raises(Refused, match="withdrawn already"):
            withdraw_consent(newest, by=marian, at=clock.now())


def test_withdrawing_consent_to_take_part_cancels_the_planned_meeting_at_once(planned: Case) -> None:
    with at_work(member("Adaeze Obi")):
        kyles = Consent.objects.get(case=planned, side="responsible")
    answer = signed_in("Adaeze Obi").post(f"/cases/{planned.reference}/consents/{kyles.id}/withdrawal")
    assert answer.status_code == 302, answer.content.decode()
    with at_work(member("Marian Okafor")):
        commit_now()
        assert Meeting.objects.get(case=planned).status == MeetingStatus.CANCELLED
    for facilitator in ("Gareth Pugh", "Adaeze Obi"):
        words = tasks_of(facilitator)
        assert any("Tell everybody that the meeting on" in line for line in words)
        assert "Somebody withdrew their consent to taking part. Stop what depends on it" in words
    assert not holds(planned, Check.WRITTEN_CONSENT_RESPONSIBLE)


def withdraw_behind_the_back_of_the_action(case: Case, by: Staff) -> None:
    Consent.objects.filter(case=case, side="harmed").update(
        withdrawn_at=clock.now(), withdrawal_recorded_by=by
    )
    commit_now()


def test_the_database_refuses_a_planned_meeting_without_consent(planned: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        with pytest.raises(IntegrityError, match="written_consent_harmed"), transaction.atomic():
            withdraw_behind_the_back_of_the_action(planned, marian)
        commit_now()
        assert Meeting.objects.get(case=planned).status == MeetingStatus.PLANNED


def test_somebody_who_withdraws_consent_to_contact_is_not_contacted_by_any_agency(case: Case) -> None:
    agree(case, "harmed", "contact", **SPOKEN)
    with at_work(member("Marian Okafor")):
        consent = Consent.objects.get(case=case)
    signed_in("Marian Okafor").post(f"/cases/{case.reference}/consents/{consent.id}/withdrawal")
    with at_work(member("Marian Okafor")):
        assert may_be_approached(side_of(case, "harmed").person_id) == STOPPED
    assert "Somebody withdrew their consent" in signed_in("Marian Okafor").get("/").content.decode()


def test_the_named_contact_of_a_person_harmed_records_what_they_agree_to_and_withdraw(case: Case) -> None:
    agree(case, "harmed", "assessment", **SPOKEN)
    agree(case, "responsible", "assessment", **SPOKEN)
    with at_work(member("Marian Okafor")) as marian:
        name_contact(side_of(case, "harmed"), contact=member("Esther Lindqvist"), by=marian, at=clock.now())
        alices, kyles = (Consent.objects.get(case=case, side=side) for side in ("harmed", "responsible"))
    esther = signed_in("Esther Lindqvist")
    assert esther.post(f"/cases/{case.reference}/consents/{kyles.id}/withdrawal").status_code == 404
    assert esther.post(f"/cases/{case.reference}/consents/{alices.id}/withdrawal").status_code == 302
    assert agree(case, "harmed", "taking_part", "Esther Lindqvist", **SIGNED).status_code == 302
    assert agree(case, "responsible", "taking_part", "Esther Lindqvist", **SIGNED).status_code == 404


def test_whoever_does_not_work_on_the_case_finds_neither_consents_nor_acknowledgements(case: Case) -> None:
    agree(case, "harmed", "assessment", **SPOKEN)
    with at_work(member("Marian Okafor")):
        consent = Consent.objects.get(case=case)
        alice = side_of(case, "harmed")
    pages = (
        "consents", "acknowledgements", f"consents/{consent.id}/withdrawal",
        f"people/{alice.id}/consents/contact", f"people/{alice.id}/acknowledgements/new",
    )  # fmt: skip
    for name in ("Ryan Tipping", "Imogen Farrant", "Tomasz Zielinski", "Adaeze Obi"):
        client = signed_in(name)
        for page in pages:
            assert client.get(f"/cases/{case.reference}/{page}").status_code == 404
            assert client.get(f"/cases/SX-00000-00000/{page}").status_code == 404
    assert signed_in("Marian Okafor").get(address(case, "harmed", "anything")).status_code == 404


def test_a_facilitator_from_probation_sees_consents_but_not_how_alice_can_be_reached(planned: Case) -> None:
    page = signed_in("Adaeze Obi").get(f"/cases/{planned.reference}/consents").content.decode()
    assert "Alice Fenwick" in page
    assert "safely" not in page
    with at_work(member("Adaeze Obi")):
        assert set(Consent.objects.values_list("category", flat=True)) == {"casework"}
