"""Cases, tasks and requests as programs get them: what the page shows, to whom it shows it, on the same record."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from rjhub.cases.models import Case, InformationRequest
from rjhub.cases.tests.asked import ask_all
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import a_ready_case, facilitated
from rjhub.tokens.tests.programs import program_of

pytestmark = pytest.mark.django_db
HUB, FACILITATOR, PROBATION, OUTSIDER, LEAD = (
    "Marian Okafor",
    "Gareth Pugh",
    "Adaeze Obi",
    "Judith Arkwright",
    "Marcus Bell",
)


@pytest.fixture
def case() -> Case:
    with at_work(member(HUB)) as marian:
        return a_ready_case(marian)


def logged(cursor: Any, name: str) -> list[tuple[Any, ...]]:
    cursor.execute(
        "SELECT door, purpose, files FROM audit_consultation WHERE staff_id = %s AND door LIKE 'api:%%' ORDER BY id",
        [member(name).id],
    )
    return list(cursor.fetchall())


def test_the_list_and_the_case_say_what_their_pages_say_and_are_on_record(
    case: Case, behind_the_walls: Any
) -> None:
    program = program_of(HUB)
    (line,) = [one for one in program.get("/cases").json()["items"] if one["reference"] == case.reference]
    whole = program.get(f"/cases/{case.reference}").json()
    assert line["harmed"] == [one["name"] for one in whole["harmed_side"]["people"]] == ["Alice Fenwick"]
    assert whole["responsible_side"]["people"][0]["name"] == "Kyle Marsden"
    with behind_the_walls() as cursor:
        rows = logged(cursor, HUB)
    assert {(door, purpose) for door, purpose, _ in rows} == {
        ("api:cases", "api:GET"),
        ("api:case", "api:GET"),
    }
    assert all(case.file_id in files for _, _, files in rows)


def test_a_case_of_others_looks_as_if_it_were_not_there(case: Case) -> None:
    program = program_of(OUTSIDER)
    there, nowhere = (program.get(f"/cases/{one}") for one in (case.reference, "SX-00000-00000"))
    assert (there.status_code, there.content) == (404, nowhere.content)
    assert there["Content-Type"] == "application/problem+json"
    assert program.get("/cases").json() == {"items": [], "next": ""}


def test_pages_follow_each_other_and_miss_nothing() -> None:
    with at_work(member(HUB)) as marian:
        made = {a_case(marian).reference for _ in range(5)}
    program, seen, after = program_of(HUB), [], ""
    while True:
        page = program.get("/cases", limit=2, after=after).json()
        seen += [one["reference"] for one in page["items"]]
        after = page["next"]
        if not after:
            break
    assert len(seen) == len(set(seen))
    assert set(seen) == made


@pytest.mark.parametrize(
    "query",
    [{"limit": 0}, {"limit": 201}, {"limit": "1.9e29"}, {"after": "nonsense"}, {"state": "x"}, {"after": "a\x00b"},
     {"after": "2026-01-01T00:00:00_00000000-0000-4000-8000-000000000000"}, {"stage": "nowhere"}],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_told_so(query: dict[str, Any]) -> None:
    answer = program_of(HUB).get("/cases", **query)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_the_timeline_goes_on_where_it_stopped(case: Case) -> None:
    program = program_of(HUB)
    first = program.get(f"/cases/{case.reference}/timeline").json()
    assert first["items"]
    older = program.get(f"/cases/{case.reference}/timeline", before=first["items"][-1]["at"]).json()
    assert not [one for one in older["items"] if one in first["items"][:-1]]


def test_a_request_is_answered_once_and_only_by_the_agency_that_was_asked(case: Case) -> None:
    ask_all(case)
    with at_work(member(LEAD)):
        asked = InformationRequest.objects.order_by("id")[0]
    program, there = program_of(LEAD), f"/requests/{asked.id}"
    assert asked.about_name in {one["name"] for one in program.get("/requests").json()["items"]}
    assert program.get(there).json()["name"] == asked.about_name
    assert program_of(OUTSIDER).get(there).status_code == 404
    assert program_of(OUTSIDER).post(f"{there}/answer", {"kind": "nothing_held"}).status_code == 404
    nothing = program.post(f"{there}/answer", {"kind": "refused"})
    assert (nothing.status_code, nothing.json()["errors"][0]["where"]) == (422, "reason")
    assert program.post(f"{there}/answer", {"kind": "nothing_held"}).json()["status"] == "answered"
    assert program.post(f"{there}/answer", {"kind": "nothing_held"}).status_code == 403


def test_tasks_are_ones_own(case: Case) -> None:
    with at_work(member(HUB)) as marian:
        facilitated(case, marian)
    for name in (HUB, FACILITATOR, PROBATION):
        assert program_of(name).get("/tasks").status_code == 200
    assert program_of(OUTSIDER).get("/tasks").json() == {"items": []}


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"kind": "x"}', '{"kind": "nothing_held", "answer": "a\\u0000b"}']
)
def test_an_unreadable_answer_is_a_problem(body: str) -> None:
    program = program_of(HUB)
    answer = Client().post(
        f"/api/v1/requests/{uuid4()}/answer", body, content_type="application/json", headers=program.headers
    )
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"
