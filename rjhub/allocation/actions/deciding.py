"""Deciding about what a plan proposes. A plan applies itself to nothing: an action of room `cases` asks the two."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.allocation import needs, policies, queries
from rjhub.allocation.choosing import stamp_of
from rjhub.allocation.models import Proposal, Wish
from rjhub.allocation.needs import Helper, Need
from rjhub.allocation.queries.waiting import Waiting, waiting_for
from rjhub.allocation.vocabulary import Became, Obstacle
from rjhub.audit.recording import record
from rjhub.cases.actions.allocating import allocate_case
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff

GONE = "This case does not wait for facilitators any more, or you cannot see it now."
CHANGED = "The case, or one of the two, has changed since the plan was made. Plan again."


@dataclass(frozen=True)
class Outcome:
    """What became of one proposal: whether the two were asked, or why not."""

    proposal: Proposal
    reference: str
    refused: tuple[str, ...] = ()


@transaction.atomic
def accept(proposals: Sequence[Proposal], *, because: str, by: Staff, at: datetime) -> list[Outcome]:
    """Ask the facilitators whom a plan proposes for these cases, each case by itself: one refused stops no other.

    `because` is why rules are put aside, where a proposal does. What has changed since the plan was made is refused.
    """
    policies.may_plan(by).or_refuse()
    waiting = waiting_for(by, [hub.id for hub in queries.hubs_of(by)], at)
    given: Counter[UUID] = Counter()
    outcomes = []
    for proposal in proposals:
        case = waiting.cases.get(proposal.case_id)
        try:
            with transaction.atomic():
                locked = queries.lock_proposal(proposal)
                policies.may_decide(by, locked).or_refuse()
                _stands(locked, waiting, given)
                _ask(
                    locked,
                    waiting,
                    locked.lead,
                    locked.second,
                    because if locked.asides else "",
                    by=by,
                    at=at,
                )
                _decided(locked, Became.ACCEPTED, by=by, at=at)
        except Refused as refusal:
            outcomes.append(Outcome(proposal, case.reference if case else "", tuple(refusal.reasons)))
        else:
            given.update(one for one in (proposal.lead_id, proposal.second_id) if one)
            outcomes.append(Outcome(locked, case.reference if case else ""))
    return outcomes


@transaction.atomic
def decide_otherwise(
    proposal: Proposal, *, lead: Staff, second: Staff, because: str, by: Staff, at: datetime
) -> Proposal:
    """Ask others than a plan proposes, for a reason, which is kept with the allocation. Raises Refused."""
    locked = queries.lock_proposal(proposal)
    policies.may_decide(by, locked).or_refuse()
    if not because:
        raise Refused("Say why you decide otherwise.")
    waiting = waiting_for(by, [hub.id for hub in queries.hubs_of(by)], at)
    _ask(locked, waiting, lead, second, because, by=by, at=at)
    locked.chosen_lead, locked.chosen_second = lead, second
    locked.chosen_more = more_points(locked, waiting, lead, second)
    _decided(locked, Became.OTHERWISE, by=by, at=at)
    return locked


def more_points(proposal: Proposal, waiting: Waiting, lead: Staff, second: Staff) -> float | None:
    """How many points more two people have than what was proposed; None where that cannot be told."""
    need = _need(waiting, proposal.case_id)
    people = [one for one in waiting.helpers if one.id in {lead.id, second.id}]
    if need is None or len(people) < 2:  # noqa: PLR2004 a lead and a second
        return None
    weights = queries.weights_of(proposal.plan.weighing)
    return float(sum(needs.points_of_two(need, people[0], people[1], weights).values()) - proposal.cost)


def why_stale(proposal: Proposal, waiting: Waiting, given: Counter[UUID] | None = None) -> str:
    """What has changed since a proposal was made, so that it does not stand; nothing where it stands."""
    need = _need(waiting, proposal.case_id)
    if need is None:
        return GONE
    by_id = {one.id: one for one in waiting.helpers}
    pair = [by_id[one] for one in (proposal.lead_id, proposal.second_id) if one in by_id]
    if proposal.lead_id is None:
        return "" if proposal.stamp == stamp_of(need) else CHANGED
    if len(pair) < 2 or proposal.stamp != stamp_of(need, *pair):  # noqa: PLR2004 a lead and a second
        return CHANGED
    taken = given or Counter()
    return next((words for one in pair for words in _against(need, one, taken[one.id])), "")


def _against(need: Need, helper: Helper, taken: int) -> list[str]:
    codes = list(needs.obstacles(need, helper))
    if helper.id not in need.standing and helper.room <= taken:
        codes.append(Obstacle.ROOM)
    return [f"One of the two {code.label} now. Plan again." for code in codes]


def _stands(proposal: Proposal, waiting: Waiting, given: Counter[UUID]) -> None:
    if proposal.lead is None or proposal.second is None:
        raise Refused("The plan proposes nobody for this case.")
    stale = why_stale(proposal, waiting, given)
    if stale:
        raise Refused(stale)


def _ask(
    proposal: Proposal, waiting: Waiting, lead: Staff | None, second: Staff | None, because: str, *, by: Staff,
    at: datetime,
) -> None:  # fmt: skip
    case = waiting.cases.get(proposal.case_id)
    if case is None or lead is None:
        raise Refused(GONE)
    allocate_case(case, lead=lead, second=second, override=because, by=by, at=at)


def _decided(proposal: Proposal, became: Became, *, by: Staff, at: datetime) -> None:
    proposal.became, proposal.decided_at = became, at
    proposal.save(update_fields=["became", "decided_at", "chosen_lead", "chosen_second", "chosen_more"])
    Wish.objects.filter(asked_by=by, case_id=proposal.case_id, ended_at=None).update(ended_at=at)
    record(
        "allocation:proposal:decide",
        by=by,
        subject=proposal,
        partnership=by.partnership_id,
        changed=("became",),
    )


def _need(waiting: Waiting, case_id: UUID) -> Need | None:
    return next((one for one in waiting.needs if one.case_id == case_id), None)
