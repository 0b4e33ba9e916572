"""Rules of agreements: what people agreed, and whether it was kept."""

from rjhub.cases.models import Agreement, AgreementItem, Case, Meeting, Message, Party
from rjhub.cases.policies.bringing_together import TOOK_PLACE, may_bring_together
from rjhub.cases.policies.case import may_contact
from rjhub.cases.vocabulary import Direction, ItemStatus, MessageStatus
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Side


def may_record_agreement(staff: Staff, case: Case) -> Decision:
    """Writing down what was agreed, once people have met or a message was passed on."""
    met = Meeting.objects.filter(case=case, status__in=TOOK_PLACE).exists()
    wrote = Message.objects.filter(case=case, status=MessageStatus.PASSED_ON).exists()
    return all_of(
        may_bring_together(staff, case),
        allow_if(met or wrote, "Nothing can be agreed before people have met or a message was passed on."),
    )


def may_add_item(staff: Staff, case: Case, agreement: Agreement) -> Decision:
    """Adding what somebody is to do, unless nothing was wanted."""
    return all_of(
        may_bring_together(staff, case),
        allow_if(not agreement.nothing_wanted, "Nothing was wanted here. Write down another agreement."),
    )


def may_change_item(staff: Staff, case: Case, item: AgreementItem) -> Decision:
    """Changing what somebody is to do, until it is settled."""
    return all_of(
        may_bring_together(staff, case),
        allow_if(item.status == ItemStatus.OPEN, "This is settled already. Put that right first."),
    )


def may_report_agreement(staff: Staff, case: Case, party: Party) -> Decision:
    """Telling a person harmed how an agreement ended: somebody who may speak with them."""
    return all_of(
        may_contact(staff, case, party, Direction.OUTGOING, None),
        allow_if(party.side == Side.HARMED, "It is the person harmed who is told."),
    )
