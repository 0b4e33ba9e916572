"""Each mistake in an agreement file is named, with the line on which it stands and what to do."""

from collections.abc import Iterator

import pytest

from rjhub.partnership.agreement import mistakes, model, rules
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.written.errors import FileError
from rjhub.partnership.written.faults import Fault, Rule
from rjhub.partnership.written.mistakes import Mistake


def name_of(rule: Rule) -> str:
    return f"{rule.find.__module__}.{rule.find.__qualname__}"


NAMES = {name_of(rule) for rule in rules.RULES}


def errors_in(text: str) -> tuple[FileError, ...]:
    with pytest.raises(model.AgreementErrors) as raised:
        model.load(text, name="anytown.yaml")
    return raised.value.errors


def test_the_example_has_no_mistake() -> None:
    assert model.load(mistakes.example(), name="anytown.yaml").key == "anytown"


@pytest.mark.parametrize("mistake", mistakes.mistakes(), ids=lambda mistake: mistake.title)
def test_a_mistake_is_named_with_its_line_and_nothing_else_is(mistake: Mistake) -> None:
    text = mistake.make(mistakes.example())
    (error,) = errors_in(text)
    assert error.message == mistake.says
    assert text.splitlines()[error.line - 1].strip() == mistake.line
    assert error.column >= 1


def test_every_rule_of_the_loader_is_broken_by_one_of_the_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    broken: set[str] = set()

    def watched(rule: Rule) -> Rule:
        def find(agreement: Agreement) -> Iterator[Fault]:
            for fault in rule.find(agreement):
                broken.add(name_of(rule))
                yield fault

        return Rule(rule.needs, find)

    monkeypatch.setattr(rules, "RULES", tuple(watched(rule) for rule in rules.RULES))
    for mistake in mistakes.mistakes():
        errors_in(mistake.make(mistakes.example()))
    assert NAMES - broken == set()


def test_everything_that_is_wrong_is_named_at_once() -> None:
    text = mistakes.example()
    for find, replace in (
        ("signs: invited", "signs: invted"),
        ("hours: 72", "hours: 73"),
        ("stages: information", "stages: informaton"),
        ("lasts: { months: 1 }", "lasts: { months: none }"),
    ):
        text = text.replace(find, replace, 1)
    found = [error.message for error in errors_in(text)]
    assert len(found) == 4
    assert [error.line for error in errors_in(text)] == sorted(error.line for error in errors_in(text))


def test_a_file_that_is_not_utf_8_or_too_large_is_refused() -> None:
    for raw in (mistakes.example().replace("Anytown hub", "Anytöwn hub").encode("latin-1"), b"#" * 200_001):
        with pytest.raises(model.AgreementErrors) as raised:
            model.load_bytes(raw, name="anytown.yaml")
        (error,) = raised.value.errors
        assert "UTF-8" in error.message or error.message.endswith("an agreement has at most 200,000")


def test_a_pathway_is_no_agreement() -> None:
    assert any(
        "'stages' is not known here" in error.message for error in errors_in("format: 1\nstages: []\n")
    )
