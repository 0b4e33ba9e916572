"""Names that are tried out, to learn who has said no, are counted for each day and pointed out."""

from datetime import date
from typing import Any

import pytest

from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.kernel import clock
from rjhub.offers.tests.test_noes import says_no
from rjhub.people import approach
from rjhub.people.actions import amending
from rjhub.people.actions.adding import add_person
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import Person
from rjhub.people.tests.factories import known_to
from rjhub.people.vocabulary import Approach
from rjhub.reading.actions import watching
from rjhub.reading.models import Finding
from rjhub.reading.tests.factories import HELEN
from rjhub.sharing.vocabulary import Side

pytestmark = pytest.mark.django_db
MARIAN, TOMASZ = "Marian Okafor", "Tomasz Zielinski"
BORN = date(1984, 5, 23)
THEY_SAID_NO = ("Quentin Abernathy", "Zenobia Farquhar", "Leopold Grimshaw", "Ottilie Hawksworth", "Barnaby Jessop",
                "Philippa Kettering", "Rupert Lockwood")  # fmt: skip
STRANGERS = ("Ifeoma Adeyemi", "Siobhan Brannigan", "Mateusz Cichocki", "Harpreet Dhaliwal", "Yuki Endo", "Carys Floyd",
             "Dilys Gwynne", "Anneke Hoekstra")  # fmt: skip


def add(name: str, by: Any, born_on: date = BORN) -> Person:
    given, family = name.split()
    told = Particulars(given_name=given, family_name=family, born_on=born_on)
    return add_person(partnership_id=by.partnership_id, side=Side.HARMED, particulars=told,
                      granted=[known_to(by)], by=by, at=clock.now())  # fmt: skip


def rename(person: Person, name: str, by: Any) -> None:
    given, family = name.split()
    told = Particulars(given_name=given, family_name=family, born_on=person.born_on)
    now = Person.objects.get(id=person.id)
    amending.amend_person(now, to=told, version=now.version, by=by, at=clock.now())


def pointed_out(looking: Any) -> dict[tuple[str, str], dict[str, int]]:
    watching.watch(member(MARIAN).partnership_id)
    with looking():
        found = Finding.objects.select_related("staff__account").filter(pattern="tries")
        return {(one.staff.name, one.pattern): one.figures for one in found}


@pytest.fixture(autouse=True)
def they_said_no(behind_the_walls: Any) -> None:
    """Seven people of whom Marian knows, and Tomasz of another hub does not, said no, a week ago."""
    with at_work(member(MARIAN)) as marian:
        for name in THEY_SAID_NO:
            says_no(add(name, marian), marian)
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE people_person SET added_at = added_at - interval '7 days'")


def test_somebody_who_adds_records_until_one_has_to_wait_is_pointed_out(behind_the_walls: Any) -> None:
    with at_work(member(TOMASZ)) as tomasz:
        tried = [add(f"{name[0]}{name[2:]}", tomasz) for name in THEY_SAID_NO]
        assert {approach.may_be_approached(one.id) for one in tried} == {Approach.UNSURE}
    figures = pointed_out(behind_the_walls)
    assert figures == {(TOMASZ, "tries"): {"number": 7, "records": 7, "of": 7}}
    assert pointed_out(behind_the_walls) == figures, "looking again finds the same, once"
    helen = signed_in(HELEN)
    assert "Many records that may be of people who said no" in helen.get("/reading/unusual").content.decode()
    with behind_the_walls():
        (finding,) = Finding.objects.values_list("id", flat=True)
    assert (
        "where somebody who said no may be meant" in helen.get(f"/reading/unusual/{finding}").content.decode()
    )


def test_somebody_who_changes_one_record_again_and_again_is_pointed_out_whatever_it_says_in_the_end(
    behind_the_walls: Any,
) -> None:
    with at_work(member(TOMASZ)) as tomasz:
        one = add("Wilhelmina Oakes", tomasz)
        for name in (*THEY_SAID_NO[:5], "Wilhelmina Oakes"):
            rename(one, name, tomasz)
    assert pointed_out(behind_the_walls) == {(TOMASZ, "tries"): {"number": 7, "records": 1, "of": 7}}


def test_a_list_in_which_some_said_no_before_is_nobodys_trying_out(behind_the_walls: Any) -> None:
    with at_work(member(TOMASZ)) as tomasz:
        for name in THEY_SAID_NO[:6]:
            add(name, tomasz)
        for at, name in enumerate(STRANGERS * 3):
            add(name, tomasz, date(1950 + at, 1 + at % 12, 2 + at))
    assert pointed_out(behind_the_walls) == {}


def test_a_few_are_nobodys_trying_out(behind_the_walls: Any) -> None:
    with at_work(member(TOMASZ)) as tomasz:
        for name in THEY_SAID_NO[:5]:
            add(name, tomasz)
    assert pointed_out(behind_the_walls) == {}
