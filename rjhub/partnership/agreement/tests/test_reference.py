"""The reference page for information governance leads says what the code says."""

from pathlib import Path

import pytest

from rjhub.partnership.agreement import reference
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.agreement.vocabulary import Gateway, Recipient
from rjhub.partnership.written.words import Word

PAGE = Path(__file__).parents[4] / "docs" / "agreements.md"


def test_the_generated_parts_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    advice = "run: python -m rjhub.partnership.agreement.reference docs/agreements.md"
    assert reference.rewrite(page) == page, advice


def test_every_part_that_can_be_generated_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"<!-- generated: {name} -->" in page for name in reference.PARTS)


@pytest.mark.parametrize("words", [Gateway, Recipient, *reference.WORDS.values()])
def test_every_word_that_a_file_may_use_is_on_the_page(words: type[Word]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{word}` |" in page for word in words)


def test_every_section_of_a_file_is_on_the_page_with_its_meaning() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(
        f"| `{key}` | " in page and str(Agreement.model_fields[name].description) in page
        for key, name in Agreement.keys().items()
    )
    assert "| `from` | " in page
