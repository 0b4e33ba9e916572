"""Answers of agencies: as words or a file, passed on, too late, under which law, and within which limits."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from rjhub.cases.models import Case, Document, InformationItem, InformationRequest
from rjhub.cases.tests import files
from rjhub.cases.tests.asked import (
    PROBATION,
    VICTIM_SUPPORT,
    answer,
    ask_all,
    request_to,
    requests_of,
)
from rjhub.cases.tests.closing import closing_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.people.models import Identifier
from rjhub.people.vocabulary import IdentifierKind
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
INFORMATION = {"answer": "He attends every week.", "regime": "part_3"}


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        for kind, value in ((IdentifierKind.PNC, "2001/0171310W"), (IdentifierKind.CRN, "X123456")):
            person = side_of(case, "responsible").person
            Identifier.objects.create(
                partnership_id=person.partnership_id, file_id=person.file_id, side=person.side,
                category=Category.IDENTITY, person=person, kind=kind, value=value,
            )  # fmt: skip
    ask_all(case)
    return case


def page_of(name: str, case: Case) -> str:
    return signed_in(name).get(f"/cases/{case.reference}/information").content.decode()


def test_each_agency_is_told_its_own_number_for_the_person_and_no_other(case: Case) -> None:
    assert request_to(case, "police_checks").find_by == ["PNC ID 2001/0171310W"]
    page = signed_in(PROBATION).get(f"/requests/{request_to(case, 'probation').id}").content.decode()
    assert "X123456" in page
    assert "This is all that you are told" in page
    assert request_to(case, "victim_support").find_by == []


def test_a_file_answers_as_well_and_only_its_side_and_category_open_it(case: Case) -> None:
    request = request_to(case, "probation")
    upload = SimpleUploadedFile("report.pdf", files.PDF)
    assert answer(PROBATION, request, upload=upload, regime="part_3").status_code == 302
    with at_work(member("Marian Okafor")):
        item = InformationItem.objects.get(request=request)
        document = Document.objects.get(case=case)
    assert (item.document_id, document.side, document.category) == (document.id, "responsible", "casework")
    address = f"/cases/{case.reference}/documents/{document.id}"
    assert address in page_of("Marian Okafor", case)
    assert signed_in("Gareth Pugh").get(address).content == files.PDF
    assert signed_in(PROBATION).get(address).status_code == 404
    assert signed_in(VICTIM_SUPPORT).get(address).status_code == 404


def test_a_file_that_cannot_be_taken_leaves_the_request_open_and_what_was_typed(case: Case) -> None:
    request = request_to(case, "probation")
    upload = SimpleUploadedFile("letter.docx", files.docx(("word/vbaProject.bin", "x")))
    said = answer(
        PROBATION, request, upload=upload, regime="part_3", answer="He attends every week."
    ).content.decode()
    assert "holds macros" in said
    assert "He attends every week." in said
    assert request_to(case, "probation").status == "asked"
    with at_work(member("Marian Okafor")):
        assert not Document.objects.filter(case=case).exists()


def test_information_is_words_or_a_file(case: Case) -> None:
    said = answer(PROBATION, request_to(case, "probation"), regime="part_3").content.decode()
    assert "Enter what you hold, or select a file" in said


def test_the_agency_that_is_named_instead_is_asked_the_same_at_once(case: Case) -> None:
    request = request_to(case, "probation")
    prison = member("Ryan Tipping")
    assert answer(PROBATION, request, "ask_another", agency=str(prison.agency_id)).status_code == 302
    first, second = [one for one in requests_of(case) if one.key == "probation"]
    assert (first.status, second.status, second.passed_on_from_id) == ("passed_on", "asked", first.id)
    assert (second.agency_id, second.questions, second.due_on) == (
        prison.agency_id,
        first.questions,
        first.due_on,
    )
    assert "Answer a request for information" in signed_in("Ryan Tipping").get("/").content.decode()
    page = page_of("Marian Okafor", case)
    assert "Passed on by" in page
    assert "Probation" in page
    assert answer("Ryan Tipping", second, "nothing_held").status_code == 302
    assert signed_in(PROBATION).get(f"/requests/{second.id}").status_code == 404


def test_a_question_does_not_go_round_in_circles(case: Case) -> None:
    prison = member("Ryan Tipping").agency_id
    answer(PROBATION, request_to(case, "probation"), "ask_another", agency=str(prison))
    back = answer(
        "Ryan Tipping", request_to(case, "probation"), "ask_another", agency=str(member(PROBATION).agency_id)
    )
    assert "had this question already" in back.content.decode()
    assert request_to(case, "probation").status == "asked"


def test_victim_support_cannot_hand_a_question_about_alice_to_probation(case: Case) -> None:
    request = request_to(case, "victim_support")
    assert "Lewes" not in signed_in(VICTIM_SUPPORT).get(f"/requests/{request.id}").content.decode()
    said = answer(VICTIM_SUPPORT, request, "ask_another", agency=str(member(PROBATION).agency_id))
    assert said.status_code == 200
    assert request_to(case, "victim_support").status == "asked"
    with at_work(member(PROBATION)):
        assert not InformationRequest.objects.filter(side="harmed").exists()


def test_somebody_outside_the_partnership_is_named_in_words_for_the_hub(case: Case) -> None:
    request = request_to(case, "probation")
    assert "whom the hub should ask" in answer(PROBATION, request, "ask_another").content.decode()
    assert answer(PROBATION, request, "ask_another", whom="Probation in Kent").status_code == 302
    assert "Probation in Kent" in page_of("Marian Okafor", case)


@pytest.mark.parametrize(
    ("ending", "why"), [("answered", "was answered already"), ("cancelled", "the hub took it back")]
)
def test_an_answer_that_comes_too_late_is_refused_and_shown_again(case: Case, ending: str, why: str) -> None:
    request = request_to(case, "probation")
    if ending == "answered":
        answer(PROBATION, request, "nothing_held")
    else:
        signed_in("Marian Okafor").post(f"/cases/{case.reference}/information/{request.id}/cancellation")
    late = answer(PROBATION, request, **INFORMATION)
    said = late.content.decode()
    assert late.status_code == 403
    assert why in said
    assert "He attends every week." in said, "what was typed can be copied"
    assert "not open any more" in signed_in(PROBATION).get(f"/requests/{request.id}").content.decode()
    with at_work(member("Marian Okafor")):
        assert not InformationItem.objects.filter(request=request, kind="information").exists()


def test_law_and_limits_stand_beside_the_answer(case: Case) -> None:
    typed = INFORMATION | {
        "limits": ["not_to_person", "not_in_court"],
        "onward_limits": "Not before the hearing",
    }
    assert (
        "Select under which law"
        in answer(PROBATION, request_to(case, "probation"), answer="x").content.decode()
    )
    answer(PROBATION, request_to(case, "probation"), **typed)
    page = page_of("Gareth Pugh", case)
    for words in (
        "He attends every week.",
        "Part 3 of the Data",
        "It must not be shown to the person",
        "Not before the",
    ):
        assert words in page
    assert "Marcus Bell" in page


def test_the_agreement_says_under_which_law_victim_support_works_so_it_is_not_asked(case: Case) -> None:
    request = request_to(case, "victim_support")
    assert "Under which law" not in signed_in(VICTIM_SUPPORT).get(f"/requests/{request.id}").content.decode()
    answer(VICTIM_SUPPORT, request, answer="She has a support worker.")
    assert "UK GDPR" in page_of("Marian Okafor", case)


def test_what_only_the_hub_may_see_no_facilitator_sees_whichever_way_they_ask(case: Case) -> None:
    upload = SimpleUploadedFile("report.pdf", files.PDF)
    answer(PROBATION, request_to(case, "probation"), upload=upload, limits=["hub_only"], **INFORMATION)
    assert "He attends every week." in page_of("Marian Okafor", case)
    assert "He attends every week." not in page_of("Gareth Pugh", case)
    with at_work(member("Gareth Pugh")), connection.cursor() as cursor:
        assert not Document.objects.filter(case=case).exists()
        cursor.execute("SELECT count(*) FROM cases_informationitem")
        assert cursor.fetchone()[0] == 0
    with at_work(member("Marian Okafor")), connection.cursor() as cursor:
        # Grants that come later rewrite who sees the rows of a file; the limit stands all the same.
        cursor.execute("UPDATE cases_informationitem SET acl = acl")
    with at_work(member("Gareth Pugh")):
        assert not InformationItem.objects.exists()
    with at_work(member(PROBATION)):
        assert InformationItem.objects.get().answer == "He attends every week."


def test_a_court_report_does_not_repeat_what_was_given_on_condition_that_it_stays_out(case: Case) -> None:
    words = "He has breached the order twice since the spring."
    answer(PROBATION, request_to(case, "probation"), answer=words, regime="part_3", limits=["not_in_court"])
    marian = signed_in("Marian Okafor")
    matter = {"court": "Lewes Crown Court", "court_kind": "crown", "plea": "guilty", "version": "0"}
    matter |= {"conviction_dates": "2 3 2026"}
    assert marian.post(f"/cases/{case.reference}/court/matter", matter).status_code == 302
    report = {"suitable": "yes", "responsible_view": "He will answer.", "proposal": "To defer sentence."}
    report |= {"submission_key": "5b0f4b3e-53a7-4f65-9d05-1f5d9b0d0c22"}
    address = f"/cases/{case.reference}/court/reports/suitability/new"
    assert "on condition that it does not stand" in marian.get(address).content.decode()
    quoting = marian.post(
        address, report | {"findings": "We hear he has breached the order twice since the spring"}
    )
    assert "Probation" in quoting.content.decode()
    assert "Take it out, or ask them first" in quoting.content.decode()
    assert marian.post(address, report | {"findings": "He has not kept to his order."}).status_code == 302


def test_closing_a_case_takes_back_what_nobody_answered(case: Case) -> None:
    assert (
        signed_in("Marian Okafor").post(f"/cases/{case.reference}/closing", closing_of(case)).status_code
        == 302
    )
    assert {one.status for one in requests_of(case)} == {"cancelled"}
    assert "Answer a request" not in signed_in(PROBATION).get("/").content.decode()
    late = answer(PROBATION, request_to(case, "probation"), **INFORMATION).content.decode()
    assert "closed the case" in late
    assert "He attends every week." in late
