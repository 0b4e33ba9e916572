import pytest

from rjhub.kernel.contact_details import Found, found_in, without


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("Write to me at alice@example.org, please.", "email address", "alice@example.org"),
        ("I moved to BN1 1AA last year", "postcode", "BN1 1AA"),
        ("I moved to bn11aa.", "postcode", "bn11aa"),
        ("Ring 07700 900123 after six", "telephone number", "07700 900123"),
        ("Ring +44 7700 900123", "telephone number", "+44 7700 900123"),
        ("Ring (01632) 960 001", "telephone number", "01632) 960 001"),
    ],
)
def test_a_way_to_reach_somebody_is_found(words: str, kind: str, text: str) -> None:
    assert found_in(words) == (Found(kind, text),)
    assert text not in without(words)
    assert "[left out]" in without(words)


@pytest.mark.parametrize(
    "words",
    [
        "You took £350 and my grandmother's ring on 3 May 2026 at 2.30pm.",
        "I drove down the A27 on the 5th.",
        "It happened on the A27 5th of May.",
        "I have asked myself 100 times, 24 hours a day.",
        "Crime number 47120012345 said nothing about us",
    ],
)
def test_prices_dates_and_roads_are_no_way_to_reach_anybody(words: str) -> None:
    assert found_in(words) == ()
    assert without(words) == words


def test_several_are_named_in_their_order_and_all_left_out() -> None:
    words = "Kyle, BN1 1AA, 07700 900123 or kyle@example.org"
    assert [one.kind for one in found_in(words)] == ["postcode", "telephone number", "email address"]
    assert without(words) == "Kyle, [left out], [left out] or [left out]"


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("Ring O77OO 9OO123", "+447700900123"),
        ("oh seven seven double oh, nine double oh, one two three", "+447700900123"),
        ("+44 (0)7700 900 123", "+447700900123"),
        ("0-7-7-0-0-9-0-0-1-2-3", "+447700900123"),
        ("07700\n900123", "+447700900123"),
        ("\uff10\uff17\uff17\uff10\uff10 900123", "+447700900123"),
        ("B N 1 1 A A", "BN1 1AA"),
        ("BN one one AA", "BN1 1AA"),
        ("\u0412N1 1AA", "BN1 1AA"),
        ("BN1 lAA", "BN1 1AA"),
        ("rosa dot delacroix at example dot org", "rosa.delacroix@example.org"),
        ("rosa [at] example [dot] org", "rosa@example.org"),
        ("rosa @ example . org", "rosa@example.org"),
        ("ro\u00adsa@example.org", "rosa@example.org"),
    ],
)
def test_a_disguise_does_not_hide_it(words: str, stored: str) -> None:
    assert [one.stored for one in found_in(words)] == [stored]


@pytest.mark.parametrize(
    "words",
    ["12 Mill Lane", "flat 2, 12 mill lane", "14a St. Anne's Rd", "7 Orchard Close", "61.Old.Quarry.Road"],
)
def test_a_number_in_a_street_is_a_way_to_reach_somebody(words: str) -> None:
    assert [one.kind for one in found_in(f"They are at {words}, since May.")] == ["street address"]


@pytest.mark.parametrize(
    "words",
    [
        "There were 3 cars in the road, and 2 people at the close of the day.",
        "It is 20 minutes by the lane, 30 minutes walk.",
        "On 05/11/2026 10:30 she came. He was at home.",
        "Look at that. Or at me. She is at court. Mr Pike was not.",
        "One, two, three times; four or five of nine.",
    ],
)
def test_small_talk_is_no_way_to_reach_anybody(words: str) -> None:
    assert found_in(words) == ()


def test_what_is_found_is_marked_where_it_stands() -> None:
    words = "Ring oh seven seven double oh nine double oh one two three, not 12 Mill Lane."
    assert [words[one.start : one.end] for one in found_in(words)] == [one.text for one in found_in(words)]
    assert without(words, streets=False) == "Ring [left out], not 12 Mill Lane."
