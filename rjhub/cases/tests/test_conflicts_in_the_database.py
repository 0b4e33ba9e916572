"""Conflicts of interest as the database holds them, against statements of somebody's own and against faults."""

from datetime import timedelta
from typing import Any

import pytest

from rjhub.cases.actions import naming
from rjhub.cases.models import Case, Party
from rjhub.cases.tests.factories import a_case, a_person, at_work, member
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import (
    ADAEZE,
    GARETH,
    MARIAN,
    another_coordinator,
    everything_of,
    ran,
    recorded,
)
from rjhub.kernel import clock
from rjhub.partnership import installation
from rjhub.partnership.models import Hub, Staff
from rjhub.people import vault
from rjhub.people.models import Person
from rjhub.people.vocabulary import ContactKind
from rjhub.sharing.models import ConflictOfInterest
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """A case that Gareth of the hub and Adaeze of probation facilitate, and that Sunita supervises."""
    with at_work(member(MARIAN)) as marian:
        made = a_case(marian)
        facilitated(made, marian)
    return made


def test_a_conflict_counts_whichever_agency_somebody_acts_for(case: Case) -> None:
    recorded(case, ADAEZE)
    adaeze, gareth = member(ADAEZE), member(GARETH)
    # Gareth's membership becomes one of hers: the same human being, who coordinates at the hub too.
    assert everything_of(case, gareth) > 0
    with installation.acts():
        Staff.objects.filter(id=gareth.id).update(account=adaeze.account)
    assert (
        everything_of(case, Staff.objects.select_related("agency", "account", "principal").get(id=gareth.id))
        == 0
    )


def test_somebody_who_comes_into_the_case_later_is_shut_with_it(case: Case) -> None:
    other = another_coordinator()
    recorded(case, other.name)
    with at_work(member(MARIAN)) as marian:
        hub = Hub.objects.select_related("coordinators").get(id=case.hub_id)
        later = a_person(Side.HARMED, "Rosa", "Later", hub=hub, by=marian, at=clock.now())
    with at_work(other):
        assert Person.objects.filter(id=later.id).exists()
    with at_work(member(MARIAN)):
        Party.objects.create(
            partnership_id=case.partnership_id, file_id=case.file_id, side=Side.HARMED,
            category=Category.CASEWORK, case=case, person=later,
        )  # fmt: skip
    with at_work(other):
        assert not Person.objects.filter(id=later.id).exists()


def test_the_vault_stays_shut_to_whoever_knows_somebody(case: Case) -> None:
    with at_work(member(MARIAN)) as marian:
        party = Party.objects.select_related("person").get(case=case, side=Side.HARMED)
        naming.name_contact(party, contact=member(GARETH), by=marian, at=clock.now())
    with at_work(member(GARETH)) as gareth:
        vault.keep(party.person, ContactKind.MOBILE, "07700 900123")
        assert len(vault.open_contact(party.person, by=gareth, purpose="test")) == 1
    with at_work(member(MARIAN)) as marian:
        conflict = ConflictOfInterest(
            partnership_id=case.partnership_id, file=case.file, side=Side.NEUTRAL, category=Category.CASEWORK,
            staff=member(GARETH), kind="kin", said_by=marian, since=clock.now(),
        )  # fmt: skip
        conflict.save(force_insert=True)
    # The grant is still there: the database looks at more than at grants.
    with at_work(member(GARETH)):
        assert ran("SELECT * FROM vault.open_contact(%s, 'page', 'why')", party.person_id) == "not granted"


ROUND_THE_ACTION = {
    "end one's own": "UPDATE sharing_conflictofinterest SET ended_at = now(), ended_because = 'x',"
    " ended_by_id = '{own}'",
    "end it in somebody else's name": "UPDATE sharing_conflictofinterest SET ended_at = now(), ended_because = 'x',"
    " ended_by_id = '{other}'",
    "make it somebody else's": "UPDATE sharing_conflictofinterest SET staff_id = '{other}'",
    "move it to another day": "UPDATE sharing_conflictofinterest SET since = now() + interval '1 day'",
    "unmark the file": "UPDATE sharing_file SET barred = '{{}}'",
    "forget it": "DELETE FROM sharing_conflictofinterest",
}


REFUSED = {
    "unmark the file": "permission denied for table sharing_file",
    "forget it": "permission denied for table sharing_conflictofinterest",
}


@pytest.mark.parametrize("way", ROUND_THE_ACTION)
def test_nobody_gets_round_it_with_sql_of_their_own(case: Case, way: str) -> None:
    other = another_coordinator()
    recorded(case, other.name)
    with at_work(other):
        assert ran(ROUND_THE_ACTION[way].format(own=other.id, other=member(MARIAN).id)) in {
            0,
            REFUSED.get(way),
        }
    assert everything_of(case, other) == 0


@pytest.mark.parametrize("way", ["end one's own", "make it somebody else's", "move it to another day"])
def test_the_database_refuses_what_the_pages_do(case: Case, way: str) -> None:
    """Marian sees the row; so here it is the guard that refuses, not the wall."""
    recorded(case, GARETH)
    statement = ROUND_THE_ACTION[way].format(own=member(GARETH).id, other=member(MARIAN).id)
    with at_work(member(MARIAN)):
        assert ran(statement) in {"what was recorded stays", "somebody else ends a conflict"}


PLANTED = {
    "the policies forget it": (
        "CREATE OR REPLACE FUNCTION public.barred() RETURNS int[] LANGUAGE sql STABLE AS $$ SELECT '{}'::int[] $$"
    ),
    "the rows forget it": (
        "CREATE OR REPLACE FUNCTION keeper.barred_from(p smallint, f uuid) RETURNS int[] LANGUAGE sql STABLE AS"
        " $$ SELECT '{}'::int[] $$"
    ),
    "its people are forgotten": (
        "CREATE OR REPLACE FUNCTION keeper.files_beside(p smallint, f uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS"
        " $$ SELECT f $$"
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_in_the_rule_would_show(case: Case, fault: str, behind_the_walls: Any) -> None:
    other = another_coordinator()
    with behind_the_walls() as cursor:
        cursor.execute(PLANTED[fault])
    recorded(case, other.name)
    assert everything_of(case, other) > 0


def test_it_lasts_until_it_is_ended(case: Case, time_machine: Any) -> None:
    other = another_coordinator()
    recorded(case, other.name)
    time_machine.move_to(clock.now() + timedelta(days=30), tick=True)
    assert everything_of(case, other) == 0
