"""Rules of referrals that are attached to a case, and of opening a closed case again."""

from rjhub.cases.models import AttachedReferral, Case, Party
from rjhub.cases.policies.case import coordinates
from rjhub.kernel.decisions import Decision, all_of, allow, allow_if
from rjhub.partnership.models import Staff
from rjhub.people import approach
from rjhub.sharing.vocabulary import Side

OF_THE_HUB = "Only a coordinator of the hub can do this."


def may_see_attached(staff: Staff, case: Case) -> Decision:
    """What a referral says is for the hub; whoever works on the case reads of it in the timeline."""
    return allow_if(coordinates(staff, case), OF_THE_HUB)


def may_settle_people(staff: Staff, case: Case, row: AttachedReferral) -> Decision:
    """Saying who is who: the hub of the case, while the referral is attached."""
    return all_of(
        allow_if(coordinates(staff, case), OF_THE_HUB),
        allow_if(row.detached_at is None, "This referral was taken out of the case. Reload the page."),
    )


def may_detach(staff: Staff, case: Case, row: AttachedReferral) -> Decision:
    """Taking a referral out again: the hub of the case, also after the case was closed."""
    return may_settle_people(staff, case, row)


def may_ask_to_reopen(staff: Staff, case: Case) -> Decision:
    """Seeing how a closed case could be opened again, or why it cannot: the hub."""
    return all_of(
        allow_if(coordinates(staff, case), OF_THE_HUB), allow_if(case.is_closed, "This case is not closed.")
    )


def may_reopen(staff: Staff, case: Case) -> Decision:
    """Opening a closed case again: the hub, unless everybody on one side said no and none of them has asked since."""
    return all_of(
        may_ask_to_reopen(staff, case),
        *(somebody_is_left(case, side) for side in (Side.HARMED, Side.RESPONSIBLE)),
    )


def somebody_is_left(case: Case, side: Side) -> Decision:
    """Whether a side of a closed case has anybody who may be asked, or never had anybody at all."""
    people = list(Party.objects.filter(case=case, side=side).order_by("id"))
    if not people or any(may_be_asked_again(one) for one in people):
        return allow()
    return allow_if(
        condition=False,
        otherwise=f"The {side.label.lower()} said no. The case can be opened again only if they ask for it themselves: "
        "write that into their noes first.",
    )


def may_be_asked_again(party: Party) -> bool:
    """Nobody who said no may be asked, until they themself have taken it back.

    Who may be somebody who said no counts as left: that is for the hub to decide before anybody contacts them.
    """
    return approach.may_be_approached(party.person_id) != approach.STOPPED
