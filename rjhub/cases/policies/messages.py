"""Rules of messages between the sides."""

from uuid import UUID

from rjhub.cases import pathways
from rjhub.cases.models import Case, Message, Party
from rjhub.cases.policies.bringing_together import goes_on, may_bring_together, party_goes_on
from rjhub.cases.policies.case import may_contact
from rjhub.cases.policies.wording import hits_in
from rjhub.cases.vocabulary import Direction, MessageStatus
from rjhub.kernel import contact_details
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.vocabulary import InterventionType
from rjhub.sharing.vocabulary import Side

NOT_YET_OVER = {MessageStatus.WRITTEN, MessageStatus.APPROVED, MessageStatus.RETURNED}


def may_take_down_message(staff: Staff, case: Case) -> Decision:
    """Taking a message down, where the pathway offers messages."""
    offered = pathways.pathway_of(case).interventions.offered
    return all_of(
        may_bring_together(staff, case),
        goes_on(case),
        allow_if(InterventionType.SHUTTLE in offered, "The pathway of this case does not offer messages."),
    )


def between_the_sides(sender: Party, receiver: Party) -> Decision:
    """A message goes from one side to the other, between people for whom the case goes on."""
    return all_of(
        allow_if(sender.side != receiver.side, "A message goes from one side to the other."),
        party_goes_on(sender),
        party_goes_on(receiver),
    )


def stands_for(returned: Message | None) -> Decision:
    """Taking a message down again, once, after it was returned."""
    if returned is None:
        return allow_if(condition=True, otherwise="")
    again = Message.objects.filter(instead_of=returned).exclude(status=MessageStatus.WITHDRAWN).exists()
    return all_of(
        allow_if(returned.status == MessageStatus.RETURNED, "Only a returned message is written down again."),
        allow_if(not again, "This message was written down again already."),
    )


def may_review_message(staff: Staff, case: Case, message: Message) -> Decision:
    """Reading a message before it is passed on: not whoever took it down."""
    return all_of(
        may_bring_together(staff, case),
        allow_if(message.status == MessageStatus.WRITTEN, "This message is not waiting to be read."),
        allow_if(
            message.taken_by_id != staff.id,
            "You took this message down. Somebody else has to read it before it is passed on.",
        ),
    )


def crosses_safely(message: Message) -> Decision:
    """How a person harmed can be reached never crosses to the other side, not even at their own wish."""
    named = message.side == Side.HARMED and hits_in(message.case_id, message.words)
    return allow_if(
        not named,
        "The words say how the person harmed can be reached. Return the message, so that this is left out.",
    )


def reaches_nobody(case_id: UUID, text: str) -> Decision:
    """The same of what the file of a message says; the program looks for what it knows of the person harmed, too."""
    return allow_if(
        not hits_in(case_id, text),
        "The file says how the person harmed can be reached. Return the message, so that this is left out.",
    )


def may_copy_message(message: Message) -> Decision:
    """What goes to the other side exists once somebody else has read it."""
    return allow_if(
        message.status in {MessageStatus.APPROVED, MessageStatus.PASSED_ON},
        "This message has not been approved, or is over already.",
    )


def response_fits(message: Message, response: str) -> Decision:
    """How a message was received stands on its sender's side, so it says nothing of how the other is reached."""
    named = message.side != Side.HARMED and contact_details.found_in(response)
    return allow_if(
        not named, "Leave out how the person harmed can be reached: the other side may read this."
    )


def log_reaches_nobody(party: Party, *written: str) -> Decision:
    """What is logged of a contact is read by every facilitator, of whichever side: how to reach her is not."""
    found = contact_details.found_in("\n".join(written)) if party.side == Side.HARMED else ()
    named = ", ".join(f"{one.kind} {one.text}" for one in found)
    return allow_if(
        not found,
        f"Take out how to reach them ({named}): everybody who works on the case reads this. Keep it with how to "
        "reach them safely.",
    )


def may_pass_message_on(staff: Staff, case: Case, message: Message) -> Decision:
    """Passing a message on: somebody who may speak with whom it is for, once it has been read."""
    return all_of(
        may_bring_together(staff, case),
        may_contact(staff, case, message.to_party, Direction.OUTGOING, None),
        allow_if(
            message.status == MessageStatus.APPROVED,
            "This message has not been approved, or is over already.",
        ),
    )


def may_take_message_back(staff: Staff, case: Case, message: Message) -> Decision:
    """Noting that the sender takes a message back, until it is passed on."""
    return all_of(
        may_bring_together(staff, case),
        allow_if(message.status in NOT_YET_OVER, "This message was passed on or taken back already."),
    )
