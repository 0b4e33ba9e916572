"""Some checks no pathway can leave out: before anybody is approached, and before the sides come together."""

import re

import pytest

from rjhub.partnership.pathway import mistakes, model, queries, shipped
from rjhub.partnership.pathway.case_words import Initiator
from rjhub.partnership.pathway.checks import Before, Check, mandatory_before, mandatory_for
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.stages import StageKind

GATES = {
    name: [
        (stage.stage, check) for stage in shipped.pathway(name).stages for check in mandatory_for(stage.stage)
    ]
    for name in shipped.names()
}


def weakened(name: str, instead: str) -> tuple[str, tuple[model.PathwayError, ...]]:
    """A shipped file in which something else stands for every mandatory check, and what the loader says."""
    text = shipped.text(name)
    for stage, check in GATES[name]:
        block = re.search(rf"  - stage: {stage}\n    .*?to_start:\n.*?(?=    [a-z])", text, re.DOTALL)
        assert block
        changed = block[0].replace(f"      - {check}\n", instead.format(check=check), 1)
        assert changed != block[0]
        text = text.replace(block[0], changed)
    with pytest.raises(model.PathwayErrors) as raised:
        model.load(text, name=name)
    return text, raised.value.errors


@pytest.mark.parametrize("name", GATES)
def test_no_mandatory_check_can_be_left_out(name: str) -> None:
    text, errors = weakened(name, "")
    said = {
        (text.splitlines()[error.line - 1].strip(), error.message.split(" is missing")[0]) for error in errors
    }
    assert {(f"- stage: {stage}", f"check '{check}'") for stage, check in GATES[name]} <= said
    assert all(check.mandatory for _, check in GATES[name])


@pytest.mark.parametrize("name", GATES)
def test_no_mandatory_check_can_be_made_to_depend_on_something(name: str) -> None:
    _, errors = weakened(name, "      - {{ check: {check}, when: {{ sensitive: true }} }}\n")
    said = [error.message for error in errors]
    assert sorted(said) == sorted(
        f"check '{check}' must hold for every case here; remove its 'when'" for _, check in GATES[name]
    )


@pytest.mark.parametrize(
    ("stage", "check"),
    [(stage, check) for stage in StageKind if stage != StageKind.MESSAGES for check in mandatory_for(stage)],
)
def test_one_missing_check_is_enough_to_refuse_a_file(stage: StageKind, check: Check) -> None:
    before, gate, after = mistakes.example().partition(f"  - stage: {stage}\n    to_start:")
    text = before + gate + re.sub(rf"\b{check}\b", "hub_decided", after, count=1)
    with pytest.raises(model.PathwayErrors, match=f"check '{check}' is missing"):
        model.load(text, name="anytown.yaml")


@pytest.mark.parametrize("stage", [StageKind.MEETING, StageKind.FIRST_CONTACT_HARMED])
def test_a_pathway_put_together_without_the_loader_has_them_all_the_same(stage: StageKind) -> None:
    whole = shipped.pathway("sussex")
    bare = whole.model_copy(
        update={"stages": tuple(one.model_copy(update={"to_start": ()}) for one in whole.stages)}
    )
    facts = CaseFacts(initiated_by=Initiator.HARMED)
    assert set(queries.gates_for(bare, stage, facts)) == set(mandatory_for(stage))
    assert set(mandatory_for(stage)) <= set(queries.gates_between(bare, StageKind.READY, stage, facts))


def test_nobody_is_approached_who_said_no_and_nobody_meets_who_says_no_since() -> None:
    assert Check.NOBODY_SAID_NO in mandatory_before(Before.CONTACT)
    assert Check.NOBODY_SAID_NO in mandatory_before(Before.BRINGING_TOGETHER)


def test_the_list_for_meetings_is_the_one_that_the_partners_agreed() -> None:
    assert set(mandatory_before(Before.BRINGING_TOGETHER)) == {
        Check.NOBODY_SAID_NO,
        Check.FACTS_ACKNOWLEDGED,
        Check.RISK_ASSESSED_AT_STAGE,
        Check.WRITTEN_CONSENT_HARMED,
        Check.WRITTEN_CONSENT_RESPONSIBLE,
        Check.SUPERVISOR_SIGNED_OFF,
    }
    assert mandatory_for(StageKind.MESSAGES) == mandatory_for(StageKind.MEETING)
    assert mandatory_for(StageKind.CLOSED) == ()
