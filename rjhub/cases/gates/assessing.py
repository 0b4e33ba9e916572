"""Checks on carers, risk, and the approval of sensitive and complex cases."""

from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Approval, Party
from rjhub.cases.vocabulary import ApprovalDecision, ConsentPurpose, RiskDecision
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.vocabulary import Role

GOES_ON = {RiskDecision.PROCEED, RiskDecision.CONDITIONS, RiskDecision.INDIRECT_ONLY}
TOGETHER = (ConsentPurpose.ASSESSMENT, ConsentPurpose.TAKING_PART)


def carers_agree(state: CaseState) -> bool:
    """A parent or carer agreed for every child, and to being assessed and taking part wherever the child did."""
    return all(
        _carer_agrees(state, party) for party in state.parties if party.under_18 and not party.ended_at
    )


def risk_allows(state: CaseState) -> bool:
    """The risk was assessed at this stage, and the assessment says neither to pause nor to stop."""
    return state.risk_now is not None and state.risk_now.decision in GOES_ON


def approved(state: CaseState) -> bool:
    """Everybody whose approval the pathway asks for has given it, for every flag that is up now."""
    wanted = {one.by for one in rules.approvals_for(state.pathway, state.facts)}
    return all(approval_by(state, role) is not None for role in wanted)


def approval_by(state: CaseState, role: Role) -> Approval | None:
    """The approval given in a role that still counts: the newest one, with no flag raised since."""
    newest = next((one for one in state.approvals if one.role == role.value), None)
    if newest is None or newest.decision != ApprovalDecision.APPROVED:
        return None
    now = {flag.flag for flag in state.flags}
    return newest if now <= set(newest.flags.split(",")) else None


def _carer_agrees(state: CaseState, child: Party) -> bool:
    theirs = [one for one in state.consents if one.party_id == child.id]
    with_carer = {one.purpose for one in theirs if one.given_by_carer}
    needed = {one.purpose for one in theirs if one.purpose in TOGETHER}
    return bool(with_carer) and needed <= with_carer
