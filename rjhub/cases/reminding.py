"""Reminding staff by mail that something waits for them. A mail never says what, about whom, or on which case."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.db import transaction

from rjhub.cases import queries
from rjhub.design.words import moment
from rjhub.facilitators import queries as register
from rjhub.outbound import mailing
from rjhub.outbound.words import Kind
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers

MANY = 500


def remind_everybody(*, today: date) -> int:
    """Send one message to each member of staff who has a task by today, or is told that something of theirs lapses.

    Answers how many were sent.
    """
    everybody = Staff.objects.filter(account__is_active=True).select_related(
        "account", "agency", "partnership"
    )
    addresses = {
        staff.account.email
        for staff in everybody.iterator()
        if staff.works_on(today) and _has_to_do(staff, today)
    }
    return sum(mailing.send(Kind.SOMETHING_TO_DO, to=address) for address in sorted(addresses))


def tell(staff: Iterable[Staff]) -> None:
    """Tell lead contacts that a request waits for them: one message each, once what is done now has been kept."""
    _tell(Kind.REQUEST_WAITS, staff)


def tell_of_an_emergency(staff: Iterable[Staff]) -> None:
    """Tell whoever answers for a case that somebody opened it: one message each, once it has been kept."""
    _tell(Kind.EMERGENCY, staff)


def send_link(to: str, *, hub: str, address: str, until: datetime) -> None:
    """Send a one-time link to one person elsewhere, once what is done now has been kept."""
    filled = {"hub": hub, "link": address, "until": moment(until)}
    transaction.on_commit(partial(mailing.send, Kind.ANSWER_LINK, to=to, filled=filled))


def _tell(kind: Kind, staff: Iterable[Staff]) -> None:
    for address in sorted({one.account.email for one in staff}):
        transaction.on_commit(partial(mailing.send, kind, to=address))


def _has_to_do(staff: Staff, today: date) -> bool:
    with doors.opened(readers.reader_for(staff), door="cases:reminder", purpose="the program, to remind"):
        due = any(task.due_on and task.due_on <= today for task in queries.open_tasks_of(staff, MANY))
        return due or register.is_reminded(staff, today)
