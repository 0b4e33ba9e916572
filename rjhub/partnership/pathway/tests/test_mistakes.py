"""Each mistake in a pathway file is named, with the line on which it stands and what to do."""

import pytest

from rjhub.partnership.pathway import mistakes, model, rules
from rjhub.partnership.written.mistakes import Mistake
from rjhub.partnership.written.tests.mistaken import Kind

PATHWAY = Kind(model.load, model.PathwayErrors, rules, mistakes.example, mistakes.mistakes)


def test_the_example_has_no_mistake() -> None:
    assert model.load(mistakes.example(), name="anytown.yaml").key == "anytown"


@pytest.mark.parametrize("mistake", mistakes.mistakes(), ids=lambda mistake: mistake.title)
def test_a_mistake_is_named_with_its_line_and_nothing_else_is(mistake: Mistake) -> None:
    PATHWAY.names(mistake)


def test_every_rule_of_the_loader_is_broken_by_one_of_the_mistakes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PATHWAY.rules_that_no_mistake_breaks(monkeypatch) == set()


def test_everything_that_is_wrong_is_named_at_once() -> None:
    PATHWAY.names_at_once(
        ("who: lead_contact", "who: contact_lead"),
        ("[outcome_recorded]", "[outcome_recoreded]"),
        ("working_days: 5", "working_days: five"),
        ("  outside: anytown", "  outside: anytwon"),
        ("harmed_withdrew, ", ""),
        ("    about: responsible", "    about: harmed"),
    )


def test_the_errors_together_read_as_a_list() -> None:
    text = mistakes.example().replace("stage: suitability", "stage: suitabilty", 1)
    with pytest.raises(model.PathwayErrors) as raised:
        model.load(text.replace("who: lead_contact", "who: nobody"), name="anytown.yaml")
    first, second, third = str(raised.value).splitlines()
    assert first == "anytown.yaml: 2 things to put right"
    assert second == "  line 77: stage 'suitabilty' is not known; did you mean 'suitability'?"
    assert third.startswith("  line 127: role 'nobody' is not known; use one of: coordinator, ")
