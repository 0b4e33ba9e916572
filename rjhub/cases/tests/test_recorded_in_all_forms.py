"""Whatever form somebody reads a case in, the log says who read what; and what they take out has a recipient."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.cases.models import Case, Document, Meeting
from rjhub.cases.tests import files
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.meeting import a_meeting
from rjhub.cases.tests.ready import a_ready_case
from rjhub.cases.vocabulary import Limit
from rjhub.letters.models import Dispatch
from rjhub.people.tests.factories import rosa
from rjhub.tokens.tests.programs import program_of

pytestmark = pytest.mark.django_db
WHO = "Marian Okafor"
Newest = Callable[[], tuple[str, str, UUID, list[UUID]]]


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        a_meeting(case, marian)
        return case


@pytest.fixture
def newest(behind_the_walls: Any) -> Newest:
    """The last entry of the log of readings: where, how, by whom, of which files."""

    def look() -> tuple[str, str, UUID, list[UUID]]:
        with behind_the_walls() as cursor:
            cursor.execute(
                "SELECT door, purpose, staff_id, files FROM audit_consultation ORDER BY id DESC LIMIT 1"
            )
            door, purpose, staff, read = cursor.fetchone()
            return door, purpose, staff, read

    return look


def a_document(case: Case, **change: Any) -> Document:
    upload = SimpleUploadedFile("form.pdf", files.PDF)
    typed = {"title": "Signed form", "side": "harmed", "category": "casework", "upload": upload}
    assert signed_in(WHO).post(f"/cases/{case.reference}/documents/new", typed).status_code == 302
    with at_work(member("Marian Okafor")):
        document = Document.objects.get(case=case)
        Document.objects.filter(id=document.id).update(**change)
        return document


def left(case: Case) -> list[tuple[str, str, UUID | None]]:
    with at_work(member(WHO)):
        found = Dispatch.objects.filter(file=case.file_id).order_by("left_at", "id")
        return list(found.values_list("what", "why", "staff_id"))


def test_each_form_is_in_the_log_with_who_and_what_and_what_was_taken_out_has_its_recipient(
    case: Case, newest: Newest
) -> None:
    document, marian = a_document(case), member(WHO)
    with at_work(marian):
        meeting = Meeting.objects.get(case=case)
        found = rosa(marian)
    browser, here = signed_in(WHO), f"/cases/{case.reference}"
    program = program_of(WHO)
    for door, ask, read in (
        ("cases:cases", lambda: browser.get("/cases"), case.file_id),
        ("people:search", lambda: browser.post("/people", {"name": "delacroi"}), found.file_id),
        ("cases:case", lambda: browser.get(here), case.file_id),
        ("cases:meeting_sheet", lambda: browser.get(f"{here}/meetings/{meeting.id}/sheet"), case.file_id),
        (
            "cases:meeting_calendar",
            lambda: browser.post(f"{here}/meetings/{meeting.id}/calendar"),
            case.file_id,
        ),
        ("cases:document", lambda: browser.get(f"{here}/documents/{document.id}"), case.file_id),
        ("api:case", lambda: program.get(f"/cases/{case.reference}"), case.file_id),
    ):
        answer = ask()
        assert answer.status_code == 200, door
        at, how, who, seen = newest()
        assert (at, who) == (door, marian.id)
        assert how.startswith("api:" if door.startswith("api:") else "page:")
        assert read in seen, door
    assert left(case) == [("calendar", "meeting", marian.id), ("document", "work", marian.id)]
    shown = browser.get(f"{here}/letters").content.decode()
    assert "Document of the case" in shown
    assert "To work with it outside RJ Hub" in shown


def test_that_the_hub_took_out_what_it_alone_knows_tells_nobody_that_it_is_there(case: Case) -> None:
    document = a_document(case, limits=[Limit.HUB_ONLY])
    answer = signed_in(WHO).get(f"/cases/{case.reference}/documents/{document.id}")
    assert answer.content == files.PDF
    assert left(case) == []
