"""The risk of the whole case at its stage: somebody decides, and the supervisor signs it off. No score decides."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.cancelling import cancel_planned_meeting
from rjhub.cases.actions.moving import STAGE_TASK
from rjhub.cases.actions.risk_tasks import ASSESS, SIGN_OFF, ask_to_sign_off
from rjhub.cases.actions.safeguards import made_already
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, RiskAssessment
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import RiskDecision, WordsPlace
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind

SENT_BACK, DECIDE = "risk_sent_back", "risk_stops"
MAY_MEET = {RiskDecision.PROCEED, RiskDecision.CONDITIONS}
STOPS = {RiskDecision.PAUSE, RiskDecision.STOP}


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What an assessment decides, and why."""

    decision: RiskDecision
    why: str
    assessed_on: date
    conditions: str = ""


@transaction.atomic
def assess_risk(
    case: Case, decided: Decided, *, by: Staff, at: datetime, key: UUID | None = None
) -> RiskAssessment:
    """Assess the risk of a case at the stage that it is in; the supervisor is asked to sign it off.

    "Messages only" lets the pathway branch; whatever says that nobody meets cancels a planned meeting; pausing or
    stopping gives the hub a task. Raises Refused if this person may not, or supervises the case.
    """
    case = queries.lock_case(case)
    made = made_already(RiskAssessment, case.partnership_id, key)
    if made is not None:
        return made
    conditions = decided.conditions or decided.decision != RiskDecision.CONDITIONS
    all_of(
        policies.may_assess_risk(by, case),
        policies.not_in_the_future(decided.assessed_on, clock.day_of(at)),
        allow_if(conditions, "Write down the conditions."),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.RISK, decided.why, decided.conditions)
    row = RiskAssessment.objects.create(
        **case.row(), stage=case.stage, decision=decided.decision, why=decided.why, conditions=decided.conditions,
        assessed_on=decided.assessed_on, assessed_by=by, recorded_at=at, submission_key=key,
    )  # fmt: skip
    happened("cases:risk_assessment:make", case=case, by=by, at=at, row=row, detail=decided.decision.label)
    if decided.decision not in MAY_MEET:
        cancel_planned_meeting(case, why="The risk assessment says that nobody meets now.", by=by, at=at)
    if decided.decision not in STOPS:
        case.indirect_only = decided.decision == RiskDecision.INDIRECT_ONLY
        case.save(update_fields=["indirect_only"])
    end_tasks(case, ASSESS, SENT_BACK, DECIDE, by=by, at=at)
    ask_to_sign_off(case, by=by, at=at)
    _ask_how_to_go_on(case, row, at=at)
    return row


@transaction.atomic
def sign_off_risk(assessment: RiskAssessment, *, by: Staff, at: datetime) -> RiskAssessment:
    """Sign off the assessment of the present stage. Raises Refused for anybody but the supervisor, or its assessor."""
    case, assessment = _locked(assessment, by=by)
    assessment.signed_off_at, assessment.signed_off_by = at, by
    assessment.save(update_fields=["signed_off_at", "signed_off_by"])
    happened(
        "cases:risk_assessment:sign_off", case=case, by=by, at=at, row=assessment, detail=_words(assessment)
    )
    end_tasks(case, SIGN_OFF, by=by, at=at)
    if case.stage == StageKind.READY and assessment.decision not in STOPS:
        _hand_on(case, by=by, at=at)
    return assessment


def _hand_on(case: Case, *, by: Staff, at: datetime) -> None:
    """Signing off was what the last stage waited for: now it is for the facilitators again."""
    end_tasks(case, STAGE_TASK, by=by, at=at)
    words = "Go on to the meeting or the messages: the supervisor has signed the case off"
    to_do = ToDo(kind=STAGE_TASK, words=words, address=f"/cases/{case.reference}")
    for holder in queries.holders_for(case):
        give_task(case, to_do, to=holder, at=at)


@transaction.atomic
def return_risk(assessment: RiskAssessment, *, because: str, by: Staff, at: datetime) -> RiskAssessment:
    """Do not sign off; the assessor gets a task to assess again. Raises Refused as signing off does."""
    case, assessment = _locked(assessment, by=by)
    wording.let_through(case.id, WordsPlace.RISK, because)
    assessment.returned_at, assessment.returned_by, assessment.returned_because = at, by, because
    assessment.save(update_fields=["returned_at", "returned_by", "returned_because"])
    happened(
        "cases:risk_assessment:return", case=case, by=by, at=at, row=assessment, detail=_words(assessment)
    )
    end_tasks(case, SIGN_OFF, by=by, at=at)
    words = "Assess the risk again: the supervisor did not sign it off"
    to_do = ToDo(kind=SENT_BACK, words=words, address=_address(case))
    give_task(case, to_do, to=assessment.assessed_by.principal_id, at=at)
    return assessment


def _locked(assessment: RiskAssessment, *, by: Staff) -> tuple[Case, RiskAssessment]:
    case = queries.lock_case(assessment.case)
    assessment = queries.as_it_stands(assessment)
    all_of(
        policies.may_sign_off(by, case, assessment),
        allow_if(
            CaseState(case).risk_now == assessment,
            "A newer assessment, or a new stage, has replaced this one.",
        ),
    ).or_refuse()
    return case, assessment


def _ask_how_to_go_on(case: Case, assessment: RiskAssessment, *, at: datetime) -> None:
    if assessment.decision in STOPS:
        words = f"Decide how the case goes on: the risk assessment says {_words(assessment)}"
        to_do = ToDo(kind=DECIDE, words=words, address=f"/cases/{case.reference}/ending")
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)


def _words(assessment: RiskAssessment) -> str:
    return RiskDecision(assessment.decision).label.lower()


def _address(case: Case) -> str:
    return f"/cases/{case.reference}/risk"
