"""Each mistake in a pathway file is named, with the line on which it stands and what to do."""

from collections.abc import Iterator

import pytest

from rjhub.partnership.pathway import mistakes, model, rules
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written.faults import Fault, Rule
from rjhub.partnership.written.mistakes import Mistake


def name_of(rule: Rule) -> str:
    return f"{rule.find.__module__}.{rule.find.__qualname__}"


NAMES = {name_of(rule) for rule in rules.RULES}


def errors_in(text: str) -> tuple[model.PathwayError, ...]:
    with pytest.raises(model.PathwayErrors) as raised:
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
        def find(pathway: Pathway) -> Iterator[Fault]:
            for fault in rule.find(pathway):
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
        ("who: lead_contact", "who: contact_lead"),
        ("[outcome_recorded]", "[outcome_recoreded]"),
        ("working_days: 5", "working_days: five"),
        ("  outside: anytown", "  outside: anytwon"),
        ("harmed_withdrew, ", ""),
        ("    about: responsible", "    about: harmed"),
    ):
        text = text.replace(find, replace, 1)
    found = [error.message for error in errors_in(text)]
    assert len(found) == 6
    assert [error.line for error in errors_in(text)] == sorted(error.line for error in errors_in(text))


def test_the_errors_together_read_as_a_list() -> None:
    text = mistakes.example().replace("stage: suitability", "stage: suitabilty", 1)
    with pytest.raises(model.PathwayErrors) as raised:
        model.load(text.replace("who: lead_contact", "who: nobody"), name="anytown.yaml")
    first, second, third = str(raised.value).splitlines()
    assert first == "anytown.yaml: 2 things to put right"
    assert second == "  line 77: stage 'suitabilty' is not known; did you mean 'suitability'?"
    assert third.startswith("  line 127: role 'nobody' is not known; use one of: coordinator, ")
