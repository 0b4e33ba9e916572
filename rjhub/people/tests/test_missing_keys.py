"""Records from before there were keys of a kind get them, so that they meet others and a no counts for them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from rjhub.cases.tests.factories import member
from rjhub.kernel import clock
from rjhub.people import approach, keeper
from rjhub.people.actions import keying
from rjhub.people.actions.stopping import record_stop
from rjhub.people.models import Person
from rjhub.people.tests.factories import a_person, at_work
from rjhub.people.vocabulary import Approach, KeyKind
from rjhub.sharing import doors, readers

pytestmark = pytest.mark.django_db
AFTER_NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def rosa() -> Person:
    """Rosa Delacroix is on record."""
    with at_work(member("Marian Okafor")) as marian:
        return a_person(marian)


@pytest.fixture
def keys_lost(behind_the_walls: Any) -> Any:
    """Make records look as if they had been stored before there were keys of some kinds, or of any."""

    def lose(*people: Person, above: int = 0) -> None:
        with behind_the_walls() as cursor:
            cursor.execute(
                "DELETE FROM people_matchkey WHERE person_id = ANY (%s) AND kind > %s",
                [[one.id for one in people], above],
            )

    return lose


def kinds(person: Person, looking: Any) -> set[int]:
    with looking() as cursor:
        cursor.execute("SELECT DISTINCT kind FROM people_matchkey WHERE person_id = %s", [person.id])
        return {kind for (kind,) in cursor.fetchall()}


def test_what_is_missing_is_made_once_and_is_what_it_would_have_been(
    rosa: Person, keys_lost: Any, behind_the_walls: Any
) -> None:
    before = kinds(rosa, behind_the_walls)
    keying.make_missing(rosa.partnership_id)
    keys_lost(rosa, above=KeyKind.NAME.value)
    assert kinds(rosa, behind_the_walls) < before
    assert keying.make_missing(rosa.partnership_id) == 1
    assert kinds(rosa, behind_the_walls) == before
    assert keying.make_missing(rosa.partnership_id) == 0


def test_a_no_counts_again_for_a_record_that_had_lost_its_keys(rosa: Person, keys_lost: Any) -> None:
    with at_work(member("Marian Okafor")) as marian:
        again = a_person(marian)
        record_stop(again, said_on=clock.today(), said_to=marian.agency, by=marian, at=clock.now())
        assert approach.may_be_approached(rosa.id) is Approach.STOPPED
    keys_lost(rosa)
    with at_work(member("Marian Okafor")):
        # Nothing tells that it is the same person any more; the hub is asked, not stopped.
        assert approach.may_be_approached(rosa.id) is Approach.UNSURE
    keying.make_missing(rosa.partnership_id)
    with at_work(member("Marian Okafor")):
        assert approach.may_be_approached(rosa.id) is Approach.STOPPED


def test_some_at_a_time_are_all_of_them(keys_lost: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_work(member("Marian Okafor")) as marian:
        several = [a_person(marian) for _ in range(5)]
    keying.make_missing(several[0].partnership_id)
    keys_lost(*several)
    monkeypatch.setattr(keying, "AT_A_TIME", 2)
    assert keying.make_missing(several[0].partnership_id) == len(several)


def test_an_erased_record_gets_none(rosa: Person, keys_lost: Any, behind_the_walls: Any) -> None:
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE people_person SET given_name = '', family_name = 'Erased', born_on = NULL, sort_key = 'erased', "
            "found_by = ' ' WHERE id = %s",
            [rosa.id],
        )
    keys_lost(rosa)
    keying.make_missing(rosa.partnership_id)
    assert kinds(rosa, behind_the_walls) == set()


@pytest.fixture
def coordinator() -> Iterator[None]:
    with at_work(member("Marian Okafor")):
        yield


def test_staff_are_not_told_whose_keys_are_missing(rosa: Person, keys_lost: Any, coordinator: None) -> None:
    keys_lost(rosa)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM keeper.without_keys(%s, 1000)", [AFTER_NOBODY])
        assert cursor.fetchone() == (0,)


def test_the_program_is_told_of_nobody_whom_it_does_not_see(rosa: Person, keys_lost: Any) -> None:
    keys_lost(rosa)
    nobody = doors.Reader(partnership_id=rosa.partnership_id, principals=())
    for reader, there in ((readers.coordinators_of(rosa.partnership_id), True), (nobody, False)):
        with doors.opened(reader, door="test", purpose="test"):
            assert (rosa.id in keeper.without_keys(rosa.id.__class__(AFTER_NOBODY), 1000)) is there
