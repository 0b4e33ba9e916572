"""The steps of the picture."""

from rjhub.partnership.pathway import shipped, steps
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import CjStage, Initiator
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.steps import StepState
from rjhub.partnership.pathway.vocabulary import Lane

SUSSEX, KENT = shipped.pathway("sussex"), shipped.pathway("kent-pre-sentence")
BY_OFFENDER = CaseFacts(initiated_by=Initiator.RESPONSIBLE, referred_by=AgencyType.PRISON)


def test_a_pathway_by_itself_is_drawn_whole_in_the_order_of_its_file() -> None:
    drawn = steps.steps(SUSSEX)
    assert [step.key for step in drawn] == [stage.stage for stage in SUSSEX.stages]
    assert {step.state for step in drawn} == {StepState.AHEAD}


def test_a_case_is_drawn_on_its_own_way() -> None:
    keys = [step.key for step in steps.steps(SUSSEX, facts=BY_OFFENDER)]
    assert keys.index(StageKind.FIRST_CONTACT_RESPONSIBLE) < keys.index(StageKind.FIRST_CONTACT_HARMED)
    assert StageKind.DORMANT not in keys
    assert StageKind.ENQUIRY not in keys
    assert keys[-1] == StageKind.CLOSED


def test_where_the_case_stands_and_has_been_is_shown() -> None:
    done = [StageKind.REFERRED, StageKind.DORMANT]
    drawn = {step.key: step for step in steps.steps(SUSSEX, StageKind.DUPLICATE_CHECK, done, BY_OFFENDER)}
    assert list(drawn).index(StageKind.DORMANT) == len(drawn) - 2
    assert drawn[StageKind.REFERRED].state == StepState.DONE
    assert drawn[StageKind.DORMANT].state == StepState.DONE
    assert drawn[StageKind.DUPLICATE_CHECK].state == StepState.CURRENT
    assert drawn[StageKind.INFORMATION].state == StepState.AHEAD


def test_a_step_says_its_clock_its_gates_and_where_it_leads() -> None:
    drawn = {step.key: step for step in steps.steps(SUSSEX, facts=BY_OFFENDER)}
    review = drawn[StageKind.HUB_REVIEW]
    assert review.label == "Divisional meeting"
    assert review.lane == Lane.HUB
    assert review.clock == "1 month after the stage starts"
    assert review.to_start == ("Not every agency that should be asked has answered yet.",)
    assert review.leads_to == (StageKind.ALLOCATION,)
    assert "The supervisor has not signed this case off." in drawn[StageKind.MEETING].to_start


def test_the_courts_stages_have_their_own_lane() -> None:
    facts = CaseFacts(initiated_by=Initiator.COURT, cj_stage=CjStage.CONVICTED)
    drawn = steps.steps(KENT, facts=facts)
    assert [step.key for step in drawn if step.lane == Lane.COURT] == [
        StageKind.COURT_ADJOURNMENT,
        StageKind.COURT_REPORT,
        StageKind.DEFERRAL,
        StageKind.SENTENCE_REPORT,
    ]


def test_a_way_that_may_be_taken_early_does_not_change_the_order() -> None:
    facts = CaseFacts(initiated_by=Initiator.COURT, cj_stage=CjStage.CONVICTED)
    drawn = [step.key for step in steps.steps(KENT, facts=facts)]
    assert drawn == [stage.stage for stage in KENT.stages if stage.stage != StageKind.DORMANT]
