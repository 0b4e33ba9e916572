# ruff: noqa: RUF001  characters that look like others are what these tests are about
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel.identifiers import email, police_reference, postcode, telephone
from rjhub.kernel.identifiers.police_reference import PoliceReference
from rjhub.kernel.invalid import Invalid


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("bn11aa", "BN1 1AA"),
        (" M1  1ae", "M1 1AE"),
        ("M601NW", "M60 1NW"),
        ("CR2 6XH", "CR2 6XH"),
        ("DN551PT", "DN55 1PT"),
        ("W1A1HQ", "W1A 1HQ"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("JE2 3AB", "JE2 3AB"),
        ("BF1 2AA", "BF1 2AA"),
    ],
)
def test_a_postcode_gives_one_form(written: str, canonical: str) -> None:
    assert postcode.parse(written) == canonical


@pytest.mark.parametrize(
    "written", ["", "BN1", "1AA", "QQ1 1AA", "BN1 1CA", "XX1 1AA", "BN1 1AAA", "B1NN 1AA", "ＢＮ1 1AA"]
)
def test_what_is_no_postcode_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Invalid, match="BN1 1AA"):
        postcode.parse(written)


@pytest.mark.parametrize(
    ("written", "meant"), [("P01 3AX", "PO1 3AX"), ("BN1O 1AA", "BN10 1AA"), ("S0I7 1AA", "SO17 1AA")]
)
def test_a_mixed_up_letter_is_asked_about_and_not_guessed(written: str, meant: str) -> None:
    with pytest.raises(Invalid, match=f"Did you mean {meant}"):
        postcode.parse(written)


def test_the_postcode_for_nowhere_is_refused() -> None:
    with pytest.raises(Invalid, match="Leave the postcode empty"):
        postcode.parse("ZZ99 3VZ")


def test_the_parts_of_a_postcode() -> None:
    assert [postcode.outward("EC1A 1BB"), postcode.inward("EC1A 1BB")] == ["EC1A", "1BB"]
    assert [postcode.district(p) for p in ("EC1A 1BB", "W1A 1HQ", "BN11 1AA", "M1 1AE")] == [
        "EC1",
        "W1",
        "BN11",
        "M1",
    ]
    assert [postcode.area(p) for p in ("EC1A 1BB", "M1 1AE")] == ["EC", "M"]


@given(st.from_regex(r"[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}", fullmatch=True))
def test_a_postcode_that_was_read_reads_the_same_again(typed: str) -> None:
    with contextlib.suppress(Invalid):
        canonical = postcode.parse(typed)
        assert canonical.replace(" ", "") == typed
        assert postcode.parse(canonical) == canonical
        assert postcode.district(canonical).startswith(postcode.area(canonical))


@pytest.mark.parametrize(
    ("written", "stored", "shown"),
    [
        ("07700 900982", "+447700900982", "07700 900982"),
        ("(01632) 960 001", "+441632960001", "01632 960001"),
        ("+44 (0)20 7946 0123", "+442079460123", "020 7946 0123"),
        ("0044 7700-900-982", "+447700900982", "07700 900982"),
        ("0115 496 0123", "+441154960123", "0115 496 0123"),
        ("+33 1 99 00 12 34", "+33199001234", "+33 1 99 00 12 34"),
    ],
)
def test_a_telephone_number_is_stored_in_one_form_and_shown_as_people_write_it(
    written: str, stored: str, shown: str
) -> None:
    assert telephone.parse(written) == stored
    assert telephone.parse(stored) == stored
    assert telephone.shown(stored) == shown


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("", "one telephone number"),
        ("07700 900982 ext 3", "without words or an extension"),
        ("07700 900982 / 07700 900983", "one telephone number"),
        ("call mum", "without words"),
        ("960001", "all its digits"),
        ("0770090", "all its digits"),
        ("07700 90098", "all its digits"),
        ("999", "all its digits"),
        ("+999 1234 5678", "all its digits"),
        ("04632 960001", "all its digits"),
        ("07700\u202c900982", "hidden character"),
    ],
)
def test_what_is_no_telephone_number_is_refused(written: str, complaint: str) -> None:
    with pytest.raises(Invalid, match=complaint):
        telephone.parse(written)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" Ann.Lee@Example.ORG ", "Ann.Lee@example.org"),
        ("o'neill+rj@hub.example.org", "o'neill+rj@hub.example.org"),
        ("a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example"),
    ],
)
def test_an_email_address_keeps_its_name_and_gets_a_small_domain(written: str, stored: str) -> None:
    assert email.parse(written) == stored


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("", "@ sign"),
        ("ann.example.org", "@ sign"),
        ("ann@example.org\nBcc: all@example.org", "on one line"),
        ("ann@example.org\r\nSubject: x", "on one line"),
        ("ann lee@example.org", "without spaces"),
        ("ann@example.org, bob@example.org", "without spaces"),
        ("ann@example.org,bob@example.org", "before the @"),
        ("Ann <ann@example.org>", "without spaces"),
        ("ann..lee@example.org", "before the @"),
        (".ann@example.org", "before the @"),
        ("a@b@example.org", "before the @"),
        (f"{'a' * 65}@example.org", "before the @"),
        ("ann@example", "after the @"),
        ("ann@-example.org", "after the @"),
        ("ann@example..org", "after the @"),
        ("ann@example.org.", "after the @"),
        ("ann@[127.0.0.1]", "after the @"),
        (f"ann@{'a.' * 130}org", "after the @"),
        ("siân@example.org", "without accents"),
        ("аnn@example.org", "plain letters"),
    ],
)
def test_what_is_no_email_address_is_refused(written: str, complaint: str) -> None:
    with pytest.raises(Invalid, match=complaint):
        email.parse(written)


@given(st.text(max_size=40).map(lambda text: text + "@example.org"))
def test_no_address_that_is_taken_can_begin_a_new_header(typed: str) -> None:
    with contextlib.suppress(Invalid):
        assert not set(email.parse(typed)) & set('\r\n\0,;<>"() ')


def test_a_police_reference_is_kept_as_written_but_compared_without_its_punctuation() -> None:
    assert police_reference.parse(" crs/ 4725-0012345 ") == "CRS/ 4725-0012345"
    sussex = PoliceReference("47", police_reference.parse("47/250012345"))
    assert sussex.comparable == PoliceReference("47", police_reference.parse("47250012345")).comparable
    assert sussex.comparable != PoliceReference("46", sussex.reference).comparable


@pytest.mark.parametrize("written", ["", "12", "unknown", "<b>123</b>", "1" * 41])
def test_what_is_no_police_reference_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Invalid, match="47250012345"):
        police_reference.parse(written)


def test_the_force_is_read_from_an_arrest_number_and_from_a_case_reference() -> None:
    assert police_reference.force_in_asn("11/01ZD/01/448754K") == "01"
    assert police_reference.force_in_asn("1101ZD0100000448754K") == "01"
    assert police_reference.force_in_urn("47AB1234526") == "47"
    assert police_reference.force_in_asn("47250012345") is None
    assert police_reference.force_in_urn("CRS 12") is None
