"""A word that must not stand on any page of the other side has to stand somewhere, or looking for it finds nothing."""

import pytest

from tests.walks import together
from tests.walks.referring import AUNT
from tests.walks.walk import SECRETS, TOKENS, tokens_in

TYPED = (*SECRETS.values(), AUNT, together.BAKERY)


@pytest.mark.parametrize("token", TOKENS)
def test_every_word_is_planted(token: str) -> None:
    assert any(token in tokens_in(typed) for typed in TYPED)


@pytest.mark.parametrize("typed", TYPED)
def test_everything_planted_has_a_word_of_its_own(typed: str) -> None:
    assert len(tokens_in(typed)) == 1
