"""What is kept of an erased record: only what finds it again. Everything else goes, in every table there is."""

from datetime import date

import pytest
from django.db import connection, transaction

from rjhub import reactions
from rjhub.asking.actions.asking import record_approach
from rjhub.asking.tests.factories import ROSA, asks
from rjhub.asking.vocabulary import ApproachedAs, Outcome
from rjhub.kernel import clock
from rjhub.matching.actions import deciding, looking
from rjhub.offers.actions import erasing, noes, noting
from rjhub.offers.tests.test_noes import asked_for, erased, says_no
from rjhub.offers.vocabulary import RaisedBy, Said
from rjhub.people import keys
from rjhub.people import queries as people
from rjhub.people.actions import linking, naming, reaching, stopping
from rjhub.people.models import Link
from rjhub.people.tests import factories
from rjhub.people.vocabulary import (
    Channel,
    ContactKind,
    IdentifierKind,
    KeyKind,
    NameKind,
    SamePerson,
)
from rjhub.tasks import announcing

pytestmark = pytest.mark.django_db
NAMES, NUMBER, BIRTH = ("Zerlina", "Quillfeather", "Oddbottom"), "2004/0171310R", date(1983, 2, 27)
CONTACT = {
    ContactKind.ADDRESS: "7 Unheard Lane\nBrighton\nBN1 9ZX",
    ContactKind.MOBILE: "07700 900817",
    ContactKind.EMAIL: "zerlina@quillfeather.example",
}
TOLD = (*NAMES, "171310R", "1983-02-27", "Unheard", "BN1 9ZX", "BN19ZX", "900817", "zerlina@")
WHY = "Zerlina Quillfeather said so"


def test_of_an_erased_record_no_key_is_kept_that_finds_nobody(marian):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    erased(rosa, marian)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT DISTINCT kind FROM keeper.suppression")
        kept = {kind for (kind,) in cursor.fetchall()}
        cursor.execute("SET ROLE rjhub_app")
    assert KeyKind.SAME_NAME_AND_BIRTH in kept
    assert {kind for kind in kept if kind >= KeyKind.POSTCODE} <= {
        KeyKind.NAME,
        KeyKind.NAMES_AND_YEAR,
        KeyKind.FAMILY_AND_MONTH,
    }


def zerlina(by):
    """Somebody of whom every room that can knows something."""
    at = clock.now()
    told = {"given_name": NAMES[0], "family_name": NAMES[1], "born_on": BIRTH}
    person = factories.a_person(by, identifiers=((IdentifierKind.PNC, NUMBER),), contact=CONTACT, **told)
    naming.add_other_name(person, given_name=NAMES[0], family_name=NAMES[2], kind=NameKind.FORMER, by=by)
    reaching.keep_contact(person, kind=ContactKind.MOBILE, value="07700 900818", by=by, at=at)
    offer = noting.Offer(
        said=Said.OFFERED, happened_on=clock.today(), channel=Channel.PHONE, raised_by=RaisedBy.AGENCY,
        crime_reference="Quillfeather 4711",
    )  # fmt: skip
    noting.record_offer(person, offer, by=by, at=at)
    stop = stopping.record_stop(person, said_on=clock.today(), said_to=None, by=by, at=at)
    how = {"asked_on": clock.today(), "how_they_asked": "Zerlina rang"}
    stopping.lift_stop(stop, **how, by=by, at=at)
    asked_for(noes.record_no(person, noes.Reach(), said_on=clock.today(), by=by, at=at), by, why=WHY)
    like = factories.a_person(by, given_name="Zerlina", family_name="Quill", born_on=date(1983, 2, 28))
    looking.compare(person, like, by=by, at=at)
    deciding.decide(person, like, decision=SamePerson.SAME, why=WHY, by=by, at=at)
    other = factories.a_person(by, given_name="Zerlina", family_name="Quill", born_on=None)
    linking.decide_link(person, other, decision=SamePerson.NOT_SURE, why=WHY, by=by, at=at)
    return person


def asked_about(by):
    """An agency asks about her, approaches her and records it."""
    about = ROSA.__class__(given_name=NAMES[0], family_name=NAMES[1], born_on=BIRTH, postcode="BN1 9ZX")
    answered = asks("Esther Lindqvist", about)
    with factories.at_work(factories.victim_worker()) as esther:
        told = {"side": ApproachedAs.HARMED, "on": clock.today(), "channel": Channel.PHONE}
        record_approach(answered.id, **told, outcome=Outcome.INTERESTED, by=esther)


def digests_of(person):
    """Every digest by which she is known, as a table shows it."""
    said = keys.Said(
        names=((NAMES[0], NAMES[1]), (NAMES[0], NAMES[2])),
        born_on=BIRTH,
        numbers=((IdentifierKind.PNC, NUMBER),),
    )
    found = keys.identity_keys(said) | keys.contact_keys(said, CONTACT)
    assert person.id
    return {
        digest.hex() for kind, several in found.items() for digest in several if kind is not KeyKind.NAMES
    }


def tables_that_know(words, looking):
    """Every table in which a row says one of the words, by its name. The catalogue's own are not the program's."""
    with looking() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', n.nspname, c.relname) "
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' "
            "AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert {"vault.contact", "keeper.suppression", "public.matching_proposal"} <= set(tables)
        known = set()
        for table in tables:
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {table} t WHERE t::text ILIKE ANY (%s))",
                [[f"%{word}%" for word in words]],
            )
            if cursor.fetchone() == (True,):
                known.add(table)
    return known


def test_no_table_names_or_describes_whose_record_was_erased(marian, behind_the_walls):
    person = zerlina(marian)
    digests = digests_of(person)
    with factories.at_work(factories.victim_worker()):
        asked_about(marian)
    before = tables_that_know([*TOLD, *digests], behind_the_walls)
    assert {
        "public.people_person", "public.matching_proposal", "public.people_link", "public.offers_leave",
        "public.offers_entry", "keeper.asking_question", "keeper.asking_approach_key", "public.people_matchkey",
    } <= before  # fmt: skip
    _others_go(behind_the_walls, person)

    erased(person, marian)

    assert tables_that_know(TOLD, behind_the_walls) == set()
    assert tables_that_know(digests, behind_the_walls) == {"keeper.suppression", "keeper.register"}
    with behind_the_walls() as cursor:
        cursor.execute("SELECT count(*) FROM vault.contact WHERE person_id = %s", [person.id])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM matching_pair WHERE %s IN (first_id, second_id)", [person.id])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM keeper.asking_question WHERE %s = ANY (found)", [person.id])
        assert cursor.fetchone() == (0,)
    assert {link.why for link in Link.objects.all()} == {"Erased"}


def _others_go(looking, person):
    """Who is like her is a person of their own, and keeps their name: here they get another one."""
    with looking() as cursor:
        cursor.execute("SELECT id FROM people_person WHERE given_name = 'Zerlina' AND id <> %s", [person.id])
        others = [other for (other,) in cursor.fetchall()]
        cursor.execute(
            "UPDATE people_person SET given_name = 'X', family_name = 'X', sort_key = 'x', found_by = ' x ' "
            "WHERE id = ANY (%s)",
            [others],
        )
        cursor.execute("DELETE FROM people_matchkey WHERE person_id = ANY (%s)", [others])


def test_that_search_finds_what_is_left_where_nothing_follows_from_erasing(marian, behind_the_walls):
    person = zerlina(marian)
    asked_about(marian)
    _others_go(behind_the_walls, person)
    known = {
        fact: several for fact, several in reactions.REACTIONS.items() if fact is not erasing.RecordErased
    }
    announcing.use(known)
    try:
        erased(person, marian)
    finally:
        reactions.register()
    left = tables_that_know([*TOLD, *digests_of(person)], behind_the_walls)
    assert {"public.matching_proposal", "public.people_link", "keeper.asking_question"} <= left


def test_what_another_partnership_asked_about_somebody_names_them_no_more(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "INSERT INTO keeper.between_question (question_id, between_id, asked_in, asked_of, staff_id, agency_id, "
            "at, given, digest, answer, found) "
            "SELECT gen_random_uuid(), gen_random_uuid(), 0, %s, %s, %s, now(), '{}', "
            "'x', 'ring', %s::uuid || array(SELECT gen_random_uuid() FROM generate_series(1, 7))",
            [rosa.partnership_id, marian.id, marian.agency_id, rosa.id],
        )
    erased(rosa, marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT digest = '' AND NOT found @> ARRAY[%s::uuid] FROM keeper.between_question", [rosa.id]
        )
        assert cursor.fetchall() == [(True,)]


def test_a_decision_about_two_stands_when_one_of_them_is_erased(marian):
    rosa = factories.rosa(marian)
    married = factories.a_person(marian, given_name="Carla", family_name="Quint", born_on=date(1991, 4, 7))
    linking.decide_link(rosa, married, decision=SamePerson.SAME, why="She told us", by=marian, at=clock.now())
    erased(rosa, marian)
    (link,) = people.links(married)
    assert link.decision == SamePerson.SAME
