# ruff: noqa: RUF001  characters that look like others are what these tests are about
"""The published examples are those of hmpps-person-record (Ministry of Justice, MIT licence)."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel.identifiers import crn, cro, national_insurance, pnc, prison_number
from rjhub.kernel.identifiers.check_letter import check_letter
from rjhub.kernel.identifiers.kinds import IdentifierKind
from rjhub.kernel.invalid import Invalid

YEARS = st.integers(1930, 2025)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("81/34U", "1981/0000034U"),
        ("02/73319Z", "2002/0073319Z"),
        ("00/223R", "2000/0000223R"),
        ("79/163001B", "1979/0163001B"),
        ("0273319Z", "2002/0073319Z"),
        ("79163001B", "1979/0163001B"),
        ("033Y", "2003/0000003Y"),
        ("67/9893091D", "1967/9893091D"),
        ("20020073319Z", "2002/0073319Z"),
        ("19790163001B", "1979/0163001B"),
        ("2002/0073319Z", "2002/0073319Z"),
        ("1979/0163001B", "1979/0163001B"),
        ("2008/0056560Z", "2008/0056560Z"),
        ("20030011985X", "2003/0011985X"),
        ("20120052494Q", "2012/0052494Q"),
        ("20230583843L", "2023/0583843L"),
        ("2001/0171310W", "2001/0171310W"),
        ("2011/0275516Q", "2011/0275516Q"),
        ("2003/0062845E", "2003/0062845E"),
        ("1981/0154257C", "1981/0154257C"),
        (" 2001/0171310w ", "2001/0171310W"),
        ("2001 / 171310 W", "2001/0171310W"),
    ],
)
def test_every_way_of_writing_a_pnc_id_gives_one_form(written: str, canonical: str) -> None:
    assert pnc.parse(written) == canonical


@pytest.mark.parametrize(
    "written",
    [
        *["", "01", "012", "0123", "01234", "012345", "0123567", "012345678", "0123456789", "01234567890123"],
        *["TOTALLYINVALID", "1X23/1234567A", "1923[1234567A", "1923/1Z34567A", "1923/1234567AA"],
        *["199/1234567A", "２００１/0171310W", "2099/0171310W", "1899/0171310W"],
    ],
)
def test_what_is_not_written_like_a_pnc_id_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Invalid, match="2001/0171310W"):
        pnc.parse(written)


@pytest.mark.parametrize(
    "written", ["20030011985Z", "20230583843N", "2001/0171310S", "2001/0171311W", "20120052494O"]
)
def test_a_pnc_id_with_the_wrong_letter_is_refused(written: str) -> None:
    with pytest.raises(Invalid, match="letter at the end does not fit"):
        pnc.parse(written)


def test_a_two_digit_year_that_has_not_come_yet_is_of_the_last_century() -> None:
    with time_machine.travel(date(2026, 11, 2)):
        assert pnc.parse("26/" + f"1{check_letter('260000001')}") == "2026/0000001W"
        assert pnc.parse("27/" + f"1{check_letter('270000001')}").startswith("1927/")


def test_a_pnc_id_that_could_be_two_is_not_guessed() -> None:
    """The letter fits the serial 11 of 2020 and the serial 1 of 2001."""
    assert [pnc.parse("20/11Q"), pnc.parse("2001/1Q")] == ["2020/0000011Q", "2001/0000001Q"]
    with pytest.raises(
        Invalid, match="with a slash after the year: this could be 2001/0000001Q or 2020/0000011Q"
    ):
        pnc.parse("20011Q")


@given(YEARS, st.integers(0, 9_999_999))
def test_a_pnc_id_survives_being_written_short_and_one_wrong_digit_never_passes(
    year: int, serial: int
) -> None:
    canonical = f"{year}/{serial:07}{check_letter(f'{year % 100:02}{serial:07}')}"
    assert pnc.parse(canonical) == canonical
    assert pnc.parse(f"{year}/{serial}{canonical[-1]}") == canonical
    wrong = f"{year}/{(serial + 1) % 10_000_000:07}{canonical[-1]}"
    with pytest.raises(Invalid):
        pnc.parse(wrong)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("SF05/482703J", "SF05/482703J"),
        ("SF83/50058Z", "SF83/50058Z"),
        ("265416/21G", "265416/21G"),
        ("65656/91H", "065656/91H"),
        (" sf83/04661e", "SF83/4661E"),
        ("SF94/5431U", "SF94/5431U"),
        ("826/65w", "000826/65W"),
    ],
)
def test_a_cro_number_gives_one_form(written: str, canonical: str) -> None:
    assert cro.parse(written) == canonical


@pytest.mark.parametrize("written", ["85227/65G", "SF05/482703K", "265417/21G"])
def test_a_cro_number_with_the_wrong_letter_is_refused(written: str) -> None:
    with pytest.raises(Invalid, match="letter at the end does not fit"):
        cro.parse(written)


@pytest.mark.parametrize("written", ["", "265416/21", "1234567/21G", "SF5/482703J", "265416-21G"])
def test_what_is_not_written_like_a_cro_number_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Invalid, match="265416/21G"):
        cro.parse(written)


def test_a_prison_number() -> None:
    assert prison_number.parse(" a1234 bc ") == "A1234BC"
    for wrong in ("", "A123BC", "1234ABC", "A1234B", "A1234BCD", "Á1234BC"):
        with pytest.raises(Invalid, match="A1234BC"):
            prison_number.parse(wrong)


def test_a_probation_crn() -> None:
    assert crn.parse("x123456") == "X123456"
    for wrong in ("", "123456", "X12345", "XX12345", "X1234567"):
        with pytest.raises(Invalid, match="X123456"):
            crn.parse(wrong)


def test_a_national_insurance_number() -> None:
    assert national_insurance.parse("ab 12 34 56 c") == "AB123456C"
    assert national_insurance.parse("AB123456") == "AB123456"
    assert national_insurance.without_last_letter("AB123456C") == "AB123456"
    for wrong in ("", "AB12345C", "AB123456E", "A1234567C", "AB1234567"):
        with pytest.raises(Invalid, match="QQ 12 34 56 C"):
            national_insurance.parse(wrong)


@pytest.mark.parametrize("prefix", ["QQ", "DA", "AO", "GB", "BG", "ZZ", "TN", "FY"])
def test_a_prefix_that_is_never_issued_is_no_national_insurance_number(prefix: str) -> None:
    with pytest.raises(Invalid, match=f"begins with {prefix}"):
        national_insurance.parse(f"{prefix}123456C")


@pytest.mark.parametrize("kind", IdentifierKind)
@given(
    text=st.one_of(st.text(max_size=15), st.from_regex(r"[A-Z]{0,2}[0-9/]{0,12}[A-Z]{0,2}", fullmatch=True))
)
def test_reading_a_number_gives_its_one_form_or_a_sentence(kind: IdentifierKind, text: str) -> None:
    try:
        canonical = kind.parse(text)
    except Invalid as refusal:
        sentence = refusal.message
    else:
        sentence = "Read."
        assert kind.parse(canonical) == canonical
    assert sentence[0].isupper()
    assert sentence.endswith(".")


@pytest.mark.parametrize("kind", sorted(set(IdentifierKind) - {IdentifierKind.NATIONAL_INSURANCE}))
def test_the_example_shown_is_one_that_would_be_taken(kind: IdentifierKind) -> None:
    assert kind.parse(kind.example) == kind.example
    assert kind.label
