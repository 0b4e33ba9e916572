from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel.identifiers.kinds import IdentifierKind
from rjhub.kernel.match_keys import Identity, certain_keys, identity_keys, possible_keys
from rjhub.kernel.matching.names import name_parts, surnames
from rjhub.kernel.matching.nicknames import roots_of, table
from rjhub.kernel.matching.sound import sound_of
from rjhub.kernel.tests import match_recall

SECRET = b"a secret of this installation"
KATE = Identity("Catherine", "O'Neill", date(1985, 7, 4), postcodes=("BN1 1AA",))
TWIN = replace(KATE, first_names="Bridget")


def may_be_one(one: Identity, other: Identity) -> bool:
    return bool(identity_keys(one, SECRET) & identity_keys(other, SECRET))


def surely_one(one: Identity, other: Identity) -> bool:
    return bool(certain_keys(one, SECRET) & certain_keys(other, SECRET))


@pytest.mark.parametrize(
    "again",
    [
        Identity("Kate", "O’NEILL", date(1985, 7, 4)),
        Identity("Ms Katharine", "O Neil", date(1985, 7, 4)),
        Identity("Cathy", "Oneal", date(1985, 4, 7)),
        Identity("O'Neill", "Katie", date(1985, 7, 4)),
        Identity("", "Catherine O'Neill", date(1985, 7, 4)),
        Identity("Catherine O'Neill", "", date(1985, 7, 4)),
        Identity("Catherine", "Murphy", date(1985, 7, 4)),
        Identity("Catherine", "O'Neill-Murphy", date(1985, 7, 4)),
        Identity("Siobhan", "O'Neill", date(1985, 7, 4)),
        Identity("Catherine", "O'Neill", date(1985, 7, 14)),
        Identity("Catherine", "O'Neill", date(1985, 8, 4)),
        Identity("Catherine", "O'Neill", date(1958, 7, 4)),
        Identity("Kathryn", "ONeill", None, postcodes=("bn11aa",)),
        Identity("Nobody", "Nowhere", date(1985, 7, 4), postcodes=("BN1 1AA",)),
        Identity("Mary", "Murphy", None, also_known_as=(("Kitty", "O'Neil"),), postcodes=("BN1 1AA",)),
        Identity("C\u0430therine", "O'Neill", date(1985, 7, 4)),
    ],
)
def test_a_slip_or_a_change_still_leads_to_the_person(again: Identity) -> None:
    assert may_be_one(KATE, again)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Mohammed Ali", "Hussain"), ("Ali", "Hussein")),
        (("Muhammad", "Khan"), ("Mohamed", "Kahn")),
        (("Krzysztof", "Wójcik"), ("Chris", "Wojcik")),
        (("Małgorzata", "Kowalska"), ("Gosia", "Kowalska")),
        (("Олена", "Коваль"), ("Olena", "Koval")),
        (("Dafydd", "ap Rhys"), ("Dai", "Rees")),
        (("Mary Jane", "Smith"), ("Maryjane", "Smyth")),
        (("Jean-Luc", "van Dyke"), ("Jean Luc", "Vandyke")),
        (("Ayodele", "Adebayo"), ("Ayo", "Adebayo")),
        (("Stephen", "Philips"), ("Steven", "Phillips")),
        (("Wojtek", "Nowak"), ("Wojciech", "Novak")),
        (("Shaun", "MacDonald"), ("Sean", "Mc Donald")),
        (("Garcia Lopez", ""), ("Lopez", "Garcia")),
    ],
)
def test_names_of_many_places_meet_their_other_forms(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Even where the day of birth is wrong too, so that both names have to meet."""
    assert may_be_one(Identity(*one, date(1990, 3, 20)), Identity(*other, date(1990, 3, 21)))


def test_the_same_number_is_the_same_person_however_it_is_written() -> None:
    one = Identity("A", "B", identifiers=((IdentifierKind.PNC, "2001/0171310W"),))
    assert surely_one(one, Identity("C", "D", identifiers=((IdentifierKind.PNC, "01/171310w"),)))
    with_letter = Identity(identifiers=((IdentifierKind.NATIONAL_INSURANCE, "AB 12 34 56 C"),))
    assert surely_one(with_letter, Identity(identifiers=((IdentifierKind.NATIONAL_INSURANCE, "AB123456"),)))


def test_a_number_of_one_kind_is_not_one_of_another() -> None:
    one = Identity(identifiers=((IdentifierKind.CRN, "X123456"),))
    assert not may_be_one(one, Identity(identifiers=((IdentifierKind.PRISON_NUMBER, "X123456"),)))


def test_the_same_names_and_birth_are_the_same_person() -> None:
    assert surely_one(KATE, Identity("CATHERINE", "ONeill", date(1985, 7, 4)))
    assert not surely_one(KATE, Identity("Catherine", "O'Neill", date(1985, 4, 7)))


def test_twins_are_worth_a_look_and_never_certain() -> None:
    assert may_be_one(KATE, TWIN)
    assert not surely_one(KATE, TWIN)


def test_a_telephone_number_or_an_email_address_is_worth_a_look() -> None:
    one = Identity("A", "B", telephones=("07700 900982",), emails=("Ann@Example.org",))
    assert may_be_one(one, Identity("C", "D", telephones=("+44 7700 900982",)))
    assert may_be_one(one, Identity("C", "D", emails=("ann@example.org",)))
    assert not surely_one(one, Identity("C", "D", emails=("ann@example.org",)))


def test_people_who_share_only_a_name_or_only_a_birth_are_strangers() -> None:
    assert not may_be_one(KATE, Identity("Catherine", "O'Neill", date(1951, 2, 12)))
    assert not may_be_one(KATE, Identity("John", "Smith", date(1985, 7, 4)))
    assert not may_be_one(KATE, Identity("Catherine", "O'Neill"))
    assert not may_be_one(KATE, Identity("John", "Smith", postcodes=("BN1 1AA",)))


@pytest.mark.parametrize(
    "nothing",
    [
        Identity(),
        Identity("Unknown", "Unknown"),
        Identity("Not known", "N/K", postcodes=("BN1 1AA",)),
        Identity("Baby", "not given"),
        Identity("😀", "👻", date(1985, 7, 4)),
        Identity("n/a", "TBC", date(1985, 7, 4)),
        Identity("", "", date(1900, 1, 1), postcodes=("BN1 1AA",)),
        Identity("", "", None, postcodes=("ZZ99 3VZ",), telephones=("0",), emails=("none",)),
        Identity(identifiers=((IdentifierKind.PNC, "unknown"), (IdentifierKind.CRO, ""))),
    ],
)
def test_what_says_nothing_gives_no_key(nothing: Identity) -> None:
    assert identity_keys(nothing, SECRET) == frozenset()


def test_two_with_the_surname_smith_and_a_guessed_birthday_are_strangers() -> None:
    john, mary = Identity("John", "Smith", date(1990, 1, 1)), Identity("Mary", "Smith", date(1990, 1, 1))
    assert not may_be_one(john, mary)
    assert may_be_one(john, Identity("Jon", "Smyth", date(1990, 1, 1)))
    assert not surely_one(john, Identity("John", "Smith", date(1990, 1, 1)))


def test_a_baby_without_a_first_name_is_found_by_surname_and_birth() -> None:
    baby = Identity("Baby", "Smith", date(2026, 3, 14))
    assert may_be_one(baby, Identity("Noah", "Smith", date(2026, 3, 14)))
    assert not may_be_one(baby, Identity("Baby", "Smith", date(2026, 5, 9)))


def test_real_surnames_that_look_like_placeholders_count() -> None:
    assert may_be_one(Identity("Minh", "To", date(1990, 3, 20)), Identity("Minh", "To", date(1990, 3, 21)))


def test_a_key_tells_nothing_without_the_secret() -> None:
    keys = identity_keys(KATE, SECRET)
    assert {len(key) for key in keys} == {16}
    assert not keys & identity_keys(KATE, b"another secret")


def test_certain_and_possible_keys_are_different_keys() -> None:
    assert not certain_keys(KATE, SECRET) & possible_keys(KATE, SECRET)
    assert identity_keys(KATE, SECRET) == certain_keys(KATE, SECRET) | possible_keys(KATE, SECRET)


NAMES = st.one_of(
    st.text(max_size=25), st.sampled_from(["Mary", "O'Neill", "Unknown", "Баба", "السيد", "王"])
)


@given(
    st.builds(
        Identity,
        first_names=NAMES,
        last_names=NAMES,
        born_on=st.none() | st.dates(),
        postcodes=st.tuples(st.text(max_size=9)),
        telephones=st.tuples(st.text(max_size=15)),
        emails=st.tuples(st.text(max_size=20)),
        identifiers=st.tuples(st.tuples(st.sampled_from(IdentifierKind), st.text(max_size=14))),
        also_known_as=st.tuples(st.tuples(NAMES, NAMES)),
    )
)
def test_nothing_that_anybody_types_makes_it_fail(identity: Identity) -> None:
    assert identity_keys(identity, SECRET) == identity_keys(identity, SECRET)


def test_a_pasted_page_makes_no_thousand_keys() -> None:
    assert (
        len(identity_keys(Identity("Ann " * 500, "Smith Jones Brown " * 500, date(1990, 3, 20)), SECRET)) < 60
    )


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dr Siân O'Neill-Price", ("sian", "oneill", "price")),
        ("MC DONALD", ("mcdonald",)),
        ("Łukasz  Ørsted", ("lukasz", "orsted")),
        ("St. John", ("stjohn",)),
        ("Mr Unknown Smith", ("smith",)),
        ("Not Known", ()),
        ("😀 123", ()),
    ],
)
def test_the_parts_of_a_name(name: str, parts: tuple[str, ...]) -> None:
    assert name_parts(name) == parts


def test_the_surnames_in_a_double_one() -> None:
    assert surnames(("garcia", "lopez")) == {"garcia", "lopez", "garcialopez"}
    assert surnames(("van", "dyke")) == {"dyke", "vandyke"}
    assert surnames(("de",)) == {"de"}
    assert surnames(()) == frozenset()


def test_the_table_of_short_names_is_in_plain_letters_and_large_enough() -> None:
    pairs = sum(len(roots) for roots in table().values())
    assert pairs > 900
    assert all(name.isascii() and name.isalpha() and name.islower() for name in table())
    assert roots_of("alex") == {"alexander", "alexandra", "alexis"}
    assert roots_of("kate") & roots_of("katarzyna")
    assert roots_of("zebedee") == {"zebedee"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("catherine", "katherine"),
        ("smith", "smyth"),
        ("vaughan", "vaughn"),
        ("philips", "phillips"),
        ("wright", "write"),
        ("lawson", "lauson"),
        ("knight", "night"),
        ("nowak", "novak"),
        ("hussain", "ussein"),
    ],
)
def test_spellings_that_sound_alike_have_one_code(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


def test_names_that_sound_different_have_different_codes() -> None:
    assert len({sound_of(name) for name in ("smith", "jones", "taylor", "brown", "walker", "patel")}) == 6


def test_one_slip_almost_never_hides_a_record() -> None:
    """The figures for 20,000 and 200,000 records come from `python -m rjhub.kernel.tests.match_recall`."""
    by_name = match_recall.measure(2000, seed=7, changes=match_recall.SLIPS, times=1, contact=False)
    assert by_name.share > 0.995
    assert by_name.strangers < 0.05
    two_slips = match_recall.measure(2000, seed=7, changes=match_recall.SLIPS, times=2, contact=True)
    assert two_slips.share > 0.95
