"""The summary for whoever assesses: by side and category, with limits, what is missing, what was refused."""

import pytest

from rjhub.cases.models import Case
from rjhub.cases.tests.asked import POLICE, PROBATION, VICTIM_SUPPORT, answer, ask_all, request_to
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    ask_all(case)
    return case


def page_of(name: str, case: Case) -> str:
    return signed_in(name).get(f"/cases/{case.reference}/information/summary").content.decode()


def test_answers_stand_by_side_and_category_with_who_gave_them_and_their_limits(case: Case) -> None:
    answer(VICTIM_SUPPORT, request_to(case, "victim_support"), answer="She has a support worker.")
    typed = {"answer": "He attends every week.", "regime": "part_3", "limits": ["not_to_person"]}
    answer(PROBATION, request_to(case, "probation"), **typed)
    answer(POLICE, request_to(case, "police_statements"), answer="She made a statement.", regime="uk_gdpr")
    page = page_of("Gareth Pugh", case)
    order = ["About the person harmed", "What somebody said", "She made a statement.", "The work on the case"]
    order += [
        "She has a support worker.",
        "About the person responsible",
        "Marcus Bell",
        "He attends every week.",
    ]
    order += ["It must not be shown to the person", "Still missing"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)


def test_what_is_missing_and_what_was_refused_and_why_stand_there_too(case: Case) -> None:
    answer(PROBATION, request_to(case, "probation"), "refused", reason="An inquiry goes on.")
    answer(VICTIM_SUPPORT, request_to(case, "victim_support"), "nothing_held")
    page = page_of("Marian Okafor", case)
    missing, refused, nothing = (
        page.index(f">{words}<") for words in ("Still missing", "Refused", "Nothing held, or passed on")
    )
    assert (
        missing < page.index("Sussex Police", missing) < refused < page.index("An inquiry goes on.") < nothing
    )
    assert "We hold nothing" in page[nothing:]


def test_what_is_for_the_hub_alone_is_not_on_a_facilitators_summary(case: Case) -> None:
    answer(
        PROBATION,
        request_to(case, "probation"),
        answer="He is an informant.",
        regime="part_3",
        limits=["hub_only"],
    )
    assert "He is an informant." in page_of("Marian Okafor", case)
    assert "He is an informant." not in page_of("Gareth Pugh", case)


def test_whoever_has_nothing_to_do_with_the_case_finds_no_summary(case: Case) -> None:
    for name in (PROBATION, POLICE, "Tomasz Zielinski", "Judith Arkwright"):
        missing = signed_in(name).get("/cases/SX-00000-00000/information/summary")
        hidden = signed_in(name).get(f"/cases/{case.reference}/information/summary")
        assert (hidden.status_code, missing.status_code) == (404, 404)


def test_reading_the_summary_is_on_record(case: Case, behind_the_walls: object) -> None:
    page_of("Gareth Pugh", case)
    with behind_the_walls() as cursor:  # type: ignore[operator]
        cursor.execute("SELECT files FROM audit_consultation WHERE door = 'cases:gathered'")
        assert case.file_id in cursor.fetchone()[0]
