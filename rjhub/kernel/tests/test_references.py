import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rjhub.kernel import references
from rjhub.kernel.invalid import Invalid

SEEDS = st.integers(0, 10_000)
PREFIXES = st.sampled_from(["SX", "H", "NORT", "OIS"])


def reference_of(prefix: str, seed: int) -> str:
    return references.new(prefix, random=random.Random(seed))  # noqa: S311 repeatable on purpose


def test_a_new_reference_is_like_the_example() -> None:
    assert re.fullmatch(references.PATTERN, references.new("SX"))
    assert len({references.new("SX") for _ in range(2000)}) == 2000


def test_the_alphabet_has_no_vowels_and_a_prime_number_of_characters() -> None:
    assert not set(references.ALPHABET) & set("AEIOULSZBQDGV")
    assert len(references.ALPHABET) == len(set(references.ALPHABET)) == 23


@pytest.mark.parametrize("prefix", ["", "sx", "SUSSEX", "S1", "S-"])
def test_a_prefix_is_a_few_capitals(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        references.new(prefix)


@given(PREFIXES, SEEDS)
def test_a_reference_is_understood_however_it_is_typed(prefix: str, seed: int) -> None:
    issued = reference_of(prefix, seed)
    assert references.parse(issued) == issued
    assert references.parse(f"  {issued.lower().replace('-', ' ')} ") == issued
    head, rest = issued.split("-", 1)
    misread = rest.replace("0", "O").replace("1", "l").replace("5", "s").replace("2", "Z").replace("8", "b")
    assert references.parse(f"{head}{misread.replace('-', '')}") == issued
    assert references.parse(issued.replace("O", "0").replace("I", "1")) == issued


@given(PREFIXES, SEEDS, st.integers(0, 9), st.sampled_from(references.ALPHABET))
def test_one_wrong_character_is_always_noticed(prefix: str, seed: int, place: int, wrong: str) -> None:
    issued = reference_of(prefix, seed)
    head, body = issued.split("-", 1)[0], issued.split("-", 1)[1].replace("-", "")
    assume(body[place] != wrong)
    with pytest.raises(Invalid, match="mistake"):
        references.parse(f"{head}-{body[:place]}{wrong}{body[place + 1 :]}")


@given(PREFIXES, SEEDS, st.integers(0, 9), st.integers(0, 9))
def test_two_characters_that_changed_places_are_always_noticed(
    prefix: str, seed: int, one: int, two: int
) -> None:
    head, body = reference_of(prefix, seed).replace("-", "", 1)[: len(prefix)], ""
    body = reference_of(prefix, seed).split("-", 1)[1].replace("-", "")
    assume(body[one] != body[two])
    swapped = list(body)
    swapped[one], swapped[two] = body[two], body[one]
    with pytest.raises(Invalid, match="mistake"):
        references.parse(head + "".join(swapped))


@pytest.mark.parametrize(
    "typed", ["", "SX", "SX-7KW4M", "7KW4M-9MFTH", "SX-7KW4M-9MFTHH-EU", "SX-7KW4M-9M*TH"]
)
def test_half_a_reference_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Invalid, match="SX-7KW4M-9MFTH"):
        references.parse(typed)


@given(st.text(max_size=20))
def test_anything_typed_gives_a_reference_or_a_sentence(typed: str) -> None:
    try:
        references.parse(typed)
    except Invalid as refusal:
        sentence = refusal.message
        assert sentence.endswith(".")
