"""The sentences: every one can be said of the offences that it is for."""

import re

import pytest

from rjhub.demonstration.invented import offences
from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.stories import grammar

SLOTS = {"name", "they", "them", "their", "theirs", "themself", "place", "when", "day", "release"}


def words_for(offence: offences.OffenceType) -> dict[str, str]:
    slots = SLOTS | set(offence.words)
    return {form: f"<{slot}>" for slot in slots for form in (slot, slot.capitalize())}


@pytest.mark.parametrize("kind", sorted(grammar.kinds()))
def test_every_kind_of_text_can_be_told_of_every_offence(kind: str) -> None:
    chance = Chance(kind)
    for offence in offences.offence_types():
        for _ in range(12):
            text = grammar.tell(kind, offence.family, words_for(offence), chance)
            assert not re.search(r"[\[\]{}|]", text), text


def test_sentences_of_the_responsible_side_and_neutral_ones_keep_to_their_side() -> None:
    for name in ("what_happened", "agencies"):
        assert not any("{name}" in text.lower() for text in grammar.sentences()[name]), name


def test_an_unknown_kind_and_a_gap_that_nothing_fills_are_refused() -> None:
    with pytest.raises(KeyError):
        grammar.tell("limerick", "any", {}, Chance("x"))
    with pytest.raises(KeyError):
        grammar.tell("harmed_not_now", "any", {}, Chance("x"))


def test_nothing_that_happened_in_a_sexual_offence_is_told() -> None:
    offence = next(o for o in offences.offence_types() if o.family == "sexual")
    chance = Chance("restraint")
    told = {grammar.tell("what_happened", "sexual", words_for(offence), chance) for _ in range(40)}
    assert all("not written again" in text or "not repeated" in text for text in told)
    assert not offence.words
