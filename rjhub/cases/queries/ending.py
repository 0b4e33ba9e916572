"""Reading whether a case waits, or is on its way to another area."""

from rjhub.cases.models import Case, Pause, Transfer


def open_pause(case: Case) -> Pause | None:
    """The rest that a case takes now, if any."""
    return Pause.objects.filter(case=case, resumed_at=None).first()


def open_transfer(case: Case) -> Transfer | None:
    """The transfer that another area has been asked to accept and has not answered, if any."""
    return (
        Transfer.objects.filter(case=case, accepted_at=None, declined_at=None).select_related("case").first()
    )
