"""Who has seen the information about a person, on a page that can be handed to them."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rjhub.audit.models import Consultation
from rjhub.cases import queries
from rjhub.cases.actions.naming import name_contact
from rjhub.cases.models import Case
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN, ran
from rjhub.kernel import clock
from rjhub.people.models import Person
from rjhub.people.tests.factories import let_see
from rjhub.people.views import seen as views
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
ESTHER = "Esther Lindqvist"


@pytest.fixture
def case() -> Case:
    """A case that Gareth and Adaeze facilitate; Esther of Victim Support is there for Alice, who was harmed."""
    with at_work(member(MARIAN)) as marian:
        made = a_case(marian)
        facilitated(made, marian)
        name_contact(queries.parties_of(made)[0], contact=member(ESTHER), by=marian, at=clock.now())
    return made


def person(case: Case, place: int) -> Person:
    with at_work(member(MARIAN)):
        found: Person = queries.parties_of(case)[place].person
        return found


def alice(case: Case) -> Person:
    return person(case, 0)


def kyle(case: Case) -> Person:
    return person(case, 1)


def main_of(answer: Any) -> str:
    """What the page itself says, without the frame, which names whoever is signed in."""
    assert answer.status_code == 200
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).replace("&#39;", "'").split())


def seen(of: Person, query: str = "", name: str = MARIAN) -> str:
    return main_of(signed_in(name).get(f"/people/{of.id}/seen{query}"))


def test_a_coordinator_tells_a_person_in_one_click_who_has_seen_what(case: Case) -> None:
    browser, of = signed_in(MARIAN), alice(case)
    assert f'href="/people/{of.id}/seen"' in browser.get(f"/people/{of.id}").content.decode()
    said = seen(of)
    for words in (
        "Who has seen the information about Alice Fenwick",
        "Marian Okafor Coordinator, Facilitator Sussex Restorative Justice Hubs",
        "Looked at it",
        "Who somebody is",
        "To look after their record: their record",
        "Esther Lindqvist",
        "Was given it",
        "To be the named contact of a person",
        "how to reach somebody",
    ):
        assert words.casefold() in said.casefold(), words


def test_looking_at_the_list_stands_in_it(case: Case, behind_the_walls: Any) -> None:
    of = alice(case)
    assert "record: this list" not in seen(of)
    with behind_the_walls():
        last = Consultation.objects.latest("id")
    assert (last.door, last.files, last.staff_id) == ("people:seen", [of.file_id], member(MARIAN).id)
    assert "record: this list" in seen(of)


def test_a_named_contact_may_tell_and_a_facilitator_may_not(case: Case) -> None:
    of = alice(case)
    assert "Esther Lindqvist" in seen(of, name=ESTHER)
    for name in (GARETH, ADAEZE):
        browser = signed_in(name)
        page = browser.get(f"/people/{of.id}")
        assert page.status_code == 200
        assert "/seen" not in page.content.decode()
        refused = browser.get(f"/people/{of.id}/seen")
        assert refused.status_code == 404
        assert refused.content == browser.get(f"/people/{uuid4()}/seen").content


@pytest.mark.parametrize(
    ("name", "status"), [("Helen Marsh", 200), ("Colin Ashdown", 404), ("Priya Nair", 404)]
)
def test_an_information_officer_tells_where_their_agency_has_the_record(
    case: Case, name: str, status: int
) -> None:
    of = alice(case)
    assert signed_in(name).get(f"/people/{of.id}/seen").status_code == 404
    with at_work(member(MARIAN)) as marian:
        let_see(of, member(name), Category.IDENTITY, by=marian)
    assert signed_in(name).get(f"/people/{of.id}").status_code == 200
    assert signed_in(name).get(f"/people/{of.id}/seen").status_code == status


def test_what_a_person_responsible_is_given_names_nothing_of_the_harmed_side(case: Case) -> None:
    browser = signed_in(ESTHER)
    for address in ("", "/timeline", "/contacts"):
        browser.get(f"/cases/{case.reference}{address}")
    browser.get(f"/people/{alice(case).id}")
    said = seen(kyle(case))

    for words in ("Alice", "Fenwick", "Esther", "Victim Support", "named contact"):
        assert words not in said, words
    assert "Another agency of the partnership" in said
    assert "Adaeze Obi" in said
    theirs = seen(alice(case))
    assert "Victim Support" in theirs
    for words in ("Kyle", "Marsden", "Adaeze", "Probation"):
        assert words not in theirs, words


def test_pages_about_both_sides_do_not_say_what_kind_it_was(case: Case) -> None:
    signed_in(MARIAN).get(f"/cases/{case.reference}")
    assert "Not told apart: the page was about others too" in seen(kyle(case))


def test_the_version_to_hand_out_names_agencies_only(case: Case) -> None:
    signed_in(MARIAN).get(f"/people/{kyle(case).id}")
    said = seen(kyle(case), "?names=agencies")
    assert "can be handed to the person" in said
    assert "Looked at it" in said
    for name in (MARIAN, GARETH, ADAEZE, ESTHER, "Coordinator"):
        assert name not in said, name


def test_a_longer_list_goes_on_where_the_page_before_ended(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, of = signed_in(MARIAN), alice(case)
    browser.get(f"/people/{of.id}")
    once = main_of(browser.get(f"/people/{of.id}/seen"))
    expected = sum(
        once.count(words) for words in ("Looked at it", "Changed it", "Was given it", "Passed it on")
    )
    monkeypatch.setattr(views, "MOST", 3)
    address, found = f"/people/{of.id}/seen?names=agencies", 0
    for _ in range(expected + 9):
        answer = browser.get(address)
        found += len(re.findall("Looked at it|Changed it|Was given it|Passed it on", main_of(answer)))
        onward = re.search(r'href="([^"]*before=[^"]*)"', answer.content.decode())
        if onward is None:
            break
        address = onward[1].replace("&amp;", "&")
        assert "names=agencies" in address
    # Only the first page can show the reading of the list itself that came before it.
    assert found == expected + 1
    for place in ("before=yesterday", "before=2026-03-02T10:00:00"):
        assert browser.get(f"/people/{of.id}/seen?{place}").status_code == 404


def test_a_longer_list_takes_no_more_statements(case: Case) -> None:
    browser, of = signed_in(MARIAN), alice(case)
    browser.get(f"/people/{of.id}/seen")
    with CaptureQueriesContext(connection) as few:
        browser.get(f"/people/{of.id}/seen")
    for name in (ESTHER, GARETH, MARIAN):
        for _ in range(3):
            signed_in(name).get(f"/people/{of.id}")
    with CaptureQueriesContext(connection) as many:
        browser.get(f"/people/{of.id}/seen")
    assert len(few) == len(many)


def test_a_case_that_is_sealed_shows_in_no_list_of_its_people(case: Case) -> None:
    of = alice(case)
    with at_work(member(MARIAN)) as marian:
        other = a_case(marian, harmed="Ida Quint", responsible="Leo Marsh")
        queries.parties_of(other)
        again = queries.parties_of(case)[0]
        again.pk, again.case, again.file_id = uuid4(), other, other.file_id
        again._state.adding = True
        again.save()
        facilitated(other, marian)
    signed_in(GARETH).get(f"/cases/{other.reference}")
    browser = signed_in(MARIAN)
    typed = {"keeps": [member(GARETH).id], "because": "A councillor is in it."}
    assert "Gareth Pugh" in seen(of)
    assert browser.post(f"/cases/{other.reference}/sealing", typed).status_code == 302
    assert "Gareth Pugh" in seen(of), "who sealed it keeps seeing it"
    assert "Gareth Pugh" not in seen(of, name=ESTHER)


def test_whoever_does_not_answer_for_a_person_learns_nothing_with_sql_of_their_own(case: Case) -> None:
    of = alice(case)
    reads = "SELECT * FROM keeper.who_has_seen(%s, NULL, NULL, 9)"
    for name in (GARETH, ADAEZE, "Priya Nair", "Judith Arkwright"):
        with at_work(member(name)):
            assert ran("SELECT 1 WHERE keeper.answers_for(%s)", of.id) == 0
            assert ran(reads, of.id) == "not granted"
    with at_work(member(MARIAN)):
        assert ran(reads, of.id) == 9
        assert "permission denied" in str(ran("SELECT files FROM audit_consultation"))
