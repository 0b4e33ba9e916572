"""Assessing each side in words: different questions, only with consent, with nothing added up."""

from uuid import uuid4

import pytest

from rjhub.cases.models import Case, SuitabilityAssessment
from rjhub.cases.tests.assessing import holds, tasks_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import agrees, facilitated, says_no, side_of
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.partnership.pathway.checks import Check

pytestmark = pytest.mark.django_db

ANSWERS = {
    "wishes": "To know why our house.", "motivation": "It is her own wish.", "expectations": "She knows he may say no.",
    "impact": "She does not sleep.", "safety": "She is not afraid of him.", "support": "Her sister Joan.",
    "practical": "", "acknowledges": "He says that he did it.", "result": "suitable", "why": "Calm and well supported.",
    "assessed_on-day": "3", "assessed_on-month": "3", "assessed_on-year": "2026",
}  # fmt: skip


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        for side in ("harmed", "responsible"):
            agrees(side_of(case, side), marian, ConsentPurpose.ASSESSMENT)
        return case


def address(case: Case, side: str) -> str:
    with at_work(member("Marian Okafor")):
        return f"/cases/{case.reference}/people/{side_of(case, side).id}/suitability/new"


def assess(case: Case, side: str, by: str = "Gareth Pugh", **answers: str) -> object:
    return signed_in(by).post(address(case, side), ANSWERS | {"submission_key": str(uuid4())} | answers)


def test_each_side_is_asked_its_own_questions(case: Case) -> None:
    gareth = signed_in("Gareth Pugh")
    harmed, responsible = (
        gareth.get(address(case, side)).content.decode() for side in ("harmed", "responsible")
    )
    assert "How has it affected them?" in harmed
    assert "Does anybody put pressure on them?" in harmed
    assert "What do they say about the facts and their part?" not in harmed
    assert "What do they say about the facts and their part?" in responsible
    assert "Also hopes about sentence, parole or contact" in responsible


def test_the_newest_assessment_counts_and_the_others_stay(case: Case) -> None:
    assert assess(case, "harmed").status_code == 302
    assert assess(case, "responsible").status_code == 302
    assert holds(case, Check.HARMED_SUITABLE)
    assert holds(case, Check.RESPONSIBLE_SUITABLE)
    assess(case, "responsible", result="not_yet", why="He plays it down.")
    assert not holds(case, Check.RESPONSIBLE_SUITABLE)
    page = signed_in("Adaeze Obi").get(f"/cases/{case.reference}/suitability").content.decode()
    assert "He plays it down." in page
    assert "He says that he did it." in page
    assert page.count("(counts now)") == 2


def test_somebody_who_is_not_suitable_is_the_hubs_to_decide_about(case: Case) -> None:
    assess(case, "responsible", result="unsuitable", why="He wants to frighten her.")
    assert "somebody was assessed as not suitable" in signed_in("Marian Okafor").get("/").content.decode()
    assert not any("not suitable" in words for words in tasks_of("Gareth Pugh"))


def test_the_same_assessment_sent_twice_is_kept_once(case: Case) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert assess(case, "harmed", submission_key=key).status_code == 302
    with at_work(member("Gareth Pugh")):
        assert SuitabilityAssessment.objects.filter(case=case).count() == 1


def test_every_question_that_is_not_answered_is_named(case: Case) -> None:
    page = assess(case, "harmed", wishes="", why="", result="").content.decode()
    for words in ("Enter what they want", "Enter why you think so", "Select whether it is suitable for them"):
        assert words in page


def test_nobody_is_assessed_who_has_not_agreed_or_who_said_no() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
    assert "have not agreed to be assessed" in assess(case, "harmed", "Marian Okafor").content.decode()
    with at_work(marian):
        agrees(side_of(case, "harmed"), marian, ConsentPurpose.ASSESSMENT)
        says_no(side_of(case, "harmed"))
    assert "do not want this" in assess(case, "harmed", "Marian Okafor").content.decode()
    with at_work(marian):
        assert not SuitabilityAssessment.objects.filter(case=case).exists()


def test_whoever_does_not_work_on_the_case_finds_no_assessment(case: Case) -> None:
    pages = ("suitability", address(case, "harmed").removeprefix(f"/cases/{case.reference}/"))
    for name in ("Ryan Tipping", "Imogen Farrant", "Tomasz Zielinski", "Judith Arkwright"):
        client = signed_in(name)
        for page in pages:
            assert client.get(f"/cases/{case.reference}/{page}").status_code == 404
            assert client.get(f"/cases/SX-00000-00000/{page}").status_code == 404


def test_an_assessment_is_a_statement_and_never_how_to_reach_somebody(case: Case) -> None:
    assess(case, "harmed")
    page = signed_in("Adaeze Obi").get(f"/cases/{case.reference}/suitability").content.decode()
    assert "Alice Fenwick" in page
    with at_work(member("Adaeze Obi")):
        assert set(SuitabilityAssessment.objects.values_list("category", flat=True)) == {"statement"}
