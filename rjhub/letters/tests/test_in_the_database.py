"""What the database holds against statements of somebody's own, as the role of the program."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection, transaction

from rjhub.kernel import clock
from rjhub.letters import keeper
from rjhub.letters.actions import sending
from rjhub.letters.actions.changing import note_leaving
from rjhub.letters.models import Dispatch, Letter
from rjhub.letters.tests.factories import a_letter, asked, darren_who_was_asked, rosa_who_was_asked, sent_off
from rjhub.letters.vocabulary import Because, Status
from rjhub.partnership.models import Staff
from rjhub.people.actions import custody, reaching, stopping
from rjhub.people.models import Person
from rjhub.people.tests.factories import at_work, coordinator, let_see, probation_officer
from rjhub.people.vocabulary import Channel, ContactKind
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db


@pytest.fixture
def marian() -> Iterator[Staff]:
    with at_work(coordinator()) as staff:
        yield staff


@pytest.fixture
def rosa(marian: Staff) -> Person:
    return rosa_who_was_asked(marian)


@pytest.fixture(autouse=True)
def nobody_reacts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the database stands between a no and what was written."""
    monkeypatch.setattr("rjhub.letters.queries.open_letters_to", lambda _: [])


def says_no(person: Person, by: Staff) -> None:
    stopping.record_stop(person, said_on=date(2026, 2, 1), said_to=by.agency, by=by, at=clock.now())


def refused(match: str, statement: str, *values: Any) -> None:
    with pytest.raises(DatabaseError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


INSERT = """
INSERT INTO letters_dispatch (id, partnership_id, file_id, side, category, acl, what, letter_id, person_id, to_whom,
  why, left_at) VALUES (%s, %s, %s, %s, %s, '{}', %s, %s, %s, '', 'contact', %s)
"""


def by_hand(letter: Letter, **other: Any) -> tuple[Any, ...]:
    row = {
        "id": uuid4(), "partnership_id": letter.partnership_id, "file_id": letter.file_id, "side": letter.side,
        "category": letter.category, "what": letter.way, "letter_id": letter.id, "person_id": letter.person_id,
        "at": clock.now() - timedelta(days=400),
    } | other  # fmt: skip
    return tuple(row.values())


def test_no_statement_makes_the_record_of_something_against_a_no(rosa, marian):
    letter = sent_off(rosa, marian)
    says_no(rosa, marian)
    refused("gate: said_no", INSERT, *by_hand(letter))


def test_no_statement_brings_something_out_of_the_house_against_a_no(rosa, marian):
    letter = sent_off(rosa, marian)
    note_leaving(letter, by=marian)
    says_no(rosa, marian)
    refused("gate: said_no", "UPDATE letters_letter SET status = 'leaving' WHERE id = %s", letter.id)


def test_a_printed_letter_is_not_posted_after_a_no(rosa, marian):
    from rjhub.letters.actions import printing

    letter = a_letter(rosa, marian, Channel.LETTER)
    printing.print_letter(letter, by=marian, at=clock.now())
    says_no(rosa, marian)
    refused("gate: said_no", "UPDATE letters_letter SET status = 'posted' WHERE id = %s", letter.id)


@pytest.mark.parametrize("status", ["leaving", "sent", "printed", "posted", "not_known", "could_not"])
def test_nothing_skips_its_record(rosa, marian, status):
    letter = a_letter(rosa, marian)
    refused("does not go from", "UPDATE letters_letter SET status = %s WHERE id = %s", status, letter.id)
    waiting = sent_off(rosa, marian)
    refused(
        "without a record|does not go from",
        "UPDATE letters_letter SET status = %s WHERE id = %s",
        status,
        waiting.id,
    )


@pytest.mark.parametrize(
    "field", ["ring = '+441632960999'", "way = 'text'", "words = 'offer'", "signed_by = 'X'"]
)
def test_what_is_written_stays_as_it_was_written(rosa, marian, field):
    letter = sent_off(rosa, marian)
    refused("stays as it was", f"UPDATE letters_letter SET {field} WHERE id = %s", letter.id)
    refused(
        "stays as it was", f"UPDATE letters_letter SET {field}, status = 'stopped', because = 'said_no' "
        "WHERE id = %s", letter.id,
    )  # fmt: skip


def test_its_time_cannot_be_moved(rosa, marian):
    letter = sent_off(rosa, marian)
    for column in ("send_from", "send_until"):
        refused(
            "stays as it was",
            f"UPDATE letters_letter SET {column} = now() + interval '1 year' WHERE id = %s",
            letter.id,
        )


def test_nothing_is_sent_twice_nor_to_somebody_else(rosa, marian):
    letter = sent_off(rosa, marian)
    darren = darren_who_was_asked(marian)
    refused("not what was written", INSERT, *by_hand(letter, person_id=darren.id))
    refused("not what was written", INSERT, *by_hand(letter, what="text"))
    sending.send(letter.id, by=marian)
    refused("not what was written", INSERT, *by_hand(letter))


def test_the_record_of_what_left_says_when_by_the_clock_of_the_database_and_never_changes(rosa, marian):
    sending.send(sent_off(rosa, marian).id, by=marian)
    kept = Dispatch.objects.get()
    assert abs(kept.left_at - clock.now()) < timedelta(minutes=5)
    refused("does not change", "UPDATE letters_dispatch SET why = 'work' WHERE id = %s", kept.id)
    refused("permission denied", "DELETE FROM letters_dispatch WHERE id = %s", kept.id)


def test_a_record_has_exactly_one_recipient(rosa, marian):
    both = "UPDATE letters_dispatch SET to_whom = 'The court'"
    sending.send(sent_off(rosa, marian).id, by=marian)
    refused("does not change", both)
    insert = INSERT.replace("to_whom,", "to_whom, staff_id,").replace("'', 'contact'", "'', %s, 'contact'")
    letter = sent_off(rosa, marian)
    values = [*by_hand(letter)]
    refused("one_recipient", insert, *values[:-1], marian.id, values[-1])
    refused(
        "one_recipient|not what", INSERT, *by_hand(letter, person_id=None, letter_id=None, what="calendar")
    )


def test_nothing_is_written_for_somebody_into_a_file_that_is_not_about_them(rosa, marian):
    darren = darren_who_was_asked(marian)
    letter = Letter.objects.get(id=a_letter(rosa, marian).id)
    letter.pk = letter.id = uuid4()
    letter.submission_key, letter.file_id = None, darren.file_id
    with pytest.raises(DatabaseError, match="in a file of the person"), transaction.atomic():
        letter.save(force_insert=True)
    letter.file_id, letter.status = rosa.file_id, Status.TO_SEND
    with pytest.raises(DatabaseError, match="begins so"), transaction.atomic():
        letter.save(force_insert=True)


def test_a_letter_does_not_go_home_to_somebody_in_prison(marian):
    darren = darren_who_was_asked(marian)
    assert keeper.obstacle_to_writing(darren.id, Channel.LETTER) is None
    custody.record_custody(darren, prison_code="LWI", since=date(2026, 9, 1), by=marian)
    assert keeper.obstacle_to_writing(darren.id, Channel.LETTER) is Because.IN_CUSTODY


def test_a_change_of_address_makes_no_other_way_look_newly_confirmed(rosa, marian):
    reaching.keep_contact(
        rosa, kind=ContactKind.EMAIL, value="new@delacroix.example", by=marian, at=clock.now()
    )
    reaching.keep_contact(
        rosa, kind=ContactKind.ADDRESS, value="1 The Sample\nHove\nBN3 1AA", by=marian, at=clock.now()
    )
    assert keeper.obstacle_to_writing(rosa.id, Channel.EMAIL) is Because.CHANGED_SINCE
    assert keeper.obstacle_to_writing(rosa.id, Channel.LETTER) is Because.NOT_THIS_WAY
    asked(rosa, by=marian)
    assert keeper.obstacle_to_writing(rosa.id, Channel.EMAIL) is None


def test_who_may_not_reach_them_learns_nothing_of_whether_they_can_be_written_to(rosa, marian):
    adaeze = probation_officer()
    let_see(rosa, adaeze, Category.IDENTITY, Category.CASEWORK, by=marian)
    letter = sent_off(rosa, marian)
    with at_work(adaeze):
        assert Person.objects.filter(id=rosa.id).exists()
        assert not Letter.objects.filter(id=letter.id).exists()
        for question in (
            lambda: keeper.obstacle_to_writing(rosa.id, Channel.EMAIL),
            lambda: keeper.stands_against(letter.id),
        ):
            with pytest.raises(LookupError):
                question()


@pytest.mark.parametrize(
    "function",
    [
        "vault.kept_since(1::smallint, NULL, 'email')",
        "keeper.reached_since(1::smallint, NULL, 'email')",
        "keeper.obstacle_to_writing(1::smallint, NULL, 'email')",
        "keeper.stands_against(NULL)",
    ],
)
def test_the_program_may_not_ask_the_inner_functions(marian, function):
    refused("permission denied", f"SELECT {function}")


def may_go_on(statement: str, partnership: int) -> bool:
    """Whether another transaction would take its lock now, without waiting."""
    owner = configured.DATABASES["owner"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given: dict[str, Any] = {ours: owner[theirs] for ours, theirs in names.items() if owner[theirs]}
    with psycopg.connect(**given) as other:
        return other.execute(statement, [partnership]).fetchone() == (True,)


A_NO = "SELECT pg_try_advisory_xact_lock(7460814, %s)"


def test_while_something_leaves_a_no_waits_until_it_is_over(rosa, marian):
    sending.begin(sent_off(rosa, marian), by=marian)
    assert not may_go_on(A_NO, rosa.partnership_id)
