"""Reminding staff by mail that something waits for them. A mail never says what, about whom, or on which case."""

from datetime import date

from django.conf import settings
from django.core.mail import send_mail

from rjhub.cases import queries
from rjhub.partnership.models import Staff
from rjhub.sharing import doors, readers

SUBJECT = "You have something to do in RJ Hub"
BODY = """Good morning,

Something in RJ Hub is due today or late. Sign in to see it.

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


def _has_to_do(staff: Staff, today: date) -> bool:
    with doors.opened(readers.reader_for(staff), door="cases:reminder", purpose="the program, to remind"):
        return any(task.due_on and task.due_on <= today for task in queries.open_tasks_of(staff, MANY))
