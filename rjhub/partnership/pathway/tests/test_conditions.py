"""Conditions: all that is named must be so, and what is not known does not fit."""

import pytest

from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup, SensitiveFlag
from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.facts import CaseFacts

FACTS = CaseFacts(
    initiated_by=Initiator.RESPONSIBLE,
    cj_stage=CjStage.ADJOURNED,
    court=Court.CROWN,
    offence_group=OffenceGroup.RAPE,
    district="Arun",
    sensitive=frozenset({SensitiveFlag.SEXUAL_OFFENCE, SensitiveFlag.TRAUMA}),
    harmed_under_18=True,
)


@pytest.mark.parametrize(
    "when",
    [
        {"initiated_by": "responsible"},
        {"initiated_by": ["harmed", "responsible"], "court": "crown"},
        {"cj_stage": ["custody", "pre_sentence_adjourned"]},
        {"before_sentence": True, "under_18": True, "responsible_under_18": False},
        {"sensitive": True, "flags": ["stalking", "trauma"]},
        {"district": "Arun", "offence_group": "rape", "in_custody": False},
    ],
)
def test_a_case_fits_when_all_that_is_named_is_so(when: dict[str, object]) -> None:
    assert When.model_validate(when).fits(FACTS)


@pytest.mark.parametrize(
    "when",
    [
        {"initiated_by": "harmed"},
        {"initiated_by": "responsible", "court": "youth"},
        {"before_sentence": False},
        {"sensitive": False},
        {"flags": "stalking"},
        {"under_18": False},
        {"referred_by": "police"},
        {"guilty_plea": True},
        {"district": "Adur"},
    ],
)
def test_a_case_does_not_fit_when_one_thing_is_not_so_or_not_known(when: dict[str, object]) -> None:
    assert not When.model_validate(when).fits(FACTS)


def test_every_fact_that_a_condition_may_name_is_a_fact_of_a_case() -> None:
    bare = CaseFacts(initiated_by=Initiator.HARMED)
    worked_out = {"sensitive", "flags"}
    assert all(hasattr(bare, name) for name in When.model_fields.keys() - worked_out)
