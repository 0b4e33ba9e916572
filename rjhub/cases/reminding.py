"""Reminding staff by mail that something waits for them. A mail never says what, about whom, or on which case."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from rjhub.cases import queries
from rjhub.design.words import moment
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers

SUBJECT = "You have something to do in RJ Hub"
BODY = """Good morning,

Something in RJ Hub is due today or late. Sign in to see it.

This message does not say what it is about, because mail is not a safe place for that.
"""
WAITING = "A request waits for your answer in RJ Hub"
WAITING_BODY = """Hello,

A request for information waits for your agency's answer, and is due or late. Sign in to answer it.

This message does not say what it is about, because mail is not a safe place for that.
"""
URGENT = "Look into RJ Hub now"
URGENT_BODY = """Hello,

Somebody has opened a case of yours in an emergency. Sign in to see which, who, and why.

This message does not say what it is about, because mail is not a safe place for that.
"""
LINK = "A restorative justice hub asks you for information"
LINK_BODY = """Hello,

{hub} asks your agency for information. Open this link to answer. It works once, until {until}:

{address}

The hub rings you and tells you a code that the link asks for. Do not ring a number that somebody sends you.

This message does not say what it is about, because mail is not a safe place for that.
"""
MANY = 500


def remind_everybody(*, today: date) -> int:
    """Send one message to each member of staff who has a task by today. Answers how many were sent."""
    everybody = Staff.objects.filter(account__is_active=True).select_related(
        "account", "agency", "partnership"
    )
    addresses = {
        staff.account.email
        for staff in everybody.iterator()
        if staff.works_on(today) and _has_to_do(staff, today)
    }
    for address in sorted(addresses):
        send_mail(SUBJECT, BODY, settings.DEFAULT_FROM_EMAIL, [address])
    return len(addresses)


def tell(staff: Iterable[Staff]) -> None:
    """Tell lead contacts that a request waits for them: one message each, once what is done now has been kept."""
    for address in sorted({one.account.email for one in staff}):
        transaction.on_commit(
            partial(send_mail, WAITING, WAITING_BODY, settings.DEFAULT_FROM_EMAIL, [address])
        )


def tell_of_an_emergency(staff: Iterable[Staff]) -> None:
    """Tell whoever answers for a case that somebody opened it: one message each, once it has been kept."""
    for address in sorted({one.account.email for one in staff}):
        transaction.on_commit(partial(send_mail, URGENT, URGENT_BODY, settings.DEFAULT_FROM_EMAIL, [address]))


def send_link(to: str, *, hub: str, address: str, until: datetime) -> None:
    """Send a one-time link to one person elsewhere, once what is done now has been kept."""
    body = LINK_BODY.format(hub=hub, address=address, until=moment(until))
    transaction.on_commit(partial(send_mail, LINK, body, settings.DEFAULT_FROM_EMAIL, [to]))


def _has_to_do(staff: Staff, today: date) -> bool:
    with doors.opened(readers.reader_for(staff), door="cases:reminder", purpose="the program, to remind"):
        return any(task.due_on and task.due_on <= today for task in queries.open_tasks_of(staff, MANY))
