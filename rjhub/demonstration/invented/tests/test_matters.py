"""What cases are about fits the people, the law and the force."""

from collections import Counter
from datetime import date

from rjhub.demonstration.invented import matters, offences
from rjhub.demonstration.invented.matters import Matter
from rjhub.demonstration.invented.tests.conftest import cases, sides
from rjhub.kernel.identifiers import police_reference
from rjhub.partnership import reference
from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup, SensitiveFlag
from rjhub.referrals.vocabulary import Source

OPENED = date(2025, 3, 4)


def test_every_code_is_one_that_the_program_knows(sussex_cases: list[Matter]) -> None:
    for matter in sussex_cases:
        assert matter.offence.group in set(OffenceGroup)
        assert matter.cj_stage in set(CjStage)
        assert matter.source in set(Source)
        assert matter.initiator in set(Initiator)
        assert set(matter.flags) <= set(SensitiveFlag)
        assert matter.court_kind in {*Court, ""}
        assert matter.prison in {*(prison.code for prison in reference.prisons()), ""}


def test_every_offence_type_has_flags_and_stages_that_exist() -> None:
    for offence in offences.offence_types():
        assert offence.group in set(OffenceGroup), offence.code
        assert set(offence.stages) <= set(CjStage), offence.code
        assert set(offence.flags) <= set(SensitiveFlag), offence.code
        assert offence.severity in {1, 2, 3}


def test_it_happened_before_it_was_heard_and_was_heard_before_it_was_referred(
    sussex_cases: list[Matter],
) -> None:
    for matter in sussex_cases:
        days = [matter.happened_on, matter.convicted_on, matter.sentenced_on, matter.opened_on]
        known = [day for day in days if day]
        assert known == sorted(known), matter
        assert matter.is_before_sentence == (matter.convicted_on is not None and matter.sentenced_on is None)
        assert (matter.sentence == "") == (matter.sentenced_on is None)


def test_only_somebody_in_custody_is_in_a_prison_and_in_one_for_their_sex(sussex_cases: list[Matter]) -> None:
    by_code = {prison.code: prison for prison in reference.prisons()}
    for matter in sussex_cases:
        assert bool(matter.prison) == (matter.cj_stage in {"custody", "release_ttg"})
        if matter.prison and not by_code[matter.prison].youth_custody:
            assert matter.responsible[0].sex in by_code[matter.prison].sex


def test_a_child_is_dealt_with_as_a_child(sussex_cases: list[Matter]) -> None:
    children = [m for m in sussex_cases if m.responsible[0].born_on and m.responsible[0].born_on.year > 2008]
    stages = Counter(matter.cj_stage for matter in children)
    assert len(children) > 40
    assert set(stages) <= {
        "pre_charge_oocd",
        "youth_caution",
        "youth_referral_order",
        "youth_rehabilitation_order",
        "custody",
    }
    assert all("child" in matter.flags for matter in children)
    assert not any(matter.offence.family in {"domestic", "sexual", "road_death"} for matter in children)


def test_a_parent_is_older_than_the_child_who_hurt_them() -> None:
    family = next(o for o in offences.offence_types() if o.code == "family_violence")
    assert family.suits(harmed_age=45, responsible_age=19)
    assert not family.suits(harmed_age=22, responsible_age=19)


def test_references_are_as_the_force_writes_them_and_are_used_once() -> None:
    for force, start in (
        ("sussex", "47"),
        ("kent", "46/"),
        ("hertfordshire", "41/"),
        ("thames-valley", "43"),
    ):
        found = [matter.crime_reference for matter in cases(force, 60)]
        assert all(text.startswith(start) and police_reference.parse(text) == text for text in found)
        assert len(set(found)) == 60


def test_several_people_make_a_case_complex(sussex_cases: list[Matter]) -> None:
    for matter in sussex_cases:
        several = len(matter.harmed) + len(matter.responsible) > 2
        assert several == ("several_people" in matter.flags)


def test_the_same_seed_gives_the_same_matter_and_another_one_another() -> None:
    harmed, responsible = sides("sussex", 1)
    made = [
        matters.invent_matter(5, force="sussex", opened_on=OPENED, people=(harmed, responsible), seed=seed)
        for seed in (1, 1, 2)
    ]
    assert made[0] == made[1] != made[2]
