import pytest

from rjhub.kernel.said_words import of_an_address, runs_in, whole


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("12 Mill Lane\nLewes\nBN7 1AA", {"12 mill lane", "mill lane"}),
        ("Rose Cottage\nDitchling", {"rose cottage"}),
        ("Flat 2\n5 Chapel St.\nHove", {"5 chapel street", "chapel street"}),
        ("Flat 2", set()),
    ],
)
def test_of_an_address_that_counts_which_gives_it_away_and_no_town(address: str, told: set[str]) -> None:
    assert of_an_address(address) == told


def test_the_same_words_are_met_however_they_are_written() -> None:
    runs = {run: (start, end) for run, start, end in runs_in("She is at 12, MILL Ln. since May")}
    assert runs["12 mill lane"] == (10, 21)
    assert whole("Blue  Otter!") == "blue otter"
