"""Pages of what makes a case sensitive or complex, and of its approval."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.actions.moving import MILESTONES
from rjhub.cases.forms.sensitivity import Approval as ApprovalForm
from rjhub.cases.gates import assessing
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Approval, Case, Flag
from rjhub.cases.pages.assessing import Card
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.vocabulary import ApprovalDecision
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Tag, Tone
from rjhub.design.words import capital, day
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.case_words import SensitiveFlag
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.schema import Approval as Wanted


@dataclass(frozen=True)
class Sensitivity:
    """What the case is marked with, which approval that needs, and what was decided."""

    frame: CaseFrame
    flags: tuple[Row, ...]
    links: tuple[Link, ...]
    wanted: tuple[Card, ...]
    asked: str
    decisions: tuple[Card, ...]
    lowered: tuple[str, ...]
    title: str = "Sensitive or complex"


@dataclass(frozen=True)
class Approving:
    """Deciding whether the case may go on, with what it is marked with in view."""

    frame: CaseFrame
    form: ApprovalForm
    flags: tuple[Row, ...]
    back: Link
    title: str = "May this case go on?"


def sensitivity(
    state: CaseState,
    flags: list[Flag],
    decisions: list[Approval],
    asked: list[Staff],
    *,
    may_raise: bool,
    may_lower: bool,
    may_ask: bool,
    may_decide: bool,
) -> Sensitivity:
    """The page, as far as the reader may see it."""
    case = state.case
    links = (
        ("Mark the case with something else" if state.flags else "Mark the case", "flagging", may_raise),
        ("Ask somebody to approve it", "approval_asking", may_ask),
        ("Say whether it may go on", "approval", may_decide),
    )
    return Sensitivity(
        frame=frame_for(case, "sensitivity"),
        flags=flag_rows(case, flags, lower=may_lower),
        links=tuple(Link(words, _address(case, name)) for words, name, may in links if may),
        wanted=tuple(_wanted(state, one) for one in rules.approvals_for(state.pathway, state.facts)),
        asked=", ".join(str(staff) for staff in asked),
        decisions=tuple(_decision(one) for one in decisions),
        lowered=tuple(
            f"{one.get_flag_display()}: no longer since {day(one.lowered_at)}. {one.lowered_because}"
            for one in flags
            if one.lowered_at is not None
        ),
    )


def approving(state: CaseState, form: ApprovalForm, flags: list[Flag]) -> Approving:
    """The page on which somebody decides."""
    case = state.case
    back = Link("Sensitive or complex", _address(case, "sensitivity"))
    return Approving(frame_for(case, "sensitivity"), form, flag_rows(case, flags, lower=False), back)


def flag_rows(case: Case, flags: list[Flag], *, lower: bool) -> tuple[Row, ...]:
    """What the case is marked with now."""
    return tuple(
        Row(
            one.get_flag_display(),
            [part for part in (one.why, f"Since {day(one.raised_at)}") if part],
            Link("Take away", _address(case, "flag_lowering", one.id)) if lower else None,
        )
        for one in flags
        if one.lowered_at is None
    )


def _wanted(state: CaseState, one: Wanted) -> Card:
    given = assessing.approval_by(state, one.by)
    status = Tag("Approved", Tone.DONE) if given else Tag("Not approved yet", Tone.WAITING)
    called = one.called or one.by.label
    rows = [
        Row("Approved by", capital(called)),
        Row("Lead facilitator", f"At least {one.lead_level.label}"),
        Row("Co-facilitator", f"At least {one.second_level.label}"),
    ]
    rows += [Row("Also", _also(state, check)) for check in one.also]
    if one.support:
        rows.append(Row("Support beside the case", one.support))
    return Card(f"What this pathway asks for: approval by the {called}", (Row("Approval", status), *rows))


def _also(state: CaseState, check: Check) -> str:
    if CHECKS[check](state):
        return pathways.in_words_of(state.case, MILESTONES.get(check, "Done"))
    return rules.missing_sentence(state.pathway, check)


def _decision(one: Approval) -> Card:
    tone = Tone.DONE if one.decision == ApprovalDecision.APPROVED else Tone.STOPPED
    marks = [SensitiveFlag(flag).label for flag in one.flags.split(",") if flag]
    rows = [Row("Decision", Tag(one.get_decision_display(), tone)), Row("Why", one.why)]
    if one.conditions:
        rows.append(Row("Conditions", one.conditions))
    rows += [Row("Marked then with", marks), Row("Decided by", one.decided_by.name)]
    return Card(day(one.decided_at), tuple(rows))


def _address(case: Case, name: str, *more: object) -> str:
    return reverse(f"cases:{name}", args=[case.reference, *more])
