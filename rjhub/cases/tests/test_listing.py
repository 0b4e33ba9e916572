"""Finding a case in the list, and people of one name in it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rjhub.cases import queries
from rjhub.cases.actions.closing import close_case
from rjhub.cases.models import Case, Party
from rjhub.cases.tests.factories import a_case, a_person, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.sharing.vocabulary import Side

pytestmark = pytest.mark.django_db


def the_list(name: str, query: str = "") -> str:
    return signed_in(name).get(f"/cases{query}").content.decode()


def _another(case: Case, name: str, *, born: date | None, by: Staff) -> Party:
    """One more person responsible."""
    given, family = name.split()
    person = a_person(Side.RESPONSIBLE, given, family, hub=case.hub, by=by, at=clock.now())
    person.born_on = born
    person.save(update_fields=["born_on"])
    row = case.row(Side.RESPONSIBLE)
    return Party.objects.create(**row, person=person)


def test_a_coordinator_sees_whose_case_each_is() -> None:
    with at_work(member("Marian Okafor")) as marian:
        a_case(marian)
    page = the_list("Marian Okafor")
    assert "Alice Fenwick" in page
    assert "Kyle Marsden" in page


def test_a_facilitator_from_probation_sees_the_names_that_the_case_shows_her_and_no_others() -> None:
    with at_work(member("Marian Okafor")) as marian:
        mine = a_case(marian)
        facilitated(mine, marian)
        a_case(marian, harmed="Rose Amery", responsible="Dean Cole")
    page = the_list("Adaeze Obi")
    assert mine.reference in page
    assert "Rose Amery" not in page
    assert "Dean Cole" not in page


def test_the_list_begins_with_open_cases_and_finds_closed_ones_when_asked() -> None:
    with at_work(member("Marian Okafor")) as marian:
        still, ended = a_case(marian), a_case(marian, harmed="Rose Amery", responsible="Dean Cole")
        why = ClosingReason.RESPONSIBLE_NOT_TRACED
        parties = {party.id: (why, clock.today()) for party in queries.parties_of(ended)}
        close_case(ended, reason=why, note="Not for us", parties=parties, by=marian, at=clock.now())
    assert ended.reference not in the_list("Marian Okafor")
    for query in ("?state=closed", "?state=all", "?stage=closed", f"?reference={ended.reference}"):
        assert ended.reference in the_list("Marian Okafor", query), query
    assert still.reference in the_list("Marian Okafor", "?state=all")


def test_a_longer_list_takes_no_more_queries() -> None:
    with at_work(member("Marian Okafor")) as marian:
        a_case(marian)
    browser = signed_in("Marian Okafor")
    browser.get("/cases")
    with CaptureQueriesContext(connection) as few:
        browser.get("/cases")
    with at_work(marian):
        for _ in range(4):
            a_case(marian)
    with CaptureQueriesContext(connection) as many:
        browser.get("/cases")
    assert len(few) == len(many)


def test_two_people_of_one_name_are_told_apart_by_their_births() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian, responsible="Owen Pearson")
        second = _another(case, "Owen Pearson", born=date(1999, 5, 3), by=marian)
        first = queries.parties_of(case)[1].person
        first.born_on = date(2001, 1, 9)
        first.save(update_fields=["born_on"])
        assert queries.find_party(case, second.id).name == "Owen Pearson (born 3 May 1999)"
    browser = signed_in("Marian Okafor")
    for address in ("/cases", f"/cases/{case.reference}", f"/cases/{case.reference}/contacts"):
        page = browser.get(address).content.decode()
        assert "Owen Pearson (born 9 January 2001)" in page, address
        assert "Owen Pearson (born 3 May 1999)" in page, address


def test_two_people_of_one_name_and_unknown_birth_are_counted() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian, responsible="Owen Pearson")
        _another(case, "Owen Pearson", born=None, by=marian)
        _another(case, "Ann Pearson", born=None, by=marian)
        names = [party.name for party in queries.parties_of(case)]
    assert names[0] == "Alice Fenwick"
    assert sorted(names[1:]) == ["Ann Pearson", "Owen Pearson (1)", "Owen Pearson (2)"]
