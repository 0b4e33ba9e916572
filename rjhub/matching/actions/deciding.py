"""A coordinator decides whether two records are of one person; two of them where the records differ."""

from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Conflict
from rjhub.matching import policies, queries
from rjhub.matching.models import Pair, Proposal
from rjhub.matching.vocabulary import Answer, Differing, State
from rjhub.partnership.models import Staff
from rjhub.people import keeper
from rjhub.people import queries as people
from rjhub.people.actions import linking, wording
from rjhub.people.models import Link, Person
from rjhub.people.vocabulary import SamePerson
from rjhub.sharing.vocabulary import Category, Side


def differing(one: Person, other: Person) -> list[Differing]:
    """What differs that one person has only once, so that a second coordinator has to confirm a join."""
    found = [Differing.BORN] if one.born_on and other.born_on and one.born_on != other.born_on else []
    ours, theirs = ({(n.kind, n.value) for n in people.identifiers(person)} for person in (one, other))
    both = {kind for kind, _ in ours} & {kind for kind, _ in theirs}
    agree = {kind for kind, _ in ours & theirs}
    return found + [each for each in Differing if each.value in both - agree]


@transaction.atomic
def decide(
    one: Person,
    other: Person,
    *,
    decision: SamePerson,
    why: str,
    by: Staff,
    at: datetime,
    seen: int | None = None,
) -> Link | Proposal:
    """Decide about two records. Joining them where they differ is a proposal for another coordinator.

    Nothing is merged, and every decision can be undone. `seen` is how often somebody had decided about the two when
    the page was opened. Raises Refused, Invalid without a reason, and Conflict if somebody has decided since.
    """
    keeper.alone_with_noes(one.partnership_id)
    pair = _locked(one, other)
    policies.may_decide(by, one, other).or_refuse()
    if seen is not None and seen != queries.times_decided(one, other):
        return _same_again(one, other, decision, why, by)
    differs = differing(one, other) if decision is SamePerson.SAME else []
    if differs:
        own = pair.proposals.filter(answer="", asked_by=by, why=wording.reason(Proposal, "why", why)).first()
        if own is not None:
            return own  # a button that was pressed twice
        policies.may_propose(by, one, other, pair).or_refuse()
        return _propose(pair, differs, why=why, by=by, at=at)
    _take_back_what_waits(pair, by=by, at=at)
    link = linking.decide_link(one, other, decision=decision, why=why, by=by, at=at)
    _settle(pair, State(decision.value), at=at)
    return link


@transaction.atomic
def answer(proposal: Proposal, *, confirmed: bool, why: str, by: Staff, at: datetime) -> Link | None:
    """Confirm that two records which differ are of one person, or do not.

    Raises Refused, and Invalid without a reason.
    """
    keeper.alone_with_noes(proposal.partnership_id)
    pair = Pair.objects.select_for_update().get(id=proposal.pair_id)
    proposal = Proposal.objects.select_for_update().get(id=proposal.id)
    one, other = people.lock_person(pair.first_id), people.lock_person(pair.second_id)
    policies.may_answer(by, one, other, proposal).or_refuse()
    proposal.answer_why = wording.reason(Proposal, "answer_why", why)
    # What differs may have changed since it was proposed; the database compares it once more.
    _answer(proposal, Answer.CONFIRMED if confirmed else Answer.REFUSED, by=by, at=at)
    if not confirmed:
        _settle(pair, State.OPEN, at=None)
        return None
    link = linking.decide_link(one, other, decision=SamePerson.SAME, why=proposal.why, by=by, at=at)
    _settle(pair, State.SAME, at=at)
    return link


@transaction.atomic
def take_back(proposal: Proposal, *, by: Staff, at: datetime) -> None:
    """Take a proposal back before it is answered. Raises Refused."""
    pair = Pair.objects.select_for_update().get(id=proposal.pair_id)
    proposal = Proposal.objects.select_for_update().get(id=proposal.id)
    policies.may_take_back(by, proposal).or_refuse()
    _answer(proposal, Answer.TAKEN_BACK, by=by, at=at)
    _settle(pair, State.OPEN, at=None)


@transaction.atomic
def part(link: Link, *, by: Staff, at: datetime) -> None:
    """Undo a decision: both records are as they were, with everything that was added to either since.

    Raises Refused.
    """
    linking.undo_link(link, by=by, at=at)
    pair = Pair.objects.select_for_update().filter(first_id=link.first_id, second_id=link.second_id).first()
    if pair is not None:
        _settle(pair, State.OPEN, at=None)


def _same_again(one: Person, other: Person, decision: SamePerson, why: str, by: Staff) -> Link:
    """What was decided since, if it was this very thing: a button that was pressed twice."""
    stands = queries.standing_decision(one, other)
    said = (decision, wording.reason(Link, "why", why), by.id)
    if stands is None or (stands.decision, stands.why, stands.decided_by_id) != said:
        raise Conflict
    return stands


def _locked(one: Person, other: Person) -> Pair:
    pair = queries.pair_of(one, other)
    if pair is None:
        raise Pair.DoesNotExist
    return Pair.objects.select_for_update().get(id=pair.id)


def _propose(pair: Pair, differs: list[Differing], *, why: str, by: Staff, at: datetime) -> Proposal:
    proposal = Proposal.objects.create(
        partnership_id=pair.partnership_id,
        file_id=pair.file_id,
        side=Side.NEUTRAL,
        category=Category.IDENTITY,
        pair=pair,
        differing=[each.value for each in differs],
        why=wording.reason(Proposal, "why", why),
        asked_by=by,
        asked_at=at,
    )
    _settle(pair, State.ASKED, at=None)
    record("matching:proposal:make", by=by, subject=proposal, partnership=pair.partnership_id)
    return proposal


def _take_back_what_waits(pair: Pair, *, by: Staff, at: datetime) -> None:
    """Another decision about the two ends what was proposed: its maker takes it back, others say no to it."""
    waits = Proposal.objects.select_for_update().filter(pair=pair, answer="").first()
    if waits is not None:
        waits.answer_why = "Another decision was made."
        _answer(waits, Answer.TAKEN_BACK if waits.asked_by_id == by.id else Answer.REFUSED, by=by, at=at)


def _answer(proposal: Proposal, answer_: Answer, *, by: Staff, at: datetime) -> None:
    proposal.answer, proposal.answered_by, proposal.answered_at = answer_, by, at
    proposal.save(update_fields=["answer", "answer_why", "answered_by", "answered_at"])
    record("matching:proposal:answer", by=by, subject=proposal, partnership=proposal.partnership_id)


def _settle(pair: Pair, state: State, *, at: datetime | None) -> None:
    pair.state, pair.settled_at = state, at
    pair.save(update_fields=["state", "settled_at"])
