"""Texts that repeat others."""

import pytest

from rjhub.kernel.quoting import quoted

ANSWER = "He breached the order twice in May,\nand was recalled to prison."


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("We know that he BREACHED the order – twice, in May.", "he breached the order twice in"),
        ("In short: and was recalled to prison", ""),
        ("Twice in May and was recalled to custody", "twice in may and was recalled"),
        ("He has not always kept to what was ordered.", ""),
        ("", ""),
    ],
)
def test_six_words_in_a_row_are_a_quotation(text: str, run: str) -> None:
    assert quoted(text, ANSWER) == run


@pytest.mark.parametrize(("source", "run"), [("MAPPA level two", "mappa level two"), ("No", ""), ("", "")])
def test_a_short_source_is_looked_for_as_a_whole(source: str, run: str) -> None:
    assert quoted("He is at MAPPA level two. No more.", source) == run
