"""Whether each check holds for a case. A test says that every check of the pathway vocabulary is here."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar
from uuid import UUID

from rjhub.cases.gates import assessing, court
from rjhub.cases.gates import bringing_together as together
from rjhub.cases.gates.allocating import level_adequate, two_accepted
from rjhub.cases.gates.state import CaseState
from rjhub.cases.gates.wanted import unasked
from rjhub.cases.models import Party
from rjhub.cases.vocabulary import (
    ConsentPurpose,
    FacilitatorPart,
    PartyStatus,
    RequestStatus,
    Suitability,
)
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.partnership.pathway.checks import Check
from rjhub.people import approach
from rjhub.sharing.vocabulary import Side

Holds = Callable[[CaseState], bool]
HARMED, RESPONSIBLE = Side.HARMED, Side.RESPONSIBLE
# Ends after which nobody can be told anything any more.
UNREACHABLE = {
    ClosingReason.HARMED_NOT_TRACED,
    ClosingReason.RESPONSIBLE_NOT_TRACED,
    ClosingReason.LOST_CONTACT,
    ClosingReason.DEPORTED_OR_ABSCONDED,
    ClosingReason.DEATH,
}


class _OfParty(Protocol):
    @property
    def party_id(self) -> UUID: ...


Row = TypeVar("Row", bound=_OfParty)


def _newest(rows: Iterable[Row], party: Party) -> Row | None:
    return next((row for row in rows if row.party_id == party.id), None)


def _each(side: Side, holds: Callable[[CaseState, Party], bool]) -> Holds:
    """Holds if the side has somebody, and it holds for each of them."""
    return lambda state: bool(state.going(side)) and all(holds(state, party) for party in state.going(side))


def _consent(side: Side, purpose: ConsentPurpose) -> Holds:
    return _each(side, lambda state, party: bool(state.consents_to(purpose, party)))


def _done(check: Check) -> Holds:
    return lambda state: check in state.milestones


def _told(side: Side, check: Check) -> Holds:
    return _each(
        side, lambda state, party: any(one.party_id == party.id for one in state.milestones.get(check, ()))
    )


def _not_in_the_way(check: Check) -> Holds:
    return lambda state: check not in state.mandatory


def _suitable(side: Side) -> Holds:
    def holds(state: CaseState, party: Party) -> bool:
        newest = _newest(state.suitability, party)
        return newest is not None and newest.result == Suitability.SUITABLE

    return _each(side, holds)


def _nobody_said_no(state: CaseState) -> bool:
    everybody = [*state.going(HARMED), *state.going(RESPONSIBLE)]
    # Contact that stands still says so by itself: it is not that somebody said no.
    clear = {approach.CLEAR, approach.FROZEN}
    return all(approach.may_be_approached(party.person_id) in clear for party in everybody)


def _everybody_asked(state: CaseState) -> bool:
    return not unasked(state)


def _everybody_answered(state: CaseState) -> bool:
    return _everybody_asked(state) and all(one.status != RequestStatus.ASKED for one in state.requests)


def _lead_accepted(state: CaseState) -> bool:
    return any(one.part == FacilitatorPart.LEAD and one.accepted_at for one in state.allocations)


def _conflicts_checked(state: CaseState) -> bool:
    return bool(state.allocations) and all(one.knows_nobody for one in state.allocations)


def _reasons_given(state: CaseState) -> bool:
    return all(party.ending_reason for party in state.parties)


# Whoever was never approached need not be told that it ends, and whoever said no must not be.
NOT_TOLD = {PartyStatus.WAITING, PartyStatus.DECLINED, PartyStatus.WITHDREW}


def _both_told(state: CaseState) -> bool:
    ending = [party for party in state.parties if party.status not in NOT_TOLD]
    return all(party.told_on or party.ending_reason in UNREACHABLE for party in ending)


CHECKS: dict[Check, Holds] = {
    Check.REFERRAL_COMPLETE: lambda state: bool(state.parties),
    Check.REFERRAL_ACKNOWLEDGED: _done(Check.REFERRAL_ACKNOWLEDGED),
    Check.CONSENT_TO_CONTACT_HARMED: _consent(HARMED, ConsentPurpose.CONTACT),
    Check.CONSENT_TO_CONTACT_RESPONSIBLE: _consent(RESPONSIBLE, ConsentPurpose.CONTACT),
    Check.COURT_CONDITIONS_CHECKED: court.conditions_checked,
    Check.DUPLICATE_DECIDED: lambda state: state.case.duplicates_decided_at is not None,
    Check.NOBODY_SAID_NO: _nobody_said_no,
    Check.SAFE_CONTACT_HARMED: _each(HARMED, lambda state, party: party.person_id in state.safe_contacts),
    Check.SAFE_CONTACT_RESPONSIBLE: _each(
        RESPONSIBLE, lambda state, party: party.person_id in state.safe_contacts
    ),
    Check.NAMED_CONTACT_HARMED: _each(HARMED, lambda _, party: party.named_contact_id is not None),
    Check.INFORMATION_ASKED: _everybody_asked,
    Check.INFORMATION_ANSWERED: _everybody_answered,
    Check.HUB_DECIDED: _done(Check.HUB_DECIDED),
    Check.TOLD_HARMED: _told(HARMED, Check.TOLD_HARMED),
    Check.TOLD_RESPONSIBLE: _told(RESPONSIBLE, Check.TOLD_RESPONSIBLE),
    Check.NO_PROMISE_EXPLAINED: _told(RESPONSIBLE, Check.NO_PROMISE_EXPLAINED),
    Check.CONSENT_TO_ASSESSMENT_HARMED: _consent(HARMED, ConsentPurpose.ASSESSMENT),
    Check.CONSENT_TO_ASSESSMENT_RESPONSIBLE: _consent(RESPONSIBLE, ConsentPurpose.ASSESSMENT),
    Check.PARENT_OR_CARER_AGREES: assessing.carers_agree,
    Check.HARMED_SUITABLE: _suitable(HARMED),
    Check.RESPONSIBLE_SUITABLE: _suitable(RESPONSIBLE),
    Check.FACTS_ACKNOWLEDGED: _not_in_the_way(Check.FACTS_ACKNOWLEDGED),
    Check.RISK_ASSESSED_AT_STAGE: assessing.risk_allows,
    Check.ADJOURNMENT_GRANTED: lambda state: bool(state.court and state.court.adjourned_until),
    Check.COURT_REPORT_SENT: court.suitability_reported,
    Check.DEFERRAL_MADE: lambda state: bool(state.court and state.court.deferred_until),
    Check.SENTENCE_REPORT_SENT: court.outcome_reported,
    Check.LEAD_AGENCY_ACCEPTED: _lead_accepted,
    Check.TWO_FACILITATORS_ACCEPTED: two_accepted,
    Check.CONFLICTS_CHECKED: _conflicts_checked,
    Check.LEVEL_ADEQUATE: level_adequate,
    Check.SUPERVISOR_NAMED: lambda state: state.case.supervisor_id is not None,
    Check.APPROVAL_SENSITIVE: assessing.approved,
    Check.PREPARATION_HARMED: together.prepared(HARMED),
    Check.PREPARATION_RESPONSIBLE: together.prepared(RESPONSIBLE),
    Check.SUPPORTERS_PREPARED: together.supporters_prepared,
    Check.VENUE_RISK_ASSESSED: together.venue_looked_at,
    Check.PRISON_ARRANGED: _done(Check.PRISON_ARRANGED),
    Check.TRAUMA_SUPPORT_OFFERED: _told(HARMED, Check.TRAUMA_SUPPORT_OFFERED),
    Check.WRITTEN_CONSENT_HARMED: _not_in_the_way(Check.WRITTEN_CONSENT_HARMED),
    Check.WRITTEN_CONSENT_RESPONSIBLE: _not_in_the_way(Check.WRITTEN_CONSENT_RESPONSIBLE),
    Check.SUPERVISOR_SIGNED_OFF: _not_in_the_way(Check.SUPERVISOR_SIGNED_OFF),
    Check.OUTCOME_RECORDED: together.outcome_recorded,
    Check.MESSAGES_REVIEWED: together.messages_reviewed,
    Check.AGREEMENT_RECORDED: together.agreement_recorded,
    Check.AGREEMENT_SETTLED: together.agreement_settled,
    Check.HARMED_TOLD_ABOUT_AGREEMENT: together.harmed_told,
    Check.FOLLOWED_UP_HARMED: together.followed_up(HARMED),
    Check.FOLLOWED_UP_RESPONSIBLE: together.followed_up(RESPONSIBLE),
    Check.FEEDBACK_OFFERED_HARMED: together.feedback_offered(HARMED),
    Check.FEEDBACK_OFFERED_RESPONSIBLE: together.feedback_offered(RESPONSIBLE),
    Check.ASK_AGAIN_DATE_SET: lambda state: any(party.ask_again_on for party in state.parties),
    Check.CLOSING_REASONS_GIVEN: _reasons_given,
    Check.BOTH_SIDES_TOLD: _both_told,
}
