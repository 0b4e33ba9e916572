"""Who may do what about records of one person. Each answers a Decision with its reason."""

from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.matching.models import Pair, Proposal
from rjhub.matching.vocabulary import State
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people import policies as people
from rjhub.people.models import Person


def may_compare(by: Staff) -> Decision:
    """Only coordinators learn that two records may be of one person."""
    return people.may_compare(by)


def may_decide(by: Staff, one: Person, other: Person) -> Decision:
    """Whether two records are one person is for a hub's coordinator who sees both."""
    return people.may_decide_link(by, one, other)


def may_propose(by: Staff, one: Person, other: Person, pair: Pair) -> Decision:
    """Where records differ in what one person has only once, joining them is proposed first."""
    free = allow_if(
        pair.state != State.ASKED,
        "Somebody has proposed already to join them. Confirm that, or say no to it.",
    )
    return all_of(people.may_decide_link(by, one, other), free)


def may_answer(by: Staff, one: Person, other: Person, proposal: Proposal) -> Decision:
    """Somebody else than whoever proposed it confirms, or not."""
    return all_of(
        people.may_decide_link(by, one, other),
        allow_if(proposal.answer == "", "This was answered already."),
        allow_if(
            proposal.asked_by_id != by.id,
            "You proposed this yourself. Another coordinator has to confirm it.",
        ),
    )


def may_take_back(by: Staff, proposal: Proposal) -> Decision:
    """Whoever proposed it may take it back."""
    return all_of(
        allow_if(proposal.asked_by_id == by.id, "Only whoever proposed this can take it back."),
        allow_if(proposal.answer == "", "This was answered already."),
    )


def may_see_models(by: Staff) -> Decision:
    """What weighs how much is for those who decide by it, and for who answers for information."""
    return allow_if(
        by.holds(Role.COORDINATOR, Role.INFORMATION_OFFICER),
        "Only coordinators and information officers can see how records are matched.",
    )
