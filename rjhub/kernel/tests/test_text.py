# ruff: noqa: RUF001  characters that look like others are what these tests are about
import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.text import clean_line, clean_text, excel_safe, initials, mixed_scripts, sort_key

RIGHT_TO_LEFT_OVERRIDE = "\u202e"
WELSH_FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Siân   Price ", "Siân Price"),
        ("Sia\u0302n", "Siân"),
        ("Ann\u00a0Lee", "Ann Lee"),
        ("\ufeffAnn", "Ann"),
        ("Ann\n", "Ann"),
        ("Ann\tLee", "Ann Lee"),
        ("", ""),
        ("نازنین\u200cزهرا", "نازنین\u200cزهرا"),
        (f"Croeso {WELSH_FLAG}", f"Croeso {WELSH_FLAG}"),
        (FAMILY, FAMILY),
    ],
)
def test_a_line_is_trimmed_and_composed(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ann\x00Lee", "NUL character"),
        ("Ann\x07Lee", "control character"),
        (f"Ann{RIGHT_TO_LEFT_OVERRIDE}gpj.exe", "right-to-left override"),
        ("Ann\u2067Lee", "right-to-left isolate"),
        ("A\u200bnn", "zero-width space"),
        ("A\u200dnn", "zero-width joiner"),
        ("А\u200cнна", "zero-width non-joiner"),
        ("07700\u202c900123", "end of a change of direction"),
        ("Smi\u00adth", "soft hyphen"),
        ("\u3164", "blank Hangul filler"),
        ("Ann\ud800", "broken half of a character"),
        ("Ann\ufffe", "character that does not exist"),
        ("Ann\U000e0067", "formatting character"),
    ],
)
def test_a_hidden_character_is_refused_by_its_name(typed: str, name: str) -> None:
    with pytest.raises(Invalid, match=name):
        clean_line(typed)
    with pytest.raises(Invalid, match=name):
        clean_text(typed)


def test_the_refusal_says_where_the_hidden_character_stands() -> None:
    with pytest.raises(Invalid, match="after “Smi”"):
        clean_line("Ann Smi\u200bth")
    with pytest.raises(Invalid, match="at the beginning"):
        clean_line("\u200bSmith")


def test_a_letter_cannot_carry_a_tower_of_marks() -> None:
    with pytest.raises(Invalid, match="too many marks"):
        clean_line("Z" + "\u0301\u0316" * 5)
    assert clean_line("Nguyễn Thị Ngọc") == "Nguyễn Thị Ngọc"


def test_a_line_refuses_a_line_break_so_that_no_header_can_be_smuggled_in() -> None:
    for line_break in "\n\r\v\f\x85\u2028\u2029":
        with pytest.raises(Invalid, match="on one line"):
            clean_line(f"Subject{line_break}Bcc: everybody@example.org")


def test_text_keeps_its_line_breaks() -> None:
    assert clean_text("  First \r\nSecond\u2028Third\rFourth  \n\n") == "First\nSecond\nThird\nFourth"


@given(st.text(max_size=60))
def test_cleaning_gives_storable_text_or_a_refusal(typed: str) -> None:
    for clean in (clean_line, clean_text):
        with contextlib.suppress(Invalid):
            kept = clean(typed)
            assert clean(kept) == kept
            assert not {"\x00", "\u200b", RIGHT_TO_LEFT_OVERRIDE} & set(kept)
            assert unicodedata.is_normalized("NFC", kept)
            kept.encode()


@pytest.mark.parametrize("name", ["M\u0430ry", "P\u03bfwell", "\u0421hris Smith", "Ann\uff21\u0430"])
def test_a_word_in_two_alphabets_gives_a_warning(name: str) -> None:
    assert "look alike" in (mixed_scripts(name) or "")


@pytest.mark.parametrize(
    "name", ["Mary", "Олена Коваль", "山田はなこ", "Anna Анна", "O’Neill-Łuc", "", "😀", "ﬃ"]
)
def test_names_in_one_alphabet_give_no_warning(name: str) -> None:
    assert mixed_scripts(name) is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mary-Jane O'Neill", "MO"),
        ("‘Ann’ lee", "AL"),
        ("Émile", "É"),
        ("😀 7", ""),
        ("", ""),
        ("ßeta", "S"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_sorting_takes_no_notice_of_accents_capitals_or_apostrophes() -> None:
    names = ["Özil", "o’brien", "Oakley", "Łuc", "Lucas", "Smith-Jones", "smith adams", "OBrian"]
    assert sorted(names, key=sort_key) == [
        *["Łuc", "Lucas", "Oakley", "OBrian", "o’brien", "Özil", "smith adams", "Smith-Jones"],
    ]


@given(st.text(max_size=30))
def test_a_sort_key_is_its_own_sort_key(name: str) -> None:
    assert sort_key(sort_key(name)) == sort_key(name)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_spreadsheet_cannot_be_made_to_run_a_formula(start: str) -> None:
    assert excel_safe(f"{start}cmd|' /C calc'!A0").startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    assert excel_safe("Ann = Lee") == "Ann = Lee"
    assert excel_safe("") == ""
