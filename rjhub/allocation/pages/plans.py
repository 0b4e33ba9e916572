"""A plan: how far it is, what it proposes for each case, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from rjhub.allocation.models import Plan, Proposal
from rjhub.allocation.pages import words
from rjhub.allocation.queries.waiting import Waiting
from rjhub.allocation.vocabulary import Aside, Became, State
from rjhub.cases.models import Case
from rjhub.design.links import Link
from rjhub.design.pieces import Row, Shown, Tag, Tone
from rjhub.design.words import day, moment, plural
from rjhub.kernel import clock

_STATES = {
    State.ASKED: Tone.WAITING, State.RUNNING: Tone.DOING, State.READY: Tone.DONE, State.IMPOSSIBLE: Tone.STOPPED,
    State.FAILED: Tone.STOPPED,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What stands around proposals now: cases that the reader sees, what waits, names, and what does not stand."""

    cases: Mapping[UUID, Case]
    waiting: Waiting
    names: words.Names
    stale: Mapping[UUID, str]


@dataclass(frozen=True)
class Card:
    """What is proposed for one case."""

    title: str
    href: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Overview:
    """What waits for facilitators, and the newest plan."""

    waits: str
    can_plan: bool
    form: Any
    newest: tuple[Row, ...]
    plan: Link | None
    can_move_few: bool
    is_going_on: bool
    links: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    title: str = "Who takes which case"


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """One plan."""

    summary: tuple[Row, ...]
    going_on: bool
    stop: str
    again: str
    cards: tuple[Card, ...]
    clash: tuple[str, ...]
    notes: tuple[str, ...]
    accepting: Any
    tick_all: str
    is_ready: bool
    failed: bool
    breadcrumbs: tuple[Link, ...]
    title: str


@dataclass(frozen=True, kw_only=True)
class ProposalPage:
    """What is proposed for one case, in full."""

    rows: tuple[Row, ...]
    why: tuple[str, ...]
    nearest: tuple[str, ...]
    wishes: tuple[tuple[str, str], ...]
    acts: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    title: str


@dataclass(frozen=True)
class Asking:
    """A page with one form."""

    form: Any
    about: str
    submit: str
    back: Link
    title: str


def overview(
    waiting: Waiting, hubs: Sequence[str], form: Any, newest: Plan | None, *, can_move_few: bool
) -> Overview:
    """What waits, in words."""
    named = " and ".join(filter(None, (", ".join(hubs[:-1]), hubs[-1] if hubs else "")))
    number = len(waiting.needs) + waiting.left_out
    how_many = {0: "No case waits", 1: "1 case waits"}.get(number, f"{number:,} cases wait")
    waits = [f"{how_many} for facilitators in {named}."]
    if waiting.asked:
        waits.append(f"In {plural(waiting.asked, 'other')}, two people have been asked already.")
    if waiting.left_out:
        waits.append(f"A plan takes the {len(waiting.needs)} that have waited longest.")
    return Overview(
        waits=" ".join(waits),
        can_plan=number > 0,
        form=form,
        newest=_newest(newest) if newest else (),
        plan=Link("Open this plan", reverse("allocation:plan", args=[newest.id])) if newest else None,
        can_move_few=can_move_few,
        is_going_on=newest is not None and newest.is_going_on,
        links=(
            Link("What a plan weighs", reverse("allocation:weights")),
            Link("Where you decided otherwise", reverse("allocation:report")),
        ),
        breadcrumbs=(Link("Facilitators", reverse("facilitators:register")),),
    )


def plan_page(plan: Plan, proposals: Sequence[Proposal], seen: Seen, accepting: Any) -> PlanPage:
    """A plan, with what has become of each proposal."""
    shown = [one for one in proposals if one.case_id in seen.cases]
    references = {
        str(case.id): case.reference for case in (*seen.cases.values(), *seen.waiting.cases.values())
    }
    hidden = len(proposals) - len(shown)
    return PlanPage(
        summary=_summary(plan),
        going_on=plan.is_going_on,
        stop="" if plan.stop_asked_at else reverse("allocation:stopping", args=[plan.id]),
        again=reverse("allocation:overview"),
        cards=tuple(_card(plan, one, seen) for one in shown),
        clash=tuple(words.clash(plan, seen.names, references)),
        notes=(
            *_over(plan, seen.names),
            *([f"{plural(hidden, 'case')} of it you cannot see any more."] if hidden else []),
        ),
        accepting=accepting,
        tick_all=reverse("allocation:plan", args=[plan.id]) + "?tick=all#proposals",
        is_ready=plan.state == State.READY,
        failed=plan.state == State.FAILED,
        breadcrumbs=(Link("Who takes which case", reverse("allocation:overview")),),
        title=f"Plan of {moment(plan.asked_at)}",
    )


def proposal_page(
    plan: Plan, proposal: Proposal, seen: Seen, wishes: tuple[tuple[str, str], ...]
) -> ProposalPage:
    """One case of a plan."""
    card, case = _card(plan, proposal, seen), seen.cases[proposal.case_id]
    here = [plan.id, proposal.id]
    acts = [] if proposal.became else [
        Link("Ask others", reverse("allocation:otherwise", args=here)),
        Link("Say who has to be on it, or must not be, in the next plan", reverse("allocation:wishing", args=here)),
    ]  # fmt: skip
    return ProposalPage(
        rows=card.rows,
        why=tuple(words.why(proposal)),
        nearest=tuple(words.nearest(proposal, seen.names)),
        wishes=wishes,
        acts=(Link("Open the case", reverse("cases:case", args=[case.reference])), *acts),
        breadcrumbs=(
            Link("Who takes which case", reverse("allocation:overview")),
            Link("Plan", reverse("allocation:plan", args=[plan.id])),
        ),
        title=f"{case.reference}: {case.offence}" if case.offence else case.reference,
    )


def offered(proposals: Sequence[Proposal], seen: Seen) -> list[tuple[str, str]]:
    """The proposals that can be accepted now, in words."""
    return [
        (
            str(one.id),
            f"{seen.cases[one.case_id].reference}: {one.lead.name} leads, with {one.second.name}"
            + (" (puts a rule aside)" if one.asides else ""),
        )
        for one in proposals
        if one.lead
        and one.second
        and not one.became
        and one.case_id in seen.cases
        and not seen.stale.get(one.id)
    ]


def _newest(plan: Plan) -> tuple[Row, ...]:
    return (Row("Asked for", moment(plan.asked_at)), *_summary(plan))


def _summary(plan: Plan) -> tuple[Row, ...]:
    rows = [Row("Now", Tag(plan.get_state_display(), _STATES[State(plan.state)]))]
    if plan.state == State.RUNNING:
        rows.append(Row("Doing", f"{plan.doing or 'Reading'}, for {plural(round(plan.seconds), 'second')}"))
    if plan.state in {State.RUNNING, State.READY}:
        rows.append(Row("How good it is", words.quality(plan)))
        rows.append(
            Row("Looked at", f"{plural(plan.cases, 'case')} and {plural(plan.people, 'person', 'people')}")
        )
    if plan.moved is not None:
        rows.append(Row("Since the plan before", f"{plural(plan.moved, 'person', 'people')} moved"))
    if plan.stop_asked_at and plan.is_going_on:
        rows.append(Row("Stopping", "It ends with the best plan that was found so far"))
    return tuple(rows)


def _card(plan: Plan, one: Proposal, seen: Seen) -> Card:
    case = seen.cases[one.case_id]
    need = next((each for each in seen.waiting.needs if each.case_id == one.case_id), None)
    rows = [Row("Now", _standing(one, seen.stale.get(one.id, "")))]
    if one.lead and one.second:
        rows.append(Row("Lead", f"{one.lead.name}, {one.lead.agency.short_name}"))
        rows.append(Row("Co-facilitator", f"{one.second.name}, {one.second.agency.short_name}"))
        pair = [each for each in seen.waiting.helpers if each.id in {one.lead_id, one.second_id}]
        if need and len(pair) == 2:  # noqa: PLR2004 a lead and a second
            rows.append(Row("Both free", words.both_free(need, pair)))
        rows.append(Row("Points", f"{one.cost:g}".replace("-", words.MINUS)))
        rows.append(Row("Next best", words.next_best(one, seen.names)))
        if one.asides:
            rows.append(Row("Puts aside", [Aside(code).label for code in one.asides]))
    elif need:
        rows.append(Row("Nobody fits", words.nobody_fits(need, seen.waiting.helpers)))
        rows.append(
            Row("Nearest", list[Shown](words.nearest(one, seen.names)) or "Nobody facilitates for this hub")
        )
    if need and need.due_on:
        late = need.due_on < clock.today()
        rows.append(Row("Due", [day(need.due_on), Tag("Late", Tone.LATE)] if late else day(need.due_on)))
    href = reverse("allocation:proposal", args=[plan.id, one.id])
    return Card(f"{case.reference}: {case.offence}" if case.offence else case.reference, href, tuple(rows))


def _standing(one: Proposal, stale: str) -> Shown:
    if one.became == Became.ACCEPTED:
        return [Tag("Asked", Tone.DONE), f"on {moment(one.decided_at)}"]
    if one.became == Became.OTHERWISE:
        who = " and ".join(each.name for each in (one.chosen_lead, one.chosen_second) if each)
        return [Tag("Others were asked", Tone.PAUSED), f"{who}, on {moment(one.decided_at)}"]
    if stale:
        return [Tag("Does not stand any more", Tone.STOPPED), stale]
    return Tag("Waits for you", Tone.TO_DO) if one.lead else Tag("Nobody fits", Tone.LATE)


def _over(plan: Plan, names: words.Names) -> list[str]:
    return [
        f"{names.get(UUID(one), 'Somebody')} has {plural(has, 'case')}, and their agency lets them "
        f"have {most}. They get no new case."
        for one, has, most in plan.over
    ]
