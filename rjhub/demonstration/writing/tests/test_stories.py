"""Stories arrive whole: every event has a writer, every case is where its story ended, every page of it opens."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from rjhub.cases import sealing
from rjhub.cases import urls as of_cases
from rjhub.cases.gates import CaseState, in_the_way
from rjhub.cases.models import Case, CourtReport, Task
from rjhub.demonstration.invented.histories import events
from rjhub.demonstration.invented.written import reading
from rjhub.demonstration.writing import area as areas_of
from rjhub.demonstration.writing import inventing, tables, writer
from rjhub.partnership.models import Partnership, Staff
from rjhub.people import queries as people
from rjhub.people import vault
from rjhub.people.models import Person
from rjhub.sharing import doors, readers

pytestmark = pytest.mark.django_db
JOINED = "the-same-shed"


def staff(email_name: str) -> Staff:
    return (
        Staff.objects.select_related("account", "agency", "principal", "partnership")
        .filter(account__email__startswith=f"{email_name}@", until=None)
        .earliest("since")
    )


def coordinators() -> list[Staff]:
    found = Staff.objects.filter(roles__role="coordinator", until=None).distinct()
    return list(found.select_related("account", "agency", "principal", "partnership"))


def test_every_kind_of_event_has_a_writer() -> None:
    assert set(writer.WRITERS) == set(events.DETAILS)


def test_cells_are_read_back_as_they_were_written(behind_the_walls: Any) -> None:
    odd = ["tab\there", "line\nbreak", "back\\slash", "\\N", "", 'quote"', "ünï", "{a,b}"]
    columns = ("words", "list", "number", "yes", "raw")
    table = tables.Table("odd", "Odd", columns, {})

    def line(values: list[Any]) -> str:
        return table.line(tables.Row(table, dict(zip(columns, values, strict=True))))

    with behind_the_walls() as cursor:
        cursor.execute("CREATE TEMP TABLE odd (words text, list text[], number int, yes boolean, raw bytea)")
        with cursor.copy("COPY odd FROM STDIN") as copy:
            copy.write(line([odd[0], odd, 7, True, b"\x00\xff"]))
            copy.write(line(["plain words", ["a", "b"], 8, False, b"\\"]))
            copy.write(line(["\n".join(odd), [], None, False, None]))
        cursor.execute("SELECT words, list, number, yes, raw FROM odd ORDER BY number")
        first, plain, second = cursor.fetchall()
    assert (*plain[:4], bytes(plain[4])) == ("plain words", ["a", "b"], 8, False, b"\\")
    assert (first[0], first[1], first[2], first[3], bytes(first[4])) == (odd[0], odd, 7, True, b"\x00\xff")
    assert second == ("\n".join(odd), [], None, False, None)


def test_a_row_says_only_what_its_table_has() -> None:
    table = tables.Table("odd", "Odd", ("words", "list"), {})
    with pytest.raises(KeyError, match="number"):
        table.line(tables.Row(table, {"words": "a", "list": [], "number": 1}))
    with pytest.raises(KeyError, match="list"):
        table.line(tables.Row(table, {"words": "a"}))
    with pytest.raises(TypeError, match="set"):
        table.line(tables.Row(table, {"words": {1}, "list": []}))


def test_every_written_case_is_where_its_story_says(written: Any) -> None:
    for case in reading.written_cases(written.at):
        book = written.book(case.key)
        if case.key == JOINED:
            assert book.case is None
        elif book.case is None:
            assert case.stage == "referred", case.key
        else:
            assert book.case["stage"] == case.stage, case.key


def test_a_second_referral_of_one_incident_is_joined_and_gets_no_case(written: Any) -> None:
    check = next(
        row for row in written.book(JOINED).sheet.rows if row.table.name == "referrals_duplicatecheck"
    )
    assert check["decision"] == "same"
    assert check["joined_to_id"] == written.book("the-shed").referral["id"]


def test_the_same_seed_writes_the_same_rows(written: Any) -> None:
    area = areas_of.read(Partnership.objects.get(code="kent"))
    order = inventing.Order(count=5, years=2, as_of=written.at, seed=3)
    twice = [
        [
            [row.get("id") for row in writer.write(story, area=area, run="3").sheet.rows]
            for story in inventing.stories(area, order)
        ]
        for _ in range(2)
    ]
    assert twice[0] == twice[1]


def test_gates_can_be_asked_about_every_case(written: Any) -> None:
    asked = 0
    for coordinator in coordinators():
        with doors.opened(readers.reader_for(coordinator), door="test", purpose="test"):
            for case in Case.objects.select_related("hub", "pathway", "supervisor"):
                in_the_way(CaseState(case))
                asked += 1
    assert asked >= sum(book.case is not None for book in written.books)


def test_a_coordinator_opens_the_record_of_a_person_harmed(written: Any) -> None:
    coordinator = staff("tomasz.zielinski")
    book = written.book("the-brass-clock")
    with doors.opened(readers.reader_for(coordinator), door="test", purpose="test"):
        doreen = Person.objects.get(id=book.people["harmed", 0].id)
        kept = {one.kind: one.value for one in vault.open_contact(doreen, by=coordinator, purpose="test")}
        found = people.search(people.Sought(name="attwater")).people
    assert kept["address"].endswith(book.story.matter.harmed[0].postcode)
    assert doreen.id in {one.id for one in found}


def test_a_report_that_was_sent_to_the_court_opens(written: Any) -> None:
    with doors.opened(readers.reader_for(staff("rosalind.peake")), door="test", purpose="test"):
        sent = CourtReport.objects.filter(sent_on__isnull=False).first()
    assert sent is not None
    assert sealing.unseal(sent).startswith(b"%PDF")


def test_a_prison_lead_sees_the_request_and_nothing_of_who_was_harmed(written: Any) -> None:
    lead = staff("ryan.tipping")
    with doors.opened(readers.reader_for(lead), door="test", purpose="test"):
        assert not Person.objects.filter(side="harmed").exists()


def test_each_sees_the_cases_whose_grants_name_them(written: Any, behind_the_walls: Any) -> None:
    for name in ("bridget.mensah", "adaeze.obi", "sunita.rao", "dean.whitlock", "gareth.pugh"):
        member = staff(name)
        reader = readers.reader_for(member)
        with doors.opened(reader, door="test", purpose="test"):
            seen = set(Case.objects.values_list("id", flat=True))
        with behind_the_walls():
            cursor = connection.connection.execute(
                "SELECT c.id FROM cases_case c JOIN sharing_grant g ON g.file_id = c.file_id "
                "WHERE g.ended_at IS NULL AND g.holder_id = ANY (%s) AND c.side = ANY (g.sides) "
                "AND c.category = ANY (g.categories)",
                [list(reader.principals)],
            )
            granted = {row[0] for row in cursor.fetchall()}
        assert seen == granted
    assert granted


def test_a_closed_case_has_nothing_left_to_do(written: Any) -> None:
    with doors.opened(
        readers.coordinators_of(Partnership.objects.get(code="sussex").id), door="test", purpose="test"
    ):
        assert Task.objects.exists()
        assert not Task.objects.filter(case__closed_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("tomasz.zielinski", "the-brass-clock"),
        ("gareth.pugh", "two-letters"),
        ("tomasz.zielinski", "the-coast-road"),
        ("judith.arkwright", "forty-three-doors"),
        ("kathleen.robson", "a-shift-in-february"),
        ("rosalind.peake", "nine-days-left"),
        ("bernadette.shaw", "one-question-on-paper"),
    ],
)
def test_every_page_of_a_case_opens(who: str, key: str, written: Any) -> None:
    client = Client()
    client.force_login(staff(who).account)
    reference = written.book(key).case["reference"]
    plain = [
        one.name for one in of_cases.urlpatterns if str(one.pattern).count("<") == 1 and one.name
        and "<str:reference>" in str(one.pattern)
    ]  # fmt: skip
    assert len(plain) > 10
    for name in plain:
        answer = client.get(reverse(f"cases:{name}", args=[reference]))
        # A page that asks about something that there is not (an answer to no transfer) says so.
        assert answer.status_code < 500, name
    for name in ("case", "timeline", "pathway", "information", "contacts", "responsibility", "ending"):
        assert client.get(reverse(f"cases:{name}", args=[reference])).status_code == 200, name
    assert client.get(reverse("home")).status_code == 200
    assert client.get(reverse("cases:cases")).status_code == 200
