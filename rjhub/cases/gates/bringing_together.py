"""Checks on preparation, meetings, messages, agreements and follow-ups."""

from collections.abc import Callable
from datetime import date

from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Agreement, AgreementReport, FollowUp, Party, Preparation
from rjhub.cases.vocabulary import ItemStatus, MeetingStatus, MessageStatus
from rjhub.kernel import clock
from rjhub.sharing.vocabulary import Side

Holds = Callable[[CaseState], bool]
TOOK_PLACE = {MeetingStatus.HELD, MeetingStatus.STOPPED}


def prepared(side: Side) -> Holds:
    """The newest session with each person of a side found them ready."""

    def holds(state: CaseState) -> bool:
        newest = [_newest(state, party) for party in state.going(side)]
        return bool(newest) and all(one is not None and one.ready for one in newest)

    return holds


def supporters_prepared(state: CaseState) -> bool:
    """Whoever is to come with somebody has been prepared: as the newest sessions and the next meeting name them."""
    newest = [_newest(state, party) for party in state.parties if party.ended_at is None]
    planned = {one.id for one in state.meetings if one.status == MeetingStatus.PLANNED}
    coming = [
        one
        for one in state.attendances
        if one.meeting_id in planned and one.role.endswith("_supporter") and one.taken_off_at is None
    ]
    return not any(one and one.supporters_prepared is False for one in newest) and all(
        one.prepared_on for one in coming
    )


def venue_looked_at(state: CaseState) -> bool:
    """A meeting is booked, or took place in this stage: without a look at its venue none can be."""
    return any(
        one.status == MeetingStatus.PLANNED
        or (one.status in TOOK_PLACE and one.booked_at >= state.case.stage_since)
        for one in state.meetings
    )


def outcome_recorded(state: CaseState) -> bool:
    """The people were brought together, and nothing that was booked is left without an outcome."""
    return _brought_together(state) and not any(one.status == MeetingStatus.PLANNED for one in state.meetings)


def messages_reviewed(state: CaseState) -> bool:
    """No message waits for a second person to read it."""
    return all(one.status != MessageStatus.WRITTEN for one in state.messages)


def agreement_recorded(state: CaseState) -> bool:
    """Somebody wrote down what each is to do, or that nothing was wanted."""
    with_items = {one.agreement_id for one in state.agreement_items}
    return any(one.nothing_wanted or one.id in with_items for one in state.agreements)


def agreement_settled(state: CaseState) -> bool:
    """Everything that was agreed is done, not done, or no longer wanted."""
    return all(one.status != ItemStatus.OPEN for one in state.agreement_items)


def harmed_told(state: CaseState) -> bool:
    """Each person harmed heard how every agreement ended, or it says why not."""
    return all(
        told(state, agreement, party)
        for agreement in state.agreements
        if not agreement.nothing_wanted
        for party in state.going(Side.HARMED)
    )


def told(state: CaseState, agreement: Agreement, party: Party) -> bool:
    """Whether somebody heard about an agreement since its last item was settled."""
    settled = [
        one.settled_on for one in state.agreement_items if one.agreement_id == agreement.id and one.settled_on
    ]
    return any(
        not settled or _told_on(one) >= max(settled)
        for one in state.agreement_reports
        if one.agreement_id == agreement.id and one.party_id == party.id
    )


def followed_up(side: Side) -> Holds:
    """Everybody of a side was asked how they are, each time that it was planned, or it says why not."""

    def holds(state: CaseState, party: Party) -> bool:
        theirs = _follow_ups(state, party)
        return bool(theirs) and all(one.done_on or one.not_done_because for one in theirs)

    return lambda state: all(holds(state, party) for party in state.going(side))


def feedback_offered(side: Side) -> Holds:
    """Everybody of a side was asked for feedback, or it says why not."""

    def holds(state: CaseState, party: Party) -> bool:
        theirs = _follow_ups(state, party)
        refused = bool(theirs) and all(one.not_done_because for one in theirs)
        return refused or any(one.feedback_offered is not None for one in theirs)

    return lambda state: all(holds(state, party) for party in state.going(side))


def _brought_together(state: CaseState) -> bool:
    met = any(one.outcome for one in state.meetings if one.status in TOOK_PLACE)
    return met or any(one.status == MessageStatus.PASSED_ON for one in state.messages)


def _newest(state: CaseState, party: Party) -> Preparation | None:
    return next((one for one in state.preparations if one.party_id == party.id), None)


def _follow_ups(state: CaseState, party: Party) -> list[FollowUp]:
    return [one for one in state.follow_ups if one.party_id == party.id]


def _told_on(report: AgreementReport) -> date:
    return report.told_on or clock.day_of(report.recorded_at)
