"""Each mistake in an agreement file is named, with the line on which it stands and what to do."""

import pytest

from rjhub.partnership.agreement import mistakes, model, rules
from rjhub.partnership.written.mistakes import Mistake
from rjhub.partnership.written.tests.mistaken import Kind

AGREEMENT = Kind(model.load, model.AgreementErrors, rules, mistakes.example, mistakes.mistakes)


def test_the_example_has_no_mistake() -> None:
    assert model.load(mistakes.example(), name="anytown.yaml").key == "anytown"


@pytest.mark.parametrize("mistake", mistakes.mistakes(), ids=lambda mistake: mistake.title)
def test_a_mistake_is_named_with_its_line_and_nothing_else_is(mistake: Mistake) -> None:
    AGREEMENT.names(mistake)


def test_every_rule_of_the_loader_is_broken_by_one_of_the_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert AGREEMENT.rules_that_no_mistake_breaks(monkeypatch) == set()


def test_everything_that_is_wrong_is_named_at_once() -> None:
    AGREEMENT.names_at_once(
        ("signs: invited", "signs: invted"),
        ("hours: 72", "hours: 73"),
        ("stages: information", "stages: informaton"),
        ("lasts: { months: 1 }", "lasts: { months: none }"),
    )


def test_a_file_that_is_not_utf_8_or_too_large_is_refused() -> None:
    for raw in (mistakes.example().replace("Anytown hub", "Anytöwn hub").encode("latin-1"), b"#" * 200_001):
        with pytest.raises(model.AgreementErrors) as raised:
            model.load_bytes(raw, name="anytown.yaml")
        (error,) = raised.value.errors
        assert "UTF-8" in error.message or error.message.endswith("an agreement has at most 200,000")


def test_a_pathway_is_no_agreement() -> None:
    assert any(
        "'stages' is not known here" in error.message
        for error in AGREEMENT.errors_in("format: 1\nstages: []\n")
    )
