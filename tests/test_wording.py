"""Every field in which somebody writes words of their own is behind the door of held words, or on a reviewed list."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.cases.wording_rules import HELD_IN, HELD_IN_TOO
from rjhub.hubmeetings.rules.changing import HELD_IN as HELD_AT_MEETINGS
from rjhub.sharing.models import Protected
from tests.fields import classified, key_of, ours

pytestmark = pytest.mark.django_db
REVIEWED = Path(__file__).parent / "reviewed_words.toml"


def written() -> set[tuple[str, str]]:
    """Every field of a protected table in which somebody writes about a person or a case."""
    return {
        (key_of(model), name)
        for model in ours()
        if issubclass(model, Protected)
        for kind in ("narrative", "personal")
        for name in classified()[key_of(model)].get(kind, [])
    }


def behind_the_door(looking: Any) -> set[tuple[str, str]]:
    """What the database itself checks, as its triggers say."""
    keys = {model._meta.db_table: key_of(model) for model in ours()}
    with looking() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, encode(tgargs, 'escape') FROM pg_trigger WHERE tgname = 'guard_wording' "
            "AND tgenabled = 'O'"
        )
        return {
            (keys[table], column) for table, said in cursor.fetchall() for column in said.split("\\000")[1:-1]
        }


def reviewed() -> dict[tuple[str, str], str]:
    """What is not, with the reason."""
    listed = tomllib.loads(REVIEWED.read_text())
    return {(table, name): why for table, fields in listed.items() for name, why in fields.items()}


def test_every_field_in_which_somebody_writes_is_behind_the_door_or_reviewed(behind_the_walls: Any) -> None:
    door, listed = behind_the_door(behind_the_walls), reviewed()
    assert written() - door - set(listed) == set(), "neither behind the door nor on the list"
    assert set(listed) - written() == set(), "on the list, and no such field"
    assert set(listed) & door == set(), "on the list, and behind the door"
    assert all(len(why) > 5 for why in listed.values())


def test_the_database_guards_what_the_program_says_it_does(behind_the_walls: Any) -> None:
    keys = {model._meta.db_table: key_of(model) for model in ours()}
    said = {
        (keys[table], column)
        for table, _, columns in (*HELD_IN, *HELD_IN_TOO, *HELD_AT_MEETINGS)
        for column in columns
    }
    assert behind_the_door(behind_the_walls) == said


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        return case


WAYS = (
    (
        "cases_contactlogentry (id, partnership_id, file_id, side, category, case_id, party_id, direction, channel, "
        "happened_at, made_by_id, recorded_at, reached, safe, left_message, message_left, summary, mood, next_step) "
        "SELECT gen_random_uuid(), y.partnership_id, y.file_id, y.side, y.category, y.case_id, y.id, 'incoming', "
        "'phone', now(), %(by)s, now(), true, true, false, '', %(words)s, '', ''"
    ),
    (
        "cases_followup (id, partnership_id, file_id, side, category, case_id, party_id, key, ask, due_on, "
        "how_they_are, worries, no_feedback_because, not_done_because) "
        "SELECT gen_random_uuid(), y.partnership_id, y.file_id, y.side, 'casework', "
        "y.case_id, y.id, '', %(words)s, current_date, '', '', '', ''"
    ),
)


@pytest.mark.parametrize("side", ["harmed", "responsible"])
@pytest.mark.parametrize("place", range(len(WAYS)), ids=("contact", "follow_up"))
def test_a_statement_of_ones_own_does_not_put_how_somebody_is_reached_where_every_facilitator_reads(
    case: Case, side: str, place: int
) -> None:
    with at_work(member("Marian Okafor")) as marian, connection.cursor() as cursor:
        given = {"by": marian.id, "party": side_of(case, side).id}
        insert = f"INSERT INTO {WAYS[place]} FROM cases_party y WHERE y.id = %(party)s"
        for words in ("She can be rung on 07700 900123.", "She lives at 12 Acacia Avenue, BN1 1AA."):
            with pytest.raises(DatabaseError, match="contact_details"), transaction.atomic():
                cursor.execute(insert, given | {"words": words})
        cursor.execute(insert, given | {"words": "She is well."})
        assert cursor.rowcount == 1
