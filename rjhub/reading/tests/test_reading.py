"""An information officer sees who of their own agency read what, and nothing of it; and that is on record."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from rjhub.audit.models import Consultation
from rjhub.cases.actions import sealing_up
from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN
from rjhub.kernel import clock
from rjhub.reading import queries
from rjhub.reading.models import Finding, Outcome
from rjhub.reading.queries import Wanted
from rjhub.reading.tests.factories import COLIN, HELEN, PETER, read, watched

pytestmark = pytest.mark.django_db
PLACES = ("/reading", "/reading/unusual", "/reading/hours", "/reading/exposure")


@pytest.fixture
def case() -> Case:
    """A case that Gareth of the hub and Adaeze of probation facilitate."""
    with at_work(member(MARIAN)) as marian:
        made = a_case(marian)
        facilitated(made, marian)
    return made


def said(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def rows(page: str) -> str:
    """The list itself, without the filters, which name everybody."""
    return page[page.index("Apply filters") :]


def a_finding(case: Case, looking: Any, name: str = GARETH) -> Finding:
    read(member(name), [case.file_id], clock.now() - timedelta(days=1), times=1)
    with looking() as cursor:
        staff = member(name)
        cursor.execute(
            "INSERT INTO reading_finding (id, partnership_id, agency_id, staff_id, pattern, day, first_at, last_at, "
            "files, figures, found_at) VALUES (%s, %s, %s, %s, 'bulk', %s, now(), now(), %s, %s, now()) RETURNING id",
            [uuid4(), staff.partnership_id, staff.agency_id, staff.id, clock.today() - timedelta(days=1),
             [case.file_id], '{"number": 61, "own_days": 20, "own_usual": 6, "peer_days": 200, "peer_usual": 8}'],
        )  # fmt: skip
        (found,) = cursor.fetchone()
    return Finding(id=found, staff_id=staff.id, partnership_id=staff.partnership_id)


def test_an_officer_sees_who_of_their_own_agency_read_what_and_when(case: Case) -> None:
    signed_in(GARETH).get(f"/cases/{case.reference}/contacts")
    signed_in(ADAEZE).get(f"/cases/{case.reference}")
    page = said(signed_in(HELEN), "/reading")
    assert "Gareth Pugh" in rows(page)
    assert case.reference in rows(page)
    assert f"A person of {case.reference}" in rows(page)
    assert "The case: contacts" in rows(page)
    assert "Looked at it" in rows(page)
    assert ADAEZE not in page
    for name in ("Alice", "Fenwick", "Marsden", "Burglary"):
        assert name not in page


def test_the_list_is_narrowed_to_somebody_and_to_a_day(case: Case) -> None:
    read(member(GARETH), [case.file_id], clock.now() - timedelta(days=9), door="cases:risk")
    signed_in(GARETH).get(f"/cases/{case.reference}")
    helen = signed_in(HELEN)
    then = clock.today() - timedelta(days=9)
    of_day = rows(said(helen, f"/reading?day-day={then.day}&day-month={then.month}&day-year={then.year}"))
    assert "The case: risk" in of_day
    assert "overview" not in of_day
    assert GARETH in rows(said(helen, f"/reading?who={member(GARETH).id}"))
    assert (
        "Gareth Pugh" not in rows(said(helen, f"/reading?who={member('Sunita Rao').id}")).split("Earlier")[0]
    )


def test_nonsense_in_the_address_changes_nothing_and_breaks_nothing(case: Case) -> None:
    helen = signed_in(HELEN)
    for query in (
        "who=nobody",
        "pattern=x",
        "day-day=99&day-month=1&day-year=2026",
        f"who={member(ADAEZE).id}",
    ):
        assert "Pugh" not in rows(said(helen, f"/reading?{query}"))
    for query in (
        "before=yesterday",
        "before=2026-11-01T00:00:00%2B00:00&row=x",
        "before=2026-11-01T00:00:00",
    ):
        assert helen.get(f"/reading?{query}").status_code == 404
    for query in ("from=x", "from=-1", "from=999999999999"):
        assert helen.get(f"/reading/unusual?{query}").status_code == 404


@pytest.mark.parametrize("name", [MARIAN, GARETH, ADAEZE])
def test_nobody_else_sees_it(case: Case, name: str, behind_the_walls: Any) -> None:
    found = a_finding(case, behind_the_walls)
    browser = signed_in(name)
    for place in (*PLACES, f"/reading/unusual/{found.id}"):
        assert browser.get(place).status_code == 404
    with at_work(member(name)):
        assert not Finding.objects.exists()
        with pytest.raises(DatabaseError, match="not an information officer"), transaction.atomic():
            queries.readings(Wanted(), most=1)
        assert queries.files_of(found) == ()


def test_an_officer_of_another_agency_sees_nothing_of_it(case: Case, behind_the_walls: Any) -> None:
    found = a_finding(case, behind_the_walls)
    for name in (COLIN, PETER):
        assert signed_in(name).get(f"/reading/unusual/{found.id}").status_code == 404
        assert GARETH not in said(signed_in(name), "/reading")
        with at_work(member(name)):
            assert not Finding.objects.exists()


def test_that_an_officer_looks_is_on_both_records(case: Case, behind_the_walls: Any) -> None:
    said(signed_in(HELEN), f"/reading?who={member(GARETH).id}")
    with behind_the_walls() as cursor:
        cursor.execute("SELECT staff_id, subject_id FROM audit_entry WHERE tag = 'reading:log:look'")
        assert cursor.fetchall() == [(member(HELEN).id, str(member(GARETH).id))]
        last = Consultation.objects.latest("id")
    assert (last.door, last.tables, last.files) == ("reading:readings", ["audit_consultation"], [])
    assert "This list" in rows(said(signed_in(HELEN), "/reading"))


def test_a_sealed_case_stands_in_no_list_of_readings(case: Case) -> None:
    other = None
    with at_work(member(MARIAN)) as marian:
        other = a_case(marian)
        read(member(GARETH), [case.file_id, other.file_id], clock.now(), door="cases:cases")
        read(member(GARETH), [case.file_id], clock.now(), door="cases:risk")
        sealing_up.seal_case(case, because="They are known to the hub.", keeps=[], by=marian, at=clock.now())
    page = rows(said(signed_in(HELEN), "/reading"))
    assert case.reference not in page
    assert "The case: risk" not in page
    assert other.reference in page


def test_an_officer_records_what_came_of_it_once(case: Case, behind_the_walls: Any) -> None:
    found = a_finding(case, behind_the_walls)
    helen, address = signed_in(HELEN), f"/reading/unusual/{found.id}"
    page = said(helen, address)
    for words in ("61 different files", "What it does not mean", case.reference, "Gareth Pugh"):
        assert words in page
    assert "Enter what you found" in said_after(helen.post(address, {"decision": "explained"}))
    answer = {
        "decision": "explained", "reason": "He made the figures.", "submission_key": str(uuid4()), "version": "0",
    }  # fmt: skip
    for _ in range(2):
        assert helen.post(address, answer).url == "/reading/unusual"
    with behind_the_walls() as cursor:
        cursor.execute("SELECT subject_id, changed FROM audit_entry WHERE tag = 'reading:finding:explained'")
        assert cursor.fetchall() == [(str(found.id), ["outcome"])]
    assert GARETH not in rows(said(helen, "/reading/unusual"))
    assert "Explained" in rows(said(helen, "/reading/unusual?state=all"))
    assert "He made the figures." in said(helen, address)
    late = {"decision": "reported", "reason": "I asked him.", "submission_key": str(uuid4()), "version": "0"}
    page = said_after(helen.post(address, late))
    assert "Helen Marsh recorded what came of it while you had this page open." in page
    assert "I asked him.</textarea>" in page
    assert 'name="version" id="id_version" value="1"' in page
    assert helen.post(address, late | {"version": "1"}).url == "/reading/unusual"


def said_after(answer: Any) -> str:
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_nobody_records_what_came_of_their_own_reading(case: Case, behind_the_walls: Any) -> None:
    found = a_finding(case, behind_the_walls, HELEN)
    helen, address = signed_in(HELEN), f"/reading/unusual/{found.id}"
    assert "This is about your own reading" in said(helen, address)
    sent = {"decision": "explained", "reason": "It was me.", "submission_key": str(uuid4()), "version": "0"}
    assert helen.post(address, sent).status_code == 403
    with at_work(member(HELEN)) as staff, pytest.raises(DatabaseError), transaction.atomic():
        Outcome.objects.create(
            partnership_id=staff.partnership_id, finding_id=found.id, submission_key=uuid4(), decision="explained",
            reason="It was me.", by=staff, at=clock.now(),
        )  # fmt: skip


def test_findings_and_outcomes_stay_as_they_are(case: Case, behind_the_walls: Any) -> None:
    found = a_finding(case, behind_the_walls)
    with at_work(member(HELEN)) as staff:
        Outcome.objects.create(
            partnership_id=staff.partnership_id, finding_id=found.id, submission_key=uuid4(), decision="explained",
            reason="He said so.", by=staff, at=clock.now(),
        )  # fmt: skip
        assert Outcome.objects.update(reason="Nothing.") == 0
        assert Outcome.objects.all().delete()[0] == 0
        assert Finding.objects.update(staff=staff) == 0
        assert Finding.objects.filter(id=found.id)._raw_delete("default") == 0
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO reading_finding SELECT * FROM reading_finding")
        with pytest.raises(DatabaseError), transaction.atomic():
            Outcome.objects.create(
                partnership_id=staff.partnership_id, finding_id=found.id, submission_key=uuid4(),
                decision="explained", reason="In another's name.", by=member(COLIN), at=clock.now(),
            )  # fmt: skip
        assert Outcome.objects.get().reason == "He said so."


def test_a_reference_erased_from_the_log_goes_from_what_was_found_too(
    case: Case, behind_the_walls: Any
) -> None:
    found = a_finding(case, behind_the_walls)
    watched(behind_the_walls, member(GARETH))
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE audit_consultation SET files = '{}' WHERE files && %s::uuid[]", [[case.file_id]]
        )
        cursor.execute("SELECT count(*) FROM keeper.reading_file WHERE file_id = %s", [case.file_id])
        assert cursor.fetchone() == (0,)
        assert Finding.objects.get(id=found.id).files == []
