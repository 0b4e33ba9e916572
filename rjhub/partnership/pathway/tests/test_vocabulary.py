"""The words of pathways are the words of the tables and of the database."""

from datetime import date

import pytest

from rjhub.partnership import reference
from rjhub.partnership import vocabulary as of_the_room
from rjhub.partnership.pathway import case_words, vocabulary
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.schema import Words
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Side, WorksWith


def test_the_types_of_agency_are_those_of_the_reference_table() -> None:
    assert {kind.value for kind in AgencyType} == {record.code for record in reference.agency_types()}


def test_closed_types_say_when_they_ended_and_what_took_over() -> None:
    for kind in (AgencyType.CRC, AgencyType.NPS):
        assert (kind.since, kind.until, kind.succeeded_by) == (
            date(2014, 6, 1),
            date(2021, 6, 25),
            "probation",
        )
    assert AgencyType.PROBATION.until is None


def test_prisons_and_probation_never_work_with_people_harmed() -> None:
    for kind in (AgencyType.PRISON, AgencyType.PROBATION):
        assert not kind.works_with.may_be_asked_about(Side.HARMED)
    assert AgencyType.VICTIM_LIAISON.works_with == WorksWith.HARMED


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (vocabulary.Role, of_the_room.Role),
        (vocabulary.WorksWith, of_the_room.WorksWith),
    ],
)
def test_roles_and_sides_of_agencies_are_those_of_the_database(
    here: type[vocabulary.Role], there: type[of_the_room.Role]
) -> None:
    assert [(word.value, word.label) for word in here] == list(there.choices)


def test_levels_are_in_the_order_of_the_database() -> None:
    assert [level.name for level in vocabulary.Level] == [level.name for level in of_the_room.Level]


@pytest.mark.parametrize("words", [StageKind, Check, *vars(case_words).values()])
def test_every_word_has_a_label_and_is_short_enough_for_its_column(words: object) -> None:
    if isinstance(words, type) and issubclass(words, vocabulary.Word):
        for word in words:
            assert word.label
            assert len(word.value) <= 40
            assert words(word.value) is word


def test_the_sentence_of_every_check_is_whole_in_any_areas_words() -> None:
    for check in Check:
        sentence = check.label.format(**Words().model_dump())
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("works_with", "about", "may"),
    [
        (WorksWith.BOTH, Side.HARMED, True),
        (WorksWith.HARMED, Side.HARMED, True),
        (WorksWith.HARMED, Side.RESPONSIBLE, False),
        (WorksWith.RESPONSIBLE, Side.HARMED, False),
        (WorksWith.NEITHER, Side.RESPONSIBLE, False),
        (WorksWith.NEITHER, Side.NEUTRAL, True),
    ],
)
def test_the_wall_between_the_sides(works_with: WorksWith, about: Side, may: bool) -> None:  # noqa: FBT001
    assert works_with.may_be_asked_about(about) is may


def test_only_meeting_and_messages_bring_people_together() -> None:
    assert [kind for kind in StageKind if kind.brings_together] == [StageKind.MEETING, StageKind.MESSAGES]


def test_work_with_a_stand_in_never_counts_as_restorative_justice_with_the_victim() -> None:
    assert not vocabulary.InterventionType.PROXY.counts
    assert not vocabulary.InterventionType.SHUTTLE.is_direct
    assert vocabulary.InterventionType.CONFERENCE.is_direct
