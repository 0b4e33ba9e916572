"""Who may have a plan made, weigh its aims, and decide about what it proposes."""

from rjhub.allocation.models import Plan, Proposal
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role


def may_plan(by: Staff) -> Decision:
    """Having a plan made and weighing its aims: coordinators."""
    return allow_if(by.holds(Role.COORDINATOR), "Only coordinators plan who takes which case.")


def may_ask(by: Staff, newest: Plan | None) -> Decision:
    """Asking for another plan: once the one before is made."""
    return all_of(
        may_plan(by),
        allow_if(
            newest is None or not newest.is_going_on,
            "A plan is being made already. Stop it, or wait until it is ready.",
        ),
    )


def may_decide(by: Staff, proposal: Proposal) -> Decision:
    """Deciding about a proposal: whoever asked for the plan, once."""
    return all_of(
        may_plan(by),
        allow_if(proposal.asked_by_id == by.id, "Only whoever asked for this plan decides about it."),
        allow_if(not proposal.became, "You have decided about this case already."),
    )
