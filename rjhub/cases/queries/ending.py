"""Reading whether a case waits, is on its way to another area, or would end with promises that are not kept yet."""

from rjhub.cases.models import AgreementItem, Case, FollowUp, Pause, Transfer
from rjhub.cases.vocabulary import ItemStatus


def open_pause(case: Case) -> Pause | None:
    """The rest that a case takes now, if any."""
    return Pause.objects.filter(case=case, resumed_at=None).first()


def open_transfer(case: Case) -> Transfer | None:
    """The transfer that another area has been asked to accept and has not answered, if any."""
    return (
        Transfer.objects.filter(case=case, accepted_at=None, declined_at=None).select_related("case").first()
    )


def follow_ups_left(case: Case) -> list[FollowUp]:
    """Whoever is still to be asked how they are, first what is due first."""
    found = FollowUp.objects.filter(case=case, done_on=None, not_done_because="")
    return list(found.select_related("case", "party__person").order_by("due_on", "id"))


def items_left(case: Case) -> list[AgreementItem]:
    """What was agreed, and is neither done nor given up."""
    found = AgreementItem.objects.filter(case=case, status=ItemStatus.OPEN)
    return list(found.select_related("agreement").order_by("due_on", "id"))
