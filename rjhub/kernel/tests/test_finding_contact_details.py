import pytest

from rjhub.kernel.contact_details import Found, found_in, without


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("Write to me at alice@example.org, please.", "e-mail address", "alice@example.org"),
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
    assert [one.kind for one in found_in(words)] == ["postcode", "telephone number", "e-mail address"]
    assert without(words) == "Kyle, [left out], [left out] or [left out]"
