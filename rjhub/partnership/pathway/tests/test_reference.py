"""The reference page for administrators says what the code says."""

from pathlib import Path

import pytest

from rjhub.partnership.pathway import reference
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind

PAGE = Path(__file__).parents[4] / "docs" / "pathways.md"


def test_the_generated_parts_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    advice = "run: python -m rjhub.partnership.pathway.reference docs/pathways.md"
    assert reference.rewrite(page) == page, advice


def test_every_part_that_can_be_generated_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"<!-- generated: {name} -->" in page for name in reference.PARTS)


@pytest.mark.parametrize("words", [StageKind, Check, *reference.WORDS.values()])
def test_every_word_that_a_file_may_use_is_on_the_page(words: type[StageKind]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{word}` |" in page for word in words)


def test_every_section_of_a_file_is_on_the_page_with_its_meaning() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(
        f"| `{name}` | " in page and str(field.description) in page
        for name, field in Pathway.model_fields.items()
    )


def test_an_old_table_is_noticed() -> None:
    page = PAGE.read_text(encoding="utf-8")
    stale = page.replace("| `nobody_said_no` |", "| `somebody_said_no` |", 1)
    assert reference.rewrite(stale) == page != stale


def test_a_part_of_no_known_name_is_refused() -> None:
    with pytest.raises(KeyError):
        reference.rewrite("<!-- generated: everything -->\n<!-- end -->")
