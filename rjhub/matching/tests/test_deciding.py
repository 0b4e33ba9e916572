"""Joining and parting: who decides, when it takes two, and that parting leaves everything as it was."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.matching import queries
from rjhub.matching.actions import deciding, looking
from rjhub.matching.models import Pair, Proposal
from rjhub.matching.tests.factories import like_rosa
from rjhub.matching.vocabulary import Answer, Differing, State
from rjhub.partnership.models import Staff
from rjhub.people import approach
from rjhub.people.actions import linking, naming, stopping
from rjhub.people.models import Link, Person
from rjhub.people.tests import factories
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import Approach, IdentifierKind, NameKind, SamePerson

pytestmark = pytest.mark.django_db
WHY = "She rang and told her story"
TABLES = (
    "person", "othername", "identifier", "amendment", "contactpoint", "custody", "safecontact", "equality", "stop",
)  # fmt: skip


def differing_pair(marian: Staff) -> tuple[Person, Person, Pair]:
    rosa, other = factories.rosa(marian), like_rosa(marian, born_on=date(1991, 7, 4))
    return rosa, other, looking.compare(rosa, other, by=marian, at=clock.now())


def same_pair(marian: Staff) -> tuple[Person, Person, Pair]:
    rosa, other = factories.rosa(marian), factories.rosa(marian)
    return rosa, other, looking.compare(rosa, other, by=marian, at=clock.now())


def decide(one: Person, other: Person, by: Staff, decision: SamePerson = SamePerson.SAME) -> Link | Proposal:
    return deciding.decide(one, other, decision=decision, why=WHY, by=by, at=clock.now())


def proposed(one: Person, other: Person, by: Staff) -> Proposal:
    found = decide(one, other, by)
    assert isinstance(found, Proposal)
    return found


def test_records_that_do_not_differ_are_joined_by_one_coordinator(marian: Staff) -> None:
    rosa, other, pair = same_pair(marian)
    assert isinstance(decide(rosa, other, marian), Link)
    pair.refresh_from_db()
    assert pair.state == State.SAME


def test_a_date_of_birth_or_a_number_that_differs_takes_two(marian: Staff) -> None:
    rosa, other, _ = differing_pair(marian)
    assert deciding.differing(rosa, other) == [Differing.BORN]
    for person, number in ((rosa, "2001/0171310W"), (other, "1998/0654321J")):
        naming.add_identifier(person, kind=IdentifierKind.PNC, value=number, by=marian)
    assert deciding.differing(rosa, other) == [Differing.BORN, Differing.PNC]


def test_a_proposal_joins_nothing(marian: Staff) -> None:
    rosa, other, pair = differing_pair(marian)
    proposed(rosa, other, marian)
    assert not Link.objects.exists()
    pair.refresh_from_db()
    assert pair.state == State.ASKED


def test_whoever_proposed_it_cannot_confirm_it(marian: Staff) -> None:
    rosa, other, _ = differing_pair(marian)
    proposal = proposed(rosa, other, marian)
    with pytest.raises(Refused, match="Another coordinator"):
        deciding.answer(proposal, confirmed=True, why="Sure", by=marian, at=clock.now())
    proposal.answer, proposal.answered_by, proposal.answered_at = Answer.CONFIRMED, marian, clock.now()
    with the_database_refuses("somebody_else_answers_a_proposal"):
        proposal.save()


def test_a_second_coordinator_confirms_and_the_two_are_joined(marian: Staff, gareth: Staff) -> None:
    rosa, other, pair = differing_pair(marian)
    proposal = proposed(rosa, other, marian)
    with factories.at_work(gareth):
        link = deciding.answer(proposal, confirmed=True, why="I met her", by=gareth, at=clock.now())
    assert link is not None
    assert link.decided_by_id == gareth.id
    pair.refresh_from_db()
    assert pair.state == State.SAME


def test_a_second_coordinator_can_say_no(marian: Staff, gareth: Staff) -> None:
    rosa, other, pair = differing_pair(marian)
    proposal = proposed(rosa, other, marian)
    with factories.at_work(gareth):
        with pytest.raises(Invalid):
            deciding.answer(proposal, confirmed=False, why="", by=gareth, at=clock.now())
        assert deciding.answer(proposal, confirmed=False, why="Two women", by=gareth, at=clock.now()) is None
    pair.refresh_from_db()
    assert pair.state == State.OPEN
    assert not Link.objects.exists()


def test_the_database_refuses_a_join_of_what_differs_without_a_second_coordinator(marian: Staff) -> None:
    rosa, other, _ = differing_pair(marian)
    with the_database_refuses("a second coordinator has to confirm"):
        linking.decide_link(rosa, other, decision=SamePerson.SAME, why=WHY, by=marian, at=clock.now())
    proposed(rosa, other, marian)
    with the_database_refuses("a second coordinator has to confirm"):
        linking.decide_link(rosa, other, decision=SamePerson.SAME, why=WHY, by=marian, at=clock.now())


def test_a_confirmed_proposal_joins_once_and_not_again_after_they_were_parted(
    marian: Staff, gareth: Staff
) -> None:
    rosa, other, _ = differing_pair(marian)
    proposal = proposed(rosa, other, marian)
    with factories.at_work(gareth):
        link = deciding.answer(proposal, confirmed=True, why="I met her", by=gareth, at=clock.now())
        assert link is not None
        deciding.part(link, by=gareth, at=clock.now())
        with the_database_refuses("a second coordinator has to confirm"):
            linking.decide_link(rosa, other, decision=SamePerson.SAME, why=WHY, by=gareth, at=clock.now())


def test_what_came_to_differ_after_it_was_proposed_is_not_confirmed_with_it(
    marian: Staff, gareth: Staff
) -> None:
    rosa, other, _ = differing_pair(marian)
    proposal = proposed(rosa, other, marian)
    for person, number in ((rosa, "2001/0171310W"), (other, "1998/0654321J")):
        naming.add_identifier(person, kind=IdentifierKind.PNC, value=number, by=marian)
    with factories.at_work(gareth), the_database_refuses("a second coordinator has to confirm"):
        deciding.answer(proposal, confirmed=True, why="I met her", by=gareth, at=clock.now())


def test_there_is_one_proposal_at_a_time_and_only_its_maker_takes_it_back(
    marian: Staff, gareth: Staff
) -> None:
    rosa, other, pair = differing_pair(marian)
    proposal = proposed(rosa, other, marian)
    assert decide(rosa, other, marian) == proposal, "a button that was pressed twice"
    with pytest.raises(Refused, match="proposed already"):
        decide(rosa, other, gareth)
    with factories.at_work(gareth), pytest.raises(Refused, match="Only whoever proposed"):
        deciding.take_back(proposal, by=gareth, at=clock.now())
    deciding.take_back(proposal, by=marian, at=clock.now())
    pair.refresh_from_db()
    assert (pair.state, queries.proposal_of(pair)) == (State.OPEN, None)


def test_another_decision_ends_what_was_proposed(marian: Staff) -> None:
    rosa, other, pair = differing_pair(marian)
    proposal = proposed(rosa, other, marian)
    decide(rosa, other, marian, SamePerson.NOT_SURE)
    proposal.refresh_from_db()
    pair.refresh_from_db()
    assert (proposal.answer, pair.state) == (Answer.TAKEN_BACK, State.NOT_SURE)


def test_only_a_coordinator_decides(marian: Staff) -> None:
    esther = factories.victim_worker()
    rosa, other = factories.rosa(marian, esther), factories.rosa(marian, esther)
    looking.compare(rosa, other, by=marian, at=clock.now())
    with factories.at_work(esther), pytest.raises((Refused, Pair.DoesNotExist)):
        decide(rosa, other, esther)


def rows(cursor: Any, *people: Person) -> dict[str, list[Any]]:
    """Every row of the records of some people, as it stands."""
    found = {}
    for table in TABLES:
        column = "id" if table == "person" else "person_id"
        cursor.execute(
            f"SELECT to_jsonb(t) FROM people_{table} t WHERE {column} = ANY (%s) ORDER BY id",
            [[person.id for person in people]],
        )
        found[table] = [row for (row,) in cursor.fetchall()]
    return found


def test_parting_leaves_both_records_exactly_as_they_were(marian: Staff, behind_the_walls: Any) -> None:
    rosa, other, _ = same_pair(marian)
    with behind_the_walls() as cursor:
        before = rows(cursor, rosa, other)
    link = decide(rosa, other, marian)
    assert isinstance(link, Link)
    deciding.part(link, by=marian, at=clock.now())
    with behind_the_walls() as cursor:
        assert rows(cursor, rosa, other) == before


def test_what_happened_while_they_were_joined_stays_where_it_was_recorded(marian: Staff) -> None:
    rosa, other, _ = same_pair(marian)
    link = decide(rosa, other, marian)
    assert isinstance(link, Link)
    naming.add_other_name(other, kind=NameKind.ALIAS, given_name="Rose", family_name="Croix", by=marian)
    stopping.record_stop(other, said_on=clock.today(), said_to=marian.agency, by=marian, at=clock.now())
    assert approach.may_be_approached(rosa.id) is Approach.STOPPED
    deciding.part(link, by=marian, at=clock.now())
    decide(rosa, other, marian, SamePerson.DIFFERENT)
    assert approach.may_be_approached(rosa.id) is Approach.CLEAR
    assert approach.may_be_approached(other.id) is Approach.STOPPED


def test_every_record_of_one_person_is_shown_however_many_decisions_away(marian: Staff) -> None:
    people = [factories.rosa(marian) for _ in range(3)]
    for one, other in pairwise(people):
        looking.compare(one, other, by=marian, at=clock.now())
        decide(one, other, marian)
    assert {one.id for one in queries.records_of(people[0])} == {one.id for one in people[1:]}
