"""The checks that can stand at a gate, each with the sentence that says what is missing.

`{harmed}`, `{responsible}`, `{hub}` and `{meeting}` in a sentence are replaced by the area's own words. A
mandatory check stands at every gate of its kind, whatever a pathway says.
"""

from enum import Enum
from typing import Self

from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.written.words import Word


class Before(Enum):
    """The moments before which some checks can never be left out."""

    CONTACT = "before anybody is approached for the first time"
    BRINGING_TOGETHER = "before any meeting or message"


CONTACT = Before.CONTACT
TOGETHER = Before.BRINGING_TOGETHER


class Check(Word):
    """A condition at a gate: `label` is the sentence shown while it does not hold."""

    mandatory: frozenset[Before]

    def __new__(cls, value: str, label: str = "", *mandatory: Before) -> Self:
        """Make the value carry its sentence, and the moments before which it is mandatory."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.mandatory = frozenset(mandatory)
        return member

    # Referral
    REFERRAL_COMPLETE = "referral_complete", "The referral form is not finished."
    REFERRAL_ACKNOWLEDGED = (
        "referral_acknowledged",
        "Whoever sent the referral has not been told that it arrived.",
    )
    CONSENT_TO_CONTACT_HARMED = (
        "consent_to_contact_harmed",
        "The {harmed} has not agreed that the {hub} may contact them.",
    )
    CONSENT_TO_CONTACT_RESPONSIBLE = (
        "consent_to_contact_responsible",
        "The {responsible} has not agreed that the {hub} may contact them.",
    )
    COURT_CONDITIONS_CHECKED = (
        "court_conditions_checked",
        "Nobody has checked the offence, the court and the plea against the rules for cases before sentence.",
    )
    # Before anybody is approached
    DUPLICATE_DECIDED = (
        "duplicate_decided",
        "Nobody has decided yet whether these people are already known to the partnership.",
        CONTACT,
    )
    NOBODY_SAID_NO = (
        "nobody_said_no",
        "Somebody here has told an agency that they do not want this. They must not be asked again.",
        CONTACT,
        TOGETHER,
    )
    SAFE_CONTACT_HARMED = "safe_contact_harmed", "Nobody has recorded how to reach the {harmed} safely."
    SAFE_CONTACT_RESPONSIBLE = (
        "safe_contact_responsible",
        "Nobody has recorded how to reach the {responsible} safely.",
    )
    NAMED_CONTACT_HARMED = "named_contact_harmed", "The {harmed} has no named contact yet."
    # Information from agencies, and the hub's decision
    INFORMATION_ASKED = "information_asked", "Not every agency that should be asked has been asked."
    INFORMATION_ANSWERED = "information_answered", "Not every agency that should be asked has answered yet."
    HUB_DECIDED = "hub_decided", "The {hub} has not decided whether this case goes on."
    # First contact
    TOLD_HARMED = (
        "told_harmed",
        "The {harmed} has not been told what restorative justice is and that it is their choice.",
    )
    TOLD_RESPONSIBLE = (
        "told_responsible",
        "The {responsible} has not been told what restorative justice is and that it is their choice.",
    )
    NO_PROMISE_EXPLAINED = (
        "no_promise_explained",
        "The {responsible} has not been told that taking part promises nothing about the sentence.",
    )
    CONSENT_TO_ASSESSMENT_HARMED = (
        "consent_to_assessment_harmed",
        "The {harmed} has not agreed to be assessed.",
    )
    CONSENT_TO_ASSESSMENT_RESPONSIBLE = (
        "consent_to_assessment_responsible",
        "The {responsible} has not agreed to be assessed.",
    )
    PARENT_OR_CARER_AGREES = (
        "parent_or_carer_agrees",
        "Somebody here is under 18, and the agreement of a parent or carer is not recorded.",
    )
    # Suitability and risk
    HARMED_SUITABLE = "harmed_suitable", "The {harmed} has not been assessed as suitable."
    RESPONSIBLE_SUITABLE = "responsible_suitable", "The {responsible} has not been assessed as suitable."
    FACTS_ACKNOWLEDGED = (
        "facts_acknowledged",
        "The basic facts of what happened are not acknowledged by everybody.",
        TOGETHER,
    )
    RISK_ASSESSED_AT_STAGE = (
        "risk_assessed_at_stage",
        "The risk has not been assessed again at this stage, or the assessment does not allow this.",
        TOGETHER,
    )
    # Court
    ADJOURNMENT_GRANTED = "adjournment_granted", "The court has not adjourned the case."
    COURT_REPORT_SENT = "court_report_sent", "The report on suitability has not been sent to the court."
    DEFERRAL_MADE = "deferral_made", "The court has not deferred the sentence."
    SENTENCE_REPORT_SENT = (
        "sentence_report_sent",
        "The report on what took place has not been sent to the court.",
    )
    # Allocation
    LEAD_AGENCY_ACCEPTED = "lead_agency_accepted", "No agency has accepted this case yet."
    TWO_FACILITATORS_ACCEPTED = (
        "two_facilitators_accepted",
        "Two facilitators have not both accepted this case.",
    )
    CONFLICTS_CHECKED = (
        "conflicts_checked",
        "Nobody has checked whether a facilitator knows anybody in this case.",
    )
    LEVEL_ADEQUATE = "level_adequate", "The lead facilitator is not trained far enough for this case."
    SUPERVISOR_NAMED = "supervisor_named", "This case has no supervisor yet."
    APPROVAL_SENSITIVE = "approval_sensitive", "This sensitive or complex case has not been approved."
    # Preparation
    PREPARATION_HARMED = "preparation_harmed", "The {harmed} has not been prepared."
    PREPARATION_RESPONSIBLE = "preparation_responsible", "The {responsible} has not been prepared."
    SUPPORTERS_PREPARED = "supporters_prepared", "A supporter who is to come has not been prepared."
    VENUE_RISK_ASSESSED = "venue_risk_assessed", "The place of the {meeting} has not been looked at for risk."
    PRISON_ARRANGED = (
        "prison_arranged",
        "The prison has not agreed the visit, or the people's way in and out.",
    )
    TRAUMA_SUPPORT_OFFERED = "trauma_support_offered", "The {harmed} has not been offered support for trauma."
    # Before any meeting or message
    WRITTEN_CONSENT_HARMED = (
        "written_consent_harmed",
        "The {harmed} has not given written consent to take part, or it is no longer current.",
        TOGETHER,
    )
    WRITTEN_CONSENT_RESPONSIBLE = (
        "written_consent_responsible",
        "The {responsible} has not given written consent to take part, or it is no longer current.",
        TOGETHER,
    )
    SUPERVISOR_SIGNED_OFF = "supervisor_signed_off", "The supervisor has not signed this case off.", TOGETHER
    # Afterwards
    OUTCOME_RECORDED = "outcome_recorded", "Nobody has recorded what took place and how it ended."
    MESSAGES_REVIEWED = (
        "messages_reviewed",
        "A message has not been read by a second person before it is passed on.",
    )
    AGREEMENT_RECORDED = "agreement_recorded", "Neither an agreement nor that none was wanted is recorded."
    AGREEMENT_SETTLED = "agreement_settled", "Something that was agreed is neither done nor given up."
    HARMED_TOLD_ABOUT_AGREEMENT = (
        "harmed_told_about_agreement",
        "The {harmed} has not been told whether the agreement was kept.",
    )
    FOLLOWED_UP_HARMED = "followed_up_harmed", "Nobody has asked the {harmed} how they are since."
    FOLLOWED_UP_RESPONSIBLE = (
        "followed_up_responsible",
        "Nobody has asked the {responsible} how they are since.",
    )
    FEEDBACK_OFFERED_HARMED = "feedback_offered_harmed", "The {harmed} has not been asked for feedback."
    FEEDBACK_OFFERED_RESPONSIBLE = (
        "feedback_offered_responsible",
        "The {responsible} has not been asked for feedback.",
    )
    # Waiting and closing
    ASK_AGAIN_DATE_SET = "ask_again_date_set", "There is no date on which to ask again."
    CLOSING_REASONS_GIVEN = "closing_reasons_given", "The reason for closing is missing for a side."
    BOTH_SIDES_TOLD = (
        "both_sides_told",
        "Somebody who was contacted has not been told that the case is closing.",
    )


def mandatory_before(moment: Before) -> tuple[Check, ...]:
    """The checks that no pathway can leave out before a moment, in the order of the list."""
    return tuple(check for check in Check if moment in check.mandatory)


def mandatory_for(stage: StageKind) -> tuple[Check, ...]:
    """The checks that must hold before a case may come to a stage, whatever its pathway says."""
    if stage.approaches:
        return mandatory_before(Before.CONTACT)
    return mandatory_before(Before.BRINGING_TOGETHER) if stage.brings_together else ()
