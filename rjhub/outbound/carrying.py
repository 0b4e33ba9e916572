"""The one place that hands anything to the mail server. Only what has a record may be handed over.

Whoever calls it stands in this package or in the room of letters: a test holds that nothing else does.
"""

import logging
import re
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from rjhub.outbound.words import Attached

log = logging.getLogger(__name__)
_ONE_ADDRESS = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"()]+")


class NotOneRecipient(ValueError):
    """A mail goes to exactly one address."""


def carry(
    to: str, *, subject: str, body: str, what: str, attached: Attached | None = None, sender: str = ""
) -> bool:
    """Hand one mail for one address to the mail server; whether it took it.

    A server that cannot be reached is put in the program's log under `what`, never with the words or the address.
    Raises NotOneRecipient.
    """
    if not _ONE_ADDRESS.fullmatch(to):
        raise NotOneRecipient
    message = EmailMessage(
        subject=subject, body=body, from_email=sender or settings.DEFAULT_FROM_EMAIL, to=[to]
    )
    if attached is not None:
        message.attach(attached.name, attached.content, attached.mime)
    try:
        message.send()
    except (OSError, SMTPException):
        log.exception("A mail could not be sent: %s", what)
        return False
    return True
