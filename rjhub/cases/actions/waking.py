"""The end of a case's wait, whichever way it goes on."""

from datetime import datetime

from rjhub.cases.actions.tasks import end_tasks
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party, Pause
from rjhub.cases.vocabulary import PartyStatus
from rjhub.partnership.models import Staff

ASK_AGAIN = "ask_again"


def end_wait(case: Case, waiting: Pause, *, by: Staff, at: datetime) -> None:
    """End the wait of a locked case. Whoever said not now counts as not asked yet. For other actions."""
    waiting.resumed_at, waiting.resumed_by = at, by
    waiting.save(update_fields=["resumed_at", "resumed_by"])
    Party.objects.filter(case=case, status=PartyStatus.NOT_NOW).update(
        status=PartyStatus.APPROACHED, ask_again_on=None
    )
    happened("cases:case:resume", case=case, by=by, at=at, row=waiting)
    end_tasks(case, ASK_AGAIN, by=by, at=at)
