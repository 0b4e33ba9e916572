"""What the five pathways say about cases, as the two documents describe the areas."""

import pytest

from rjhub.partnership.pathway import queries, shipped
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup, SensitiveFlag
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Pairing, Role, Side, Strength

SUSSEX, HERTS = shipped.pathway("sussex"), shipped.pathway("hertfordshire")
NORTHUMBRIA, KENT = shipped.pathway("northumbria"), shipped.pathway("kent-pre-sentence")
THAMES_VALLEY = shipped.pathway("thames-valley")

BY_VICTIM = CaseFacts(initiated_by=Initiator.HARMED)
BY_OFFENDER = CaseFacts(initiated_by=Initiator.RESPONSIBLE, referred_by=AgencyType.PROBATION)
IN_COURT = CaseFacts(
    initiated_by=Initiator.COURT,
    referred_by=AgencyType.PROBATION,
    cj_stage=CjStage.CONVICTED,
    court=Court.MAGISTRATES,
    offence_group=OffenceGroup.BURGLARY_RESIDENTIAL,
    guilty_plea=True,
)


def test_sussex_sends_each_district_to_its_hub() -> None:
    assert queries.hub_for(SUSSEX, "Crawley").key == "bognor-regis"
    assert queries.hub_for(SUSSEX, "Hastings").key == "bexhill"
    assert queries.hub_for(SUSSEX, "Brighton and Hove").key == "brighton-and-hove"


@pytest.mark.parametrize("district", [None, "", "Croydon"])
def test_a_place_outside_the_area_goes_to_the_hub_that_is_named_for_it(district: str | None) -> None:
    assert queries.hub_for(SUSSEX, district).key == "brighton-and-hove"


def test_sussex_has_two_facilitators_on_every_case_and_pairs_across_agencies() -> None:
    rules = queries.allocation_rules(SUSSEX, BY_VICTIM)
    assert rules.two_facilitators == Strength.MUST
    assert {Pairing.DIFFERENT_AGENCIES, Pairing.LESS_WITH_MORE_EXPERIENCED} <= {
        one.rule for one in rules.pairing
    }


def test_sussex_allocates_before_anybody_is_approached_because_the_facilitators_assess() -> None:
    assert queries.next_stages(SUSSEX, StageKind.HUB_REVIEW, BY_VICTIM) == (StageKind.ALLOCATION,)
    assert queries.first_contact_rule(SUSSEX, Side.HARMED, BY_VICTIM).agency == "lead"


def test_sussex_asks_probation_about_the_offender_and_the_liaison_unit_about_the_victim() -> None:
    asked = {(request.ask, request.about) for request in queries.requests_for(SUSSEX, BY_OFFENDER)}
    assert (AgencyType.PROBATION, Side.RESPONSIBLE) in asked
    assert (AgencyType.VICTIM_LIAISON, Side.HARMED) in asked
    assert (AgencyType.PROBATION, Side.HARMED) not in asked


def test_the_hub_review_waits_for_the_monthly_meeting() -> None:
    clock = queries.clock_for(SUSSEX, StageKind.HUB_REVIEW)
    assert clock is not None
    assert clock.text == "1 month after the stage starts"


def test_a_young_person_is_known_to_youth_justice_and_not_to_probation() -> None:
    young = CaseFacts(initiated_by=Initiator.HARMED, responsible_under_18=True)
    asked = {request.ask for request in queries.requests_for(SUSSEX, young)}
    assert AgencyType.YOUTH_JUSTICE in asked
    assert AgencyType.PROBATION not in asked
    assert Check.PARENT_OR_CARER_AGREES in queries.gates_to_finish(
        SUSSEX, StageKind.FIRST_CONTACT_RESPONSIBLE, young
    )
    assert Check.PARENT_OR_CARER_AGREES not in queries.gates_to_finish(
        SUSSEX, StageKind.FIRST_CONTACT_RESPONSIBLE, BY_VICTIM
    )


@pytest.mark.parametrize(
    ("facts", "agency"),
    [
        (BY_OFFENDER, AgencyType.PROBATION),
        (BY_VICTIM, AgencyType.MEDIATION),
        (CaseFacts(initiated_by=Initiator.HARMED, community_remedy_chosen=True), AgencyType.POLICE),
        (CaseFacts(initiated_by=Initiator.AGENCY, referred_by=AgencyType.POLICE), AgencyType.POLICE),
        # Whoever referred has no facilitators, so the co-ordinator takes it.
        (
            CaseFacts(initiated_by=Initiator.AGENCY, referred_by=AgencyType.VICTIM_SUPPORT),
            AgencyType.UNIVERSITY,
        ),
        (CaseFacts(initiated_by=Initiator.COMMUNITY), AgencyType.UNIVERSITY),
    ],
)
def test_hertfordshire_gives_the_case_to_whom_it_came_from(facts: CaseFacts, agency: AgencyType) -> None:
    assert queries.lead_agency_type_for(HERTS, facts) == agency


def test_beacon_has_the_first_word_with_every_victim_in_hertfordshire_and_only_once() -> None:
    rule = queries.first_contact_rule(HERTS, Side.HARMED, BY_OFFENDER)
    assert (rule.agency, rule.called, rule.once) == (AgencyType.VICTIM_CARE, "Beacon", True)
    assert rule.hand_to == AgencyType.UNIVERSITY
    assert queries.named_contact_rule(HERTS, BY_OFFENDER).role == Role.COORDINATOR


def test_hertfordshire_usually_has_two_facilitators_one_of_them_from_the_charity() -> None:
    rules = queries.allocation_rules(HERTS, BY_VICTIM)
    assert rules.two_facilitators == Strength.SHOULD
    assert Pairing.STATUTORY_WITH_CHARITY in {one.rule for one in rules.pairing}


def test_prolific_offenders_in_hertfordshire_are_a_stream_and_must_have_agreed_to_be_assessed() -> None:
    prolific = CaseFacts(initiated_by=Initiator.COURT, prolific=True)
    stream = queries.stream_for(HERTS, prolific)
    assert stream is not None
    assert stream.key == "c2"
    assert "probation_c2" in {request.key for request in queries.requests_for(HERTS, prolific)}
    assert "probation_c2" not in {request.key for request in queries.requests_for(HERTS, BY_VICTIM)}


@pytest.mark.parametrize(
    ("facts", "agency"),
    [
        (BY_VICTIM, AgencyType.VICTIM_CARE),
        (CaseFacts(initiated_by=Initiator.AGENCY, referred_by=AgencyType.POLICE), AgencyType.VICTIM_CARE),
        (BY_OFFENDER, AgencyType.PROBATION),
        (CaseFacts(initiated_by=Initiator.RESPONSIBLE, responsible_under_18=True), AgencyType.YOUTH_JUSTICE),
        (CaseFacts(initiated_by=Initiator.RESPONSIBLE, in_custody=True), AgencyType.PRISON),
    ],
)
def test_northumbria_receives_victims_at_victims_first_and_offenders_where_they_are_held(
    facts: CaseFacts, agency: AgencyType
) -> None:
    assert queries.received_by(NORTHUMBRIA, facts) == agency


def test_victims_first_speaks_to_the_victim_and_the_holding_agency_to_the_offender() -> None:
    inside = CaseFacts(initiated_by=Initiator.HARMED, in_custody=True)
    assert queries.first_contact_rule(NORTHUMBRIA, Side.HARMED, inside).agency == AgencyType.VICTIM_CARE
    assert queries.first_contact_rule(NORTHUMBRIA, Side.RESPONSIBLE, inside).agency == AgencyType.PRISON
    assert queries.first_side(NORTHUMBRIA, inside) == Side.HARMED
    assert queries.first_side(NORTHUMBRIA, BY_OFFENDER) == Side.RESPONSIBLE


def test_kent_takes_a_burglary_after_a_guilty_plea_before_magistrates() -> None:
    assert queries.takes(KENT, IN_COURT).allowed


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"guilty_plea": False}, "guilty plea"),
        ({"court": Court.CROWN}, "Magistrates' court"),
        ({"court": None}, "Magistrates' court"),
        ({"offence_group": OffenceGroup.FRAUD}, "Residential burglary"),
        ({"cj_stage": CjStage.CUSTODY}, "after conviction and before sentence"),
    ],
)
def test_kent_turns_other_cases_away_with_the_reason(change: dict[str, object], reason: str) -> None:
    facts = {name: getattr(IN_COURT, name) for name in CaseFacts.__dataclass_fields__} | change
    decision = queries.takes(KENT, CaseFacts(**facts))
    assert not decision.allowed
    assert reason in " ".join(decision.reasons)


def test_the_court_probation_officer_asks_the_offender_first_and_promises_nothing() -> None:
    rule = queries.first_contact_rule(KENT, Side.RESPONSIBLE, IN_COURT)
    assert (rule.agency, rule.called) == (AgencyType.PROBATION, "court probation officer")
    assert queries.first_side(KENT, IN_COURT) == Side.RESPONSIBLE
    wanted = queries.gates_between(
        KENT, StageKind.FIRST_CONTACT_RESPONSIBLE, StageKind.COURT_ADJOURNMENT, IN_COURT
    )
    assert {Check.NO_PROMISE_EXPLAINED, Check.CONSENT_TO_ASSESSMENT_RESPONSIBLE} <= set(wanted)


def test_kent_adjourns_for_two_to_four_weeks_and_defers_for_three_months_by_practice() -> None:
    assert KENT.court is not None
    assert (KENT.court.adjournment.least_weeks, KENT.court.adjournment.most_weeks) == (2, 4)
    assert (KENT.court.deferral.months, KENT.court.deferral.basis) == (3, "practice")
    deferral = queries.clock_for(KENT, StageKind.DEFERRAL)
    assert deferral is not None
    assert deferral.text == "3 months after the court defers sentence"


def test_in_kent_the_court_gets_its_report_although_the_victim_said_no() -> None:
    early = queries.gates_between(KENT, StageKind.FIRST_CONTACT_HARMED, StageKind.COURT_REPORT, IN_COURT)
    assert Check.CONSENT_TO_ASSESSMENT_HARMED not in early
    onwards = queries.gates_between(KENT, StageKind.FIRST_CONTACT_HARMED, StageKind.INFORMATION, IN_COURT)
    assert Check.CONSENT_TO_ASSESSMENT_HARMED in onwards


def test_in_kent_a_case_is_not_closed_while_the_court_waits() -> None:
    facts = {name: getattr(IN_COURT, name) for name in CaseFacts.__dataclass_fields__}
    adjourned = CaseFacts(**facts | {"cj_stage": CjStage.ADJOURNED})
    assert Check.COURT_REPORT_SENT in queries.gates_between(
        KENT, StageKind.SUITABILITY, StageKind.CLOSED, adjourned
    )


def test_when_the_deferral_ends_first_the_court_is_told_and_the_work_goes_on() -> None:
    assert StageKind.SENTENCE_REPORT in queries.next_stages(KENT, StageKind.PREPARATION, IN_COURT)
    assert StageKind.PREPARATION in queries.next_stages(KENT, StageKind.SENTENCE_REPORT, IN_COURT)
    unfinished = queries.gates_between(KENT, StageKind.PREPARATION, StageKind.SENTENCE_REPORT, IN_COURT)
    assert Check.PREPARATION_HARMED not in unfinished


@pytest.mark.parametrize(
    ("facts", "stream", "agency"),
    [
        (IN_COURT, "pre_sentence", AgencyType.RJ_CHARITY),
        (CaseFacts(initiated_by=Initiator.AGENCY, prolific=True), "prolific", AgencyType.PROBATION),
        (
            CaseFacts(initiated_by=Initiator.AGENCY, probation_requirement=True),
            "probation_requirement",
            AgencyType.PROBATION,
        ),
        (BY_VICTIM, "victim_requested", AgencyType.RJ_CHARITY),
        (CaseFacts(initiated_by=Initiator.RESPONSIBLE, in_custody=True), "prison", AgencyType.RJ_CHARITY),
        (CaseFacts(initiated_by=Initiator.COMMUNITY), "other", AgencyType.RJ_CHARITY),
    ],
)
def test_thames_valley_counts_each_stream_apart(facts: CaseFacts, stream: str, agency: AgencyType) -> None:
    found = queries.stream_for(THAMES_VALLEY, facts)
    assert found is not None
    assert found.key == stream
    assert queries.lead_agency_type_for(THAMES_VALLEY, facts) == agency


def test_serious_cases_in_thames_valley_have_two_advanced_facilitators_and_help_with_trauma() -> None:
    serious = CaseFacts(
        initiated_by=Initiator.HARMED, sensitive=frozenset({SensitiveFlag.SEXUAL_OFFENCE}), prolific=True
    )
    rules = queries.allocation_rules(THAMES_VALLEY, serious)
    assert (rules.lead_level, rules.second_level) == ("advanced", "advanced")
    assert rules.lead_agency == AgencyType.RJ_CHARITY
    assert "Refugee Resource" in str(rules.approvals[0].support)
    assert Check.TRAUMA_SUPPORT_OFFERED in queries.gates_to_finish(
        THAMES_VALLEY, StageKind.ALLOCATION, serious
    )
    assert Check.TRAUMA_SUPPORT_OFFERED not in queries.gates_to_finish(
        THAMES_VALLEY, StageKind.ALLOCATION, BY_VICTIM
    )


def test_thames_valley_asks_the_offender_first_when_the_court_waits() -> None:
    assert queries.first_side(THAMES_VALLEY, IN_COURT) == Side.RESPONSIBLE
    assert queries.first_side(THAMES_VALLEY, BY_VICTIM) == Side.HARMED
    assert not queries.takes(
        THAMES_VALLEY, CaseFacts(initiated_by=Initiator.COURT, cj_stage=CjStage.CONVICTED)
    ).allowed
    assert queries.takes(THAMES_VALLEY, BY_VICTIM).allowed


def test_an_agencys_referral_is_already_more_than_an_enquiry() -> None:
    assert queries.first_stage(SUSSEX, BY_OFFENDER).stage == StageKind.REFERRED
    assert queries.first_stage(SUSSEX, BY_VICTIM).stage == StageKind.ENQUIRY
    assert queries.first_stage(KENT, BY_VICTIM).stage == StageKind.REFERRED


def test_whoever_stops_early_need_not_finish_the_stage() -> None:
    stopping = queries.gates_between(SUSSEX, StageKind.PREPARATION, StageKind.CLOSED, BY_VICTIM)
    assert stopping == (Check.CLOSING_REASONS_GIVEN, Check.BOTH_SIDES_TOLD)
    waiting = queries.gates_between(SUSSEX, StageKind.PREPARATION, StageKind.DORMANT, BY_VICTIM)
    assert waiting == (Check.ASK_AGAIN_DATE_SET,)
    ending = queries.gates_between(SUSSEX, StageKind.FOLLOW_UP, StageKind.CLOSED, BY_VICTIM)
    assert Check.FOLLOWED_UP_HARMED in ending


def test_interest_that_was_kept_is_checked_again_before_anybody_is_asked() -> None:
    assert queries.next_stages(SUSSEX, StageKind.DORMANT, BY_VICTIM) == (StageKind.DUPLICATE_CHECK,)


def test_people_who_may_not_meet_can_only_exchange_messages() -> None:
    indirect = CaseFacts(initiated_by=Initiator.HARMED, indirect_only=True)
    assert queries.next_stages(SUSSEX, StageKind.READY, indirect) == (StageKind.MESSAGES,)
    assert queries.next_stages(SUSSEX, StageKind.READY, BY_VICTIM) == (StageKind.MEETING, StageKind.MESSAGES)


def test_what_is_missing_is_said_in_the_areas_own_words() -> None:
    check = Check.CONSENT_TO_ASSESSMENT_HARMED
    assert queries.missing_sentence(SUSSEX, check) == "The person harmed has not agreed to be assessed."
    assert queries.missing_sentence(HERTS, check) == "The victim has not agreed to be assessed."


def test_a_stage_that_a_pathway_does_not_have_leads_nowhere_and_asks_for_nothing() -> None:
    assert queries.find_stage(SUSSEX, StageKind.DEFERRAL) is None
    assert queries.next_stages(SUSSEX, StageKind.DEFERRAL, BY_VICTIM) == ()
    assert queries.gates_to_finish(SUSSEX, StageKind.DEFERRAL, BY_VICTIM) == ()
    assert queries.clock_for(SUSSEX, StageKind.DEFERRAL) is None
    assert queries.clock_for(SUSSEX, StageKind.MEETING) is None
    assert queries.stream_for(SUSSEX, BY_VICTIM) is None
    assert queries.court_conditions(SUSSEX, BY_VICTIM).allowed
