"""The invented people: the same each time, like the area, and nobody real."""

import hashlib
import re
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from rjhub.demonstration.invented import communities, contact, people, places
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE, Person
from rjhub.partnership import reference

TODAY = date(2026, 11, 2)
MANY = 20_000
DRAMA = re.compile(
    r"\+44(7700900|1632960|1914980|2079460|2920180|1134960|1144960|1154960|1164960|1174960|1184960"
    r"|1214960|1514960|1614960)\d{3}"
)


@pytest.fixture(scope="module")
def sussex() -> list[Person]:
    return list(people.people(people.Order("sussex", TODAY), MANY))


def share(found: int, of: list[Person]) -> float:
    return found / len(of)


def test_the_first_thousand_people_are_the_same_in_every_run() -> None:
    first = list(people.people(people.Order("sussex", TODAY, seed=1), 1000))
    digest = hashlib.sha256(repr([tuple(person) for person in first]).encode()).hexdigest()
    assert digest == "2e89e3025ecc5f8c3dcc377205a6ec8d9108cb3fdeba41729183662234aecc36"


def test_more_people_do_not_change_the_first_ones(sussex: list[Person]) -> None:
    assert list(people.people(people.Order("sussex", TODAY), 9_000)) == sussex[:9_000]


def test_another_seed_and_another_area_give_other_people(sussex: list[Person]) -> None:
    others = next(iter(people.people(people.Order("sussex", TODAY, seed=2), 1)))
    elsewhere = next(iter(people.people(people.Order("kent", TODAY), 1)))
    assert others.name != sussex[0].name
    assert elsewhere.name != sussex[0].name


def test_people_responsible_are_younger_and_mostly_men(sussex: list[Person]) -> None:
    ages: dict[str, list[int]] = {HARMED: [], RESPONSIBLE: []}
    men: Counter[str] = Counter()
    for person in sussex:
        assert person.born_on is not None
        ages[person.side].append((TODAY - person.born_on).days // 365)
        men[person.side] += person.sex == "M"
    middle = {side: sorted(years)[len(years) // 2] for side, years in ages.items()}
    assert 24 <= middle[RESPONSIBLE] <= 31
    assert 33 <= middle[HARMED] <= 42
    assert min(ages[RESPONSIBLE]) >= 10
    assert 0.78 < men[RESPONSIBLE] / len(ages[RESPONSIBLE]) < 0.88
    assert 0.42 < men[HARMED] / len(ages[HARMED]) < 0.52


@pytest.mark.parametrize("force", ["sussex", "metropolitan", "gwent"])
def test_the_groups_of_the_census_are_there_in_their_shares(force: str) -> None:
    invented = Counter(person.ethnicity for person in people.people(people.Order(force, TODAY), MANY))
    counted = reference.ethnic_groups(force)
    total = sum(counted.values())
    for group, count in counted.items():
        assert invented[group] / MANY == pytest.approx(count / total, abs=0.012), group


def test_names_fit_the_community() -> None:
    somebody = {
        person.community: person for person in people.people(people.Order("metropolitan", TODAY), MANY)
    }
    polish = communities.community("polish", TODAY.year)
    assert somebody["polish"].family_name in {
        polish.family_name(root, s) for root in polish.family for s in "FM"
    }
    assert polish.family_name("Kowalski", "F") == "Kowalska"
    assert polish.family_name("Nowak", "F") == "Nowak"
    assert somebody["somali"].ethnicity in {"B2", "B9"}
    assert somebody["welsh"].ethnicity == "W1"


def test_older_and_younger_people_have_the_names_of_their_time(sussex: list[Person]) -> None:
    margarets = [p for p in sussex if p.given_name == "Margaret" and p.community == "english"]
    chloes = [p for p in sussex if p.given_name == "Chloe" and p.community == "english"]
    assert all(p.born_on and p.born_on.year <= 1966 for p in margarets if not p.relation)
    assert all(p.born_on and p.born_on.year >= 1988 for p in chloes if not p.relation)
    assert margarets
    assert chloes


def test_many_share_a_common_surname_and_some_have_a_rare_one(sussex: list[Person]) -> None:
    surnames = Counter(person.family_name for person in sussex)
    assert surnames["Smith"] > 60
    assert sum(1 for count in surnames.values() if count == 1) > 1_000


def test_no_postcode_lies_in_a_district_that_exists(sussex: list[Person]) -> None:
    form = re.compile(r"([A-Z]{1,2})(\d{2}) \d[ABD-HJLNP-UW-Z]{2}")
    for person in sussex:
        match = form.fullmatch(person.postcode)
        assert match, person.postcode
        assert int(match[2]) not in places.allocated_districts()[match[1]]


def test_no_town_of_any_area_has_a_postcode_district_that_exists() -> None:
    for area in reference.forces():
        districts = {district.name for district in reference.districts(area.slug)}
        for place in places.places(area.slug):
            letters, number = re.fullmatch(r"([A-Z]+)(\d+)", place.outward).groups()  # type: ignore[union-attr]
            assert int(number) not in places.allocated_districts()[letters], place
            assert place.district in districts, place


def test_every_telephone_number_is_one_that_is_kept_for_drama(sussex: list[Person]) -> None:
    for area in reference.forces():
        assert all(DRAMA.fullmatch(number) for number in contact.landlines(area.slug)), area.slug
    assert all(DRAMA.fullmatch(number) for p in sussex for number in (p.mobile, p.phone) if number)


def test_every_email_address_is_under_a_name_nobody_can_register(sussex: list[Person]) -> None:
    written = [person.email for person in sussex if person.email]
    assert len(written) > MANY / 2
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+\d{1,2}@[a-z]+\.example", email) for email in written)


def test_relatives_live_together_and_namesakes_do_not(sussex: list[Person]) -> None:
    pairs = [(a, b) for a, b in zip(sussex, islice(sussex, 1, None), strict=False) if b.relation]
    assert 0.15 < len(pairs) / MANY < 0.23
    for before, person in pairs:
        if person.relation == "namesake":
            assert (person.given_name, person.household) == (before.given_name, person.number)
        else:
            assert person.address == before.address
        if person.relation == "twin":
            assert person.born_on == before.born_on
        if person.relation == "partner":
            assert all(p.born_on and p.born_on.year <= 2008 for p in (before, person))


def test_an_unknown_area_and_a_crooked_start_are_refused() -> None:
    with pytest.raises(KeyError):
        next(people.people(people.Order("wessex", TODAY), 1))
    with pytest.raises(ValueError, match="multiple of 8192"):
        people.Order("sussex", TODAY, first=100)
