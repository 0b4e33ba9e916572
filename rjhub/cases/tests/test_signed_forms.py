"""The signed form behind a consent: kept with it, and opened only by who may know where somebody lives."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.cases.models import Case, Consent, Document
from rjhub.cases.tests import files
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated

pytestmark = pytest.mark.django_db
ON_THE_DAY = {"given_on-day": "3", "given_on-month": "3", "given_on-year": "2026"}


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        return case


def agree(case: Case, side: str, content: bytes, name: str = "form.pdf") -> str:
    with at_work(member("Marian Okafor")):
        party = case.parties.get(side=side).id
    typed = {
        "submission_key": str(uuid4()),
        "signed": "on",
        "signed_form": SimpleUploadedFile(name, content),
        **ON_THE_DAY,
    }
    answer = signed_in("Marian Okafor").post(
        f"/cases/{case.reference}/people/{party}/consents/taking_part", typed
    )
    return answer.content.decode() if answer.status_code == 200 else answer["Location"]


def form_of(case: Case, side: str) -> str:
    with at_work(member("Marian Okafor")):
        document = Consent.objects.get(case=case, side=side).document_id
    return f"/cases/{case.reference}/documents/{document}"


def consents_as(name: str, case: Case) -> str:
    return signed_in(name).get(f"/cases/{case.reference}/consents").content.decode()


def test_the_signed_form_is_opened_from_the_consent_that_rests_on_it(case: Case) -> None:
    agree(case, "harmed", files.PDF)
    address = form_of(case, "harmed")

    assert f'href="{address}"' in consents_as("Marian Okafor", case)
    assert signed_in("Marian Okafor").get(address).content == files.PDF


def test_a_facilitator_of_the_other_side_sees_the_consent_and_not_its_form(case: Case) -> None:
    agree(case, "harmed", files.PDF)
    address = form_of(case, "harmed")

    page = consents_as("Adaeze Obi", case)

    assert "In writing" in page
    assert "Open the signed form" not in page
    assert signed_in("Adaeze Obi").get(address).status_code == 404


def test_one_form_may_be_behind_two_consents(case: Case) -> None:
    agree(case, "responsible", files.PDF)
    agree(case, "responsible", files.PDF)

    with at_work(member("Marian Okafor")):
        assert Document.objects.filter(case=case).count() == 1
        assert len(set(Consent.objects.filter(case=case).values_list("document_id"))) == 1


def test_a_form_that_is_none_records_no_consent(case: Case) -> None:
    page = agree(case, "harmed", files.SVG, name="form.pdf")

    assert "There is a problem" in page
    with at_work(member("Marian Okafor")):
        assert not Consent.objects.filter(case=case).exists()
