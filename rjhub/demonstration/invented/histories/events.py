"""One thing that happened on an invented case.

`kind` and the keys of `detail` for each kind are listed in `DETAILS`; a test holds every history to
that list.
"""

from datetime import datetime
from typing import Any, NamedTuple

NEUTRAL = "neutral"


class Event(NamedTuple):
    """Something happened, at a moment, done by somebody.

    `by` is the part that they have in the case: `coordinator`, `lead`, `second`, `supervisor`,
    `referrer`, `public` or `agency:<type>`. `party` is the place of the person among those of the side,
    and -1 where it is about nobody in particular. Days in `detail` are dates, words are words.
    """

    at: datetime
    kind: str
    side: str
    party: int
    by: str
    detail: dict[str, Any]


DETAILS: dict[str, frozenset[str]] = {
    "referral_received": frozenset({"source", "description", "raised_how", "told", "agreeable"}),
    "referral_accepted": frozenset(),
    "referral_declined": frozenset({"reason", "words"}),
    "stage_started": frozenset({"stage"}),
    "flag_raised": frozenset({"flag"}),
    "duplicate_decided": frozenset({"same"}),
    "information_asked": frozenset({"key", "agency_type", "questions", "due_on"}),
    "information_answered": frozenset({"key", "agency_type", "kind", "answer", "reason"}),
    "hub_decided": frozenset({"goes_on", "note"}),
    "allocated": frozenset({"part", "to"}),
    "allocation_accepted": frozenset({"part"}),
    "allocation_declined": frozenset({"part", "because"}),
    "supervisor_named": frozenset({"who"}),
    "approval_decided": frozenset({"decision", "why"}),
    "named_contact_set": frozenset({"who"}),
    "contact": frozenset(
        {"channel", "direction", "reached", "safe", "left_message", "message", "summary", "mood", "next_step"}
    ),
    "told": frozenset(),
    "consent_given": frozenset({"purpose", "written"}),
    "consent_withdrawn": frozenset({"purpose"}),
    "acknowledged": frozenset({"facts", "responsibility", "willing", "note"}),
    "suitability_assessed": frozenset(
        {
            "wishes",
            "motivation",
            "impact",
            "acknowledges",
            "expectations",
            "safety",
            "support",
            "practical",
            "result",
            "why",
        }
    ),
    "risk_assessed": frozenset({"stage", "decision", "why", "conditions", "risks"}),
    "risk_signed_off": frozenset({"stage"}),
    "prepared": frozenset(
        {"place", "questions", "hopes", "fears", "supporters", "ground_rules", "practical", "ready"}
    ),
    "adjourned": frozenset({"until"}),
    "deferred": frozenset({"until"}),
    "court_report_sent": frozenset({"about", "findings", "proposal"}),
    "sentenced": frozenset({"sentence"}),
    "meeting_booked": frozenset({"kind", "starts_at", "venue", "venue_risk", "arrival"}),
    "meeting_cancelled": frozenset({"because"}),
    "meeting_held": frozenset(
        {
            "kind",
            "minutes",
            "outcome",
            "apology",
            "answered",
            "debrief",
            "supporters_harmed",
            "supporters_responsible",
        }
    ),
    "message_taken": frozenset({"medium", "words", "answers"}),
    "message_returned": frozenset({"note"}),
    "message_approved": frozenset({"note"}),
    "message_passed_on": frozenset({"response"}),
    "agreement_made": frozenset({"nothing_wanted", "words", "items"}),
    "item_settled": frozenset({"item", "status", "evidence"}),
    "harmed_told": frozenset({"note"}),
    "follow_up_done": frozenset({"key", "how_they_are", "worries", "feedback_offered"}),
    "paused": frozenset({"why", "ask_again_on"}),
    "resumed": frozenset(),
    "stop_recorded": frozenset({"until"}),
    "said_no_before": frozenset({"agency", "days_before"}),
    "handover_offered": frozenset({"to", "why"}),
    "handover_accepted": frozenset(),
    "transfer_offered": frozenset({"to", "why"}),
    "transfer_accepted": frozenset(),
    "party_ended": frozenset({"reason"}),
    "case_closed": frozenset({"reason", "note"}),
}
