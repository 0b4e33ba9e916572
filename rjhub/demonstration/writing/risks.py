"""Writes risk: the assessment of the case at each stage, signed off by a second person, and the described risks."""

from datetime import datetime, timedelta

from rjhub.cases.models import Risk, RiskAssessment
from rjhub.cases.vocabulary import RiskDecision
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.book import Book, day
from rjhub.demonstration.writing.tables import Row
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing.vocabulary import Side

_SOON = timedelta(seconds=20)
_SIDE_AT_RISK = {"person harmed": HARMED, "person responsible": RESPONSIBLE}


def risk_assessed(book: Book, event: Event) -> None:
    """Somebody assesses the risk at a stage, and describes each."""
    by, said = book.who(event.by), event.detail
    _assess(
        book,
        # Dated for the stage in which the case is: that is where the gates look for it.
        book.opened["stage"],
        by=by,
        at=event.at,
        decision=said["decision"],
        why=said["why"] or "Nothing speaks against it.",
        conditions=said["conditions"],
    )
    for risk in said["risks"]:
        _describe(book, risk, by=by, at=event.at)
    if said["decision"] == RiskDecision.INDIRECT_ONLY:
        book.opened["indirect_only"] = True


def risk_signed_off(book: Book, event: Event) -> None:
    """Somebody other than the assessor signs it off."""
    assessment = book.latest["assessment"]
    by = book.who(event.by)
    if by.id == assessment["assessed_by_id"]:
        raise ValueError(f"{book.story.key}: {by.name} signs off their own assessment")
    _sign_off(book, assessment, by=by, at=event.at)


def assess_again(book: Book, stage: StageKind, *, at: datetime) -> None:
    """Date the assessment anew in a stage where people are brought together, as the gates want it."""
    last = book.latest["assessment"]
    # Whoever signed off the last one signs off this one, so it is assessed by whoever assessed the last one.
    assessed_by = book.latest_members["assessed"]
    _assess(
        book,
        stage.value,
        by=assessed_by,
        at=at,
        decision=last["decision"],
        why="Looked at again at this stage: unchanged.",
        conditions=last["conditions"],
    )
    signed_by = book.latest_members.get("signed")
    if signed_by is not None and signed_by.id != assessed_by.id:
        _sign_off(book, book.latest["assessment"], by=signed_by, at=at + _SOON)


def _assess(
    book: Book, stage: str, *, by: Member, at: datetime, decision: str, why: str, conditions: str
) -> None:
    row = book.add(
        RiskAssessment,
        at,
        stage=stage,
        assessed_on=day(at),
        assessed_by_id=by.id,
        decision=decision,
        why=why,
        conditions=conditions or ("As agreed before." if decision == RiskDecision.CONDITIONS else ""),
        recorded_at=at,
    )
    book.latest["assessment"] = row
    book.latest_members["assessed"] = by
    label = RiskDecision(decision).label
    book.happened("cases:risk_assessment:make", by=by, at=at, row=row, detail=label)


def _sign_off(book: Book, assessment: Row, *, by: Member, at: datetime) -> None:
    assessment["signed_off_at"], assessment["signed_off_by_id"] = at, by.id
    book.latest_members["signed"] = by
    label = RiskDecision(assessment["decision"]).label
    book.happened("cases:risk_assessment:sign_off", by=by, at=at, row=assessment, detail=label)


def _describe(book: Book, risk: dict[str, object], *, by: Member, at: datetime) -> None:
    side = _SIDE_AT_RISK.get(str(risk["to_whom"]), Side.NEUTRAL.value)
    party = book.parties.get((side, 0))
    row = book.add(
        Risk,
        at,
        side=side,
        party_id=party["id"] if party else None,
        description=risk["description"],
        to_whom=risk["to_whom"],
        source=risk["source"],
        likelihood=risk["likelihood"],
        severity=risk["severity"],
        mitigation=risk["mitigation"],
        owner_id=by.id,
        residual=risk["residual"],
        review_on=risk["review_on"],
        recorded_at=at,
        recorded_by_id=by.id,
    )
    book.risks.append(row)
    book.happened("cases:risk:describe", by=by, at=at, row=row, detail=str(risk["to_whom"]))
