"""Pages of the risks of a case."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases.forms.risk import SignOff as SignOffForm
from rjhub.cases.models import Case, Risk, RiskAssessment
from rjhub.cases.pages.assessing import Card
from rjhub.cases.pages.frame import CaseFrame, frame_for, stage_name, why_link
from rjhub.cases.vocabulary import RiskDecision
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import capital, day
from rjhub.kernel import clock

TONES = {
    RiskDecision.PROCEED: Tone.DONE,
    RiskDecision.CONDITIONS: Tone.DOING,
    RiskDecision.INDIRECT_ONLY: Tone.DOING,
    RiskDecision.PAUSE: Tone.PAUSED,
    RiskDecision.STOP: Tone.STOPPED,
}


@dataclass(frozen=True)
class Risks:
    """The described risks, and what was decided about the case at this stage."""

    frame: CaseFrame
    heading: str
    now: tuple[Row, ...]
    links: tuple[Link, ...]
    cards: tuple[Card, ...]
    describe: Link | None
    closed: tuple[str, ...]
    earlier: tuple[Card, ...]
    title: str = "Risk"


@dataclass(frozen=True)
class SignOff:
    """The supervisor's look at an assessment, beside the risks that it is about."""

    frame: CaseFrame
    form: SignOffForm
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    back: Link
    title: str = "Sign off the risk assessment"


def risks_of(
    case: Case,
    risks: list[Risk],
    assessments: list[RiskAssessment],
    now: RiskAssessment | None,
    *,
    may_work: bool,
    may_assess: bool,
    may_sign_off: bool,
) -> Risks:
    """The page, as far as the reader may see it."""
    links = [
        ("Assess the risk again" if now else "Assess the risk at this stage", "risk_assessment", may_assess)
    ]
    links.append(("Sign it off, or send it back", "risk_sign_off", may_sign_off))
    return Risks(
        frame=frame_for(case, "risk"),
        heading=f"At this stage: {stage_name(case)}",
        now=assessment_rows(now) if now else (),
        links=tuple(Link(words, _address(case, name)) for words, name, may in links if may),
        cards=tuple(risk_card(case, one, change=may_work) for one in risks if one.closed_at is None),
        describe=Link("Describe a risk", _address(case, "new_risk")) if may_work else None,
        closed=tuple(
            f"{one.description} Closed on {day(one.closed_at)}: {one.closed_because}"
            for one in risks
            if one.closed_at is not None
        ),
        earlier=tuple(
            Card(f"{stage_name(case, one.stage)}, {day(one.assessed_on)}", assessment_rows(one, earlier=True))
            for one in assessments
            if one != now
        ),
    )


def sign_off_page(case: Case, form: SignOffForm, assessment: RiskAssessment, risks: list[Risk]) -> SignOff:
    """The page on which the supervisor decides."""
    return SignOff(
        frame=frame_for(case, "risk"),
        form=form,
        rows=assessment_rows(assessment),
        cards=tuple(risk_card(case, one, change=False) for one in risks if one.closed_at is None),
        back=Link("Risk", _address(case, "risk")),
    )


def assessment_rows(one: RiskAssessment, *, earlier: bool = False) -> tuple[Row, ...]:
    """What an assessment decided, and whether it is signed off."""
    rows = [Row("Decision", Tag(one.get_decision_display(), TONES[RiskDecision(one.decision)]))]
    if one.conditions:
        rows.append(Row("Conditions", one.conditions))
    rows += [
        Row("Why", one.why),
        Row("Assessed", f"{one.assessed_by.name}, {day(one.assessed_on)}"),
        Row("Signed off", _signed(one, earlier=earlier)),
    ]
    if one.returned_because:
        rows.append(Row("What is missing", one.returned_because))
    return tuple(rows)


def risk_card(case: Case, one: Risk, *, change: bool) -> Card:
    """A described risk."""
    review: list[str | Tag] = [day(one.review_on)]
    if one.review_on < clock.today():
        review.append(Tag("Late", Tone.LATE))
    actions = (
        Link("Change", _address(case, "changed_risk", one.id)),
        Link("Close", _address(case, "closed_risk", one.id)),
    )
    return Card(
        title=one.party.name if one.party else capital(one.to_whom),
        rows=(
            Row("What could happen", one.description),
            Row("How we know", one.source),
            Row("Likely", one.get_likelihood_display()),
            Row("How bad", one.get_severity_display()),
            Row("What is done", one.mitigation),
            Row("What remains", one.get_residual_display()),
            Row("Sees to it", one.owner.name),
            Row("Look again on", review),
        ),
        actions=(*(actions if change else ()), why_link(case, one)),
    )


def _signed(one: RiskAssessment, *, earlier: bool) -> str | Tag:
    if one.signed_off_by and one.signed_off_at:
        return f"{one.signed_off_by.name}, {day(one.signed_off_at)}"
    if one.returned_by:
        return Tag(f"Sent back by {one.returned_by.name}", Tone.STOPPED)
    return "No. It no longer counts" if earlier else Tag("Not yet", Tone.WAITING)


def _address(case: Case, name: str, *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.reference, *more])
