"""An information officer asks why somebody sees something, or saw it; the answer is what the database decides."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from rjhub.cases import queries
from rjhub.cases.actions import sealing_up
from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN, recorded
from rjhub.kernel import clock, references
from rjhub.partnership import acting
from rjhub.reading import explaining
from rjhub.reading.tests.factories import COLIN, HELEN, PETER
from rjhub.sharing.actions.granting import end_all_grants_of
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db
NOBODY = "There is no case or referral with this reference."


@pytest.fixture
def case() -> Case:
    with at_work(member(MARIAN)) as marian:
        made = a_case(marian)
        facilitated(made, marian)
    return made


def asked(name: str, of: str, reference: str = "", **more: object) -> str:
    answer = signed_in(name).get("/why", {"who": member(of).id, "reference": reference, **more})
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def line(page: str, key: str) -> str:
    found = re.search(rf'<tr[^>]*id="{key}".*?</tr>', page, re.DOTALL)
    assert found, key
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def files(case: Case) -> list[UUID]:
    with at_work(member(MARIAN)):
        return [case.file_id, *(party.person.file_id for party in queries.parties_of(case))]


def test_the_explanation_is_what_the_database_decides(case: Case, behind_the_walls: Any) -> None:
    recorded(case, "Sunita Rao")
    for file in files(case):
        for name in (MARIAN, GARETH, ADAEZE, "Sunita Rao", "Dean Whitlock", HELEN):
            staff = member(name)
            with at_work(member(HELEN)):
                of = explaining.file_of(reference="", file=file)
                assert of is not None
                told = explaining.explain(staff, of, at=None)
                then = explaining.explain(staff, of, at=clock.now())
            with behind_the_walls() as cursor:
                for side in Side:
                    for category in Category:
                        cursor.execute(
                            "SELECT acl && %s::int[] AND NOT acl && %s::int[] "
                            "FROM keeper.acl(%s::smallint, %s, %s, %s) acl",
                            [list(acting.principals_of(staff)), [-staff.principal_id], case.partnership_id, file,
                             side, category],
                        )  # fmt: skip
                        (sees,) = cursor.fetchone()
                        assert told[side, category].sees == sees, (name, side, category)
                        assert then[side, category].sees == sees, (name, side, category)


def test_an_officer_who_sees_nothing_of_a_case_is_told_why_others_do_and_nothing_else(case: Case) -> None:
    assert signed_in(HELEN).get(f"/cases/{case.reference}").status_code == 404
    page = asked(HELEN, GARETH, case.reference)
    assert f"Why can Gareth Pugh see {case.reference}?" in page
    assert "To facilitate the case" in line(page, "responsible-contact")
    assert "granted to one member of staff" in line(page, "responsible-contact")
    hidden = line(asked(HELEN, ADAEZE, case.reference), "harmed-contact")
    assert "Not seen" in hidden
    for name in ("Alice", "Fenwick", "Marsden", "Burglary"):
        assert name not in page


def test_a_person_is_asked_about_by_their_file(case: Case) -> None:
    page = asked(HELEN, MARIAN, file=files(case)[1])
    assert f"Why can Marian Okafor see a person of {case.reference}?" in page
    assert "To coordinate the case at the hub" in line(page, "harmed-identity")


def test_asking_is_on_record_with_whom_and_what(case: Case, behind_the_walls: Any) -> None:
    asked(HELEN, GARETH, case.reference)
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT staff_id, subject_id FROM audit_entry WHERE tag = 'reading:access:ask' ORDER BY id"
        )
        assert cursor.fetchall() == [
            (member(HELEN).id, str(member(GARETH).id)), (member(HELEN).id, str(case.file_id)),
        ]  # fmt: skip


def not_told(case: Case, *, about: str, to: str) -> None:
    """The database itself tells somebody nothing."""
    statement, values = "SELECT * FROM keeper.how_it_stood(%s, %s, now())", [case.file_id, member(about).id]
    with (
        at_work(member(to)),
        pytest.raises(DatabaseError, match="not to be explained"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


def test_only_for_ones_own_agency_and_at_a_hub_for_everybody(case: Case) -> None:
    assert "Why can Adaeze Obi see" in asked(HELEN, ADAEZE, case.reference)
    assert "Why can Dean Whitlock see" in asked(COLIN, "Dean Whitlock", case.reference)
    refused = asked(COLIN, ADAEZE, case.reference)
    assert "Why can Adaeze Obi see" not in refused
    for name in (MARIAN, GARETH, ADAEZE):
        assert signed_in(name).get("/why").status_code == 404
        not_told(case, about=name, to=name)
    with at_work(member(PETER)):
        assert explaining.file_of(reference=case.reference, file=case.file_id) is None
    not_told(case, about=ADAEZE, to=COLIN)


def test_a_sealed_case_answers_like_one_that_is_missing(case: Case) -> None:
    missing = references.new("SX")
    with at_work(member(MARIAN)) as marian:
        sealing_up.seal_case(case, because="A reason.", keeps=[], by=marian, at=clock.now())
    for reference in (missing, case.reference):
        assert NOBODY in asked(HELEN, MARIAN, reference)
    assert NOBODY in asked(HELEN, MARIAN, file=case.file_id)
    assert NOBODY in asked(HELEN, MARIAN, file=uuid4())


def test_wrong_input_is_told_in_words(case: Case) -> None:
    assert "Enter the reference of a case or referral" in asked(HELEN, GARETH)
    assert "Enter the whole reference" in asked(HELEN, GARETH, "SX-1")
    helen = signed_in(HELEN)
    assert helen.get("/why", {"who": member(GARETH).id, "file": "x"}).status_code == 404
    assert helen.get("/why", {"who": "x", "reference": case.reference}).status_code == 200


def test_what_somebody_saw_at_a_moment_is_told_as_it_was(case: Case, time_machine: Any) -> None:
    then = clock.now()
    time_machine.move_to(then + timedelta(days=40), tick=True)
    with at_work(member(MARIAN)) as marian:
        end_all_grants_of(member(GARETH).principal, by=marian, at=clock.now(), files=[case.file])
    assert "Not seen" in line(asked(HELEN, GARETH, case.reference), "neutral-casework")
    moment = clock.in_london(then + timedelta(days=10))
    at = {"at-day": moment.day, "at-month": moment.month, "at-year": moment.year, "at-time": "11:00"}
    page = asked(HELEN, GARETH, case.reference, **at)
    assert f"Why could Gareth Pugh see {case.reference}?" in page
    assert "To facilitate the case" in line(page, "neutral-casework")
    before = clock.in_london(then - timedelta(days=10))
    at = {"at-day": before.day, "at-month": before.month, "at-year": before.year, "at-time": "11:00"}
    assert "Not seen" in line(asked(HELEN, GARETH, case.reference, **at), "neutral-casework")
