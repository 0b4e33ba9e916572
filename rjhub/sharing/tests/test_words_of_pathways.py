"""What a pathway file calls sides and categories is what the database calls them."""

import pytest

from rjhub.partnership.pathway import vocabulary as of_pathways
from rjhub.sharing.vocabulary import Category, Side


@pytest.mark.parametrize(("here", "there"), [(Side, of_pathways.Side), (Category, of_pathways.Category)])
def test_pathways_use_the_words_of_the_database(here: type[Side], there: type[of_pathways.Side]) -> None:
    assert list(here.choices) == [(word.value, word.label) for word in there]
