"""Search finds people among those whom the one who asks may see, and hidden people change nothing in it."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from rjhub.audit.models import Consultation
from rjhub.people import queries
from rjhub.people.actions import finding
from rjhub.people.models import Person
from rjhub.people.queries import Sought
from rjhub.people.tests import factories
from rjhub.people.vocabulary import ContactKind
from rjhub.sharing import doors
from rjhub.sharing.actions.granting import Scope, grant, open_file
from rjhub.sharing.vocabulary import Category, FileKind, Purpose, Side

pytestmark = pytest.mark.django_db

FIRST = ["Ann", "Anna", "Anne", "Li", "Rosa", "Roza", "Darren", "Daren", "Zoë", "Zoe", "Mohammed", ""]
LAST = [
    "Pike",
    "Pyke",
    "Delacroix",
    "De la Croix",
    "O'Neill",
    "Oneill",
    "Ng",
    "Smith-Jones",
    "Jones",
    "Quint",
]


@pytest.fixture
def crowd(marian, esther, adaeze):
    """A hundred and twenty people, each granted to a random few of three members of staff."""
    draw = random.Random(726)  # noqa: S311 - the same people in every run
    readers = (*factories.hubs_of(marian), esther.principal, adaeze.principal)
    for number in range(120):
        seen_by = [holder for holder in readers if draw.random() < 0.4]
        a_plain_person(marian, draw, seen_by, born_on=date(1990, 1, 2) + timedelta(days=number % 7))


def a_plain_person(by, draw, seen_by, *, born_on, name=None):
    """A record without keys or contact, made by the keeper, so that it can be hidden from everybody."""
    file = open_file(partnership_id=by.partnership_id, kind=FileKind.PERSON, by=None)
    grant(file, seen_by, scope=Scope(purpose=Purpose.FACILITATE), by=None, at=factories.NOW)
    given, family = name or (draw.choice(FIRST), draw.choice(LAST))
    person = Person(
        partnership_id=by.partnership_id,
        file=file,
        side=draw.choice([Side.HARMED, Side.RESPONSIBLE]),
        category=Category.IDENTITY,
        given_name=given,
        family_name=family,
        born_on=born_on,
        sort_key=finding.sort_key(given, family),
        found_by=finding.found_by([f"{family} {given}"]),
        added_at=factories.NOW,
    )
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; SET LOCAL ROLE rjhub_keeper")
        person.save(force_insert=True)
        cursor.execute("SET ROLE rjhub_app")
    return person


def plainly(sought):
    """The same search in plain SQL, as the application, under row security and nothing else."""
    words = queries.name_words(sought.name)
    begins = " AND ".join(["true", *("found_by LIKE %s" for _ in words)])
    likes = [f"% {word} %" if len(word) < 3 else f"% {word}%" for word in words]
    born = " AND born_on = %s" if sought.born_on else ""
    day = [sought.born_on] if sought.born_on else []
    whole = " ".join(words)
    statement = f"""
        WITH named AS (
          SELECT id, sort_key, 0.0::real AS off,
                 CASE WHEN string_to_array(sort_key, ' ') <@ %s AND string_to_array(sort_key, ' ') @> %s
                      THEN 1 ELSE 2 END AS fit
          FROM people_person WHERE {begins}{born}),
        fitting AS (
          SELECT * FROM named
          UNION ALL
          SELECT id, sort_key, 1 - word_similarity(%s, found_by), 3 FROM people_person
          WHERE length(%s) > 3 AND (SELECT count(*) FROM named) < 10
            AND word_similarity(%s, found_by) >= 0.5 AND NOT ({begins}){born})
        SELECT id FROM fitting ORDER BY fit, off, sort_key, id LIMIT {queries.MOST_FOUND}"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [words, words, *likes, *day, whole, whole, whole, *likes, *day])
        return [row[0] for row in cursor.fetchall()]


SEARCHES = [
    *(
        Sought(name=name)
        for name in ("pike", "Pik", "rosa delacroix", "delacroix rosa", "Li", "ng", "oneill")
    ),
    *(
        Sought(name=name)
        for name in ("anna quit", "mohamed", "jones", "smith", "zoe", "zz", "ROZA DE", "darrenpike")
    ),
    Sought(born_on=date(1990, 1, 4)),
    Sought(name="pike", born_on=date(1990, 1, 4)),
    Sought(name="pyk", born_on=date(1990, 1, 5)),
]


@pytest.mark.usefixtures("crowd")
def test_search_finds_exactly_what_a_plain_query_under_row_security_finds(marian, esther, adaeze):
    found_anything = 0
    for staff in (marian, esther, adaeze):
        with factories.at_work(staff):
            for sought in SEARCHES:
                found = [person.id for person in queries.search(sought).people]
                assert found == plainly(sought), (staff.name, sought)
                found_anything += bool(found)
    assert found_anything > len(SEARCHES)


@pytest.mark.usefixtures("crowd")
def test_hidden_people_change_neither_what_is_found_nor_its_order_nor_whether_there_is_more(adaeze, marian):
    def everything():
        with factories.at_work(adaeze):
            return [queries.search(sought) for sought in SEARCHES]

    before = everything()
    draw = random.Random(1)  # noqa: S311 - the same people in every run
    for number in range(200):
        name = (draw.choice(FIRST), draw.choice(LAST))
        a_plain_person(marian, draw, [], born_on=date(1990, 1, 2 + number % 7), name=name)
    assert everything() == before


def test_a_search_shows_the_first_fifty_and_says_that_there_are_more(marian):
    draw = random.Random(2)  # noqa: S311 - the same people in every run
    for _ in range(51):
        a_plain_person(marian, draw, factories.hubs_of(marian), born_on=None, name=("Ida", "Quint"))
    found = queries.search(Sought(name="quint"))
    assert (len(found.people), found.more) == (50, True)
    assert not queries.search(Sought(name="quin", born_on=date(1990, 1, 1))).more


def test_a_telephone_an_email_or_a_postcode_finds_the_person_whoever_wrote_it_how(marian):
    rosa, darren = factories.rosa(marian), factories.darren(marian)
    for contact in ("+44 7700 900321", "07700900321", "ROSA@delacroix.example", "bn11aa"):
        assert queries.search(Sought(contact=contact)).people == (rosa,), contact
    assert queries.search(Sought(contact="BN7 1AA")).people == (darren,)
    assert queries.search(Sought(contact="BN7 1AA", name="delacroix")).people == ()


def test_somebody_who_may_not_know_where_a_person_lives_cannot_find_it_out_by_searching(marian, adaeze):
    rosa = factories.rosa(marian)
    factories.let_see(rosa, adaeze)
    with factories.at_work(adaeze):
        assert queries.search(Sought(name="delacroix")).people == (rosa,)
        for contact in ("BN1 1AA", "07700 900321", "rosa@delacroix.example"):
            assert queries.search(Sought(contact=contact)).people == ()
            assert queries.search(Sought(name="delacroix", contact=contact)).people == ()


def test_what_is_neither_a_name_nor_a_number_finds_nobody(marian):
    factories.rosa(marian)
    for sought in (
        Sought(),
        Sought(name="-"),
        Sought(name="R"),
        Sought(number="nonsense"),
        Sought(contact="nonsense"),
        Sought(name="delacroix", number="nonsense"),
        Sought(name="delacroix", contact="1"),
    ):
        assert queries.search(sought).people == ()


def test_percent_signs_underscores_and_quotes_are_letters_like_any_other(marian):
    factories.rosa(marian)
    for name in ("%%", "__", "d_lacroix%", "'; drop table people_person; --", "\\", "%delacroix"):
        found = queries.search(Sought(name=name)).people
        assert all(person.family_name == "Delacroix" for person in found)
    assert queries.search(Sought(name="__")).people == ()
    assert queries.search(Sought(name="%%")).people == ()


def test_a_search_is_on_record_whether_or_not_it_found_anybody(marian, behind_the_walls):
    rosa = factories.rosa(marian)
    for name, files in (("delacroix", [rosa.file_id]), ("nobody", [])):
        with doors.opened(doors.current().reader, door="people:search", purpose="test"):
            queries.search(Sought(name=name))
        with behind_the_walls():
            entry = Consultation.objects.filter(door="people:search").latest("id")
        assert (entry.files, entry.tables) == (files, ["people_person"])


def test_people_are_not_searched_with_no_door_open():
    with pytest.raises(doors.NoDoorOpen):
        queries.search(Sought(name="delacroix"))


MANY = """
    INSERT INTO people_person (partnership_id, id, file_id, side, category, acl, given_name, middle_names,
      family_name, known_as, pronouns, sort_key, found_by, language, needs_interpreter, communication_needs,
      added_at, version, born_on)
    SELECT %s, gen_random_uuid(), %s, 'harmed', 'identity', '{}', 'Rosa', '', name, '', '', lower(name), '',
      '',
      false, '', now(), 1, '1990-01-02'
    FROM generate_series(1, 4000) n,
      LATERAL (SELECT CASE WHEN n %% 2 = 0 THEN 'Delacroix' ELSE 'Quint' || n END) of (name)
"""


def estimated_rows(column, value):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT FROM people_person WHERE {column} = %s", [value])
        return cursor.fetchone()[0][0]["Plan"]["Plan Rows"]


def test_how_many_hidden_people_have_a_name_is_not_in_the_planners_estimates(
    marian, adaeze, behind_the_walls
):
    file = open_file(partnership_id=marian.partnership_id, kind=FileKind.PERSON, by=None)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; SET LOCAL ROLE rjhub_keeper")
        cursor.execute(MANY, [marian.partnership_id, file.id])
        cursor.execute("SET ROLE rjhub_app")

    def tells(owner_first=""):
        with behind_the_walls() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {owner_first}; ANALYZE people_person")
        with factories.at_work(adaeze):
            return [
                column
                for column, hidden, absent in (
                    ("family_name", "Delacroix", "Nobody"),
                    ("sort_key", "delacroix", "nobody"),
                    ("born_on", "1990-01-02", "1931-05-06"),
                )
                if estimated_rows(column, hidden) != estimated_rows(column, absent)
            ]

    assert tells() == []
    assert tells("ALTER TABLE people_person ALTER family_name SET STATISTICS 100") == ["family_name"]


def test_what_can_be_searched_survives_names_of_any_length(marian):
    long = factories.a_person(marian, given_name="\ufdfa" * 80, family_name="Æ" * 80)
    assert len(long.sort_key) <= 170
    address = {ContactKind.ADDRESS: "1 The Example, Brighton BN1 1AA"}
    assert queries.search(Sought(contact="BN1 1AA")).people == ()
    found = factories.a_person(marian, family_name="Quint", contact=address)
    assert queries.search(Sought(contact="BN1 1AA")).people == (found,)
