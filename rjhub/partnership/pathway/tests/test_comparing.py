"""What changed between two versions, in words."""

import pytest

from rjhub.partnership.pathway import model
from rjhub.partnership.pathway.mistakes import example

REVIEW = "  - stage: hub_review\n    next: [{ to: suitability }]\n    source: default\n"
OLD = model.load(example(), name="anytown.yaml")


def changed(find: str, replace: str) -> list[str]:
    assert find in example()
    return model.compare(OLD, model.load(example().replace(find, replace, 1), name="anytown.yaml"))


def test_a_file_that_says_the_same_has_no_differences() -> None:
    assert model.compare(OLD, OLD) == []
    assert changed("# A small pathway", "# Another note on a small pathway") == []


@pytest.mark.parametrize(
    ("find", "replace", "says"),
    [
        (
            "name: Anytown hub",
            "name: Anyshire hub",
            "hubs, 'anytown', name: was 'Anytown hub', is now 'Anyshire hub'.",
        ),
        (
            "    working_days: 5",
            "    working_days: 3",
            (
                "clocks, 'answer': was 5 working days after the request is sent, "
                "is now 3 working days after the request is sent."
            ),
        ),
        (
            "[told_harmed, consent",
            "[told_harmed, safe_contact_harmed, consent",
            "stages, 'first_contact_harmed', to_finish: 'safe_contact_harmed' is new.",
        ),
        (
            "[preparation_harmed, preparation_responsible, ",
            "[preparation_harmed, ",
            "stages, 'preparation', to_finish: 'preparation_responsible' is gone.",
        ),
        (
            "two_facilitators: must",
            "two_facilitators: should",
            "allocation, two_facilitators: was 'must', is now 'should'.",
        ),
        (
            "meets: monthly",
            "staff: [co-ordinator]\n    meets: monthly",
            "hubs, 'anytown', staff: 'co-ordinator' is new.",
        ),
        (
            "      - { check: approval_sensitive, when: { sensitive: true } }",
            "      - approval_sensitive",
            (
                "stages, 'allocation', to_finish, 'approval_sensitive': was check 'approval_sensitive'; "
                "when sensitive true, is now check 'approval_sensitive'."
            ),
        ),
        (
            "    when: { sensitive: true }\n    by",
            "    when: { sensitive: true, in_custody: false }\n    by",
            "approvals, 'sensitive', when: was sensitive true, is now sensitive true; in_custody false.",
        ),
        ("version: 1", "version: 2", "version: was '1', is now '2'."),
        (
            "[completed_direct, harmed_withdrew, ",
            "[harmed_withdrew, completed_direct, ",
            (
                "closing, reasons: the order is now "
                "'harmed_withdrew', 'completed_direct', 'responsible_withdrew', 'duplicate', 'other'."
            ),
        ),
    ],
)
def test_a_change_is_said_in_words(find: str, replace: str, says: str) -> None:
    assert changed(find, replace) == [says]


def test_a_section_that_comes_or_goes_is_named() -> None:
    venues = "venues:\n  - { name: Town hall, source: default }\n"
    new = model.load(example() + venues, name="anytown.yaml")
    assert model.compare(OLD, new) == ["venues: 'Town hall' is new."]
    assert model.compare(new, OLD) == ["venues: 'Town hall' is gone."]


def test_a_new_stage_is_named_with_what_leads_to_it() -> None:
    text = (
        example()
        .replace(
            "      - to: suitability\n",
            "      - to: hub_review\n",
            1,
        )
        .replace(
            "  - stage: suitability\n",
            REVIEW + "  - stage: suitability\n",
            1,
        )
    )
    said = model.compare(OLD, model.load(text, name="anytown.yaml"))
    assert "stages: 'hub_review' is new." in said
    assert (
        "stages, 'first_contact_responsible', next, line 2: was to 'suitability', is now to 'hub_review'."
        in said
    )
