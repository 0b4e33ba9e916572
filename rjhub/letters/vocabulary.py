"""The words of the letters room."""

from django.db import models

from rjhub.people.vocabulary import Channel, ContactKind

# The ways in which the program writes to somebody, and which of their contact details each takes.
WAYS = {
    Channel.LETTER: ContactKind.ADDRESS,
    Channel.EMAIL: ContactKind.EMAIL,
    Channel.TEXT: ContactKind.MOBILE,
}


class Occasion(models.TextChoices):
    """What somebody is written for. What it says stands in `words.py`."""

    PLEASE_RING = "please_ring", "Ask them to ring"
    APPOINTMENT = "appointment", "Remind them of an appointment"
    OFFER = "offer", "Offer to tell them more"
    SURVEY = "survey", "Ask how it was"


# What anybody who may write to somebody chooses from; the other occasions come up elsewhere, with more to them.
CHOSEN = (Occasion.PLEASE_RING, Occasion.APPOINTMENT, Occasion.OFFER)


class Status(models.TextChoices):
    """Where something written stands."""

    WRITTEN = "written", "Not sent yet"
    TO_SEND = "to_send", "Waits to be sent"
    LEAVING = "leaving", "Being sent"
    SENT = "sent", "Sent"
    PRINTED = "printed", "Printed, not posted yet"
    POSTED = "posted", "Posted"
    COULD_NOT = "could_not", "Could not be sent"
    NOT_KNOWN = "not_known", "May have been sent"
    STOPPED = "stopped", "Not sent"
    TAKEN_BACK = "taken_back", "Taken back"


OPEN = (Status.WRITTEN, Status.TO_SEND, Status.PRINTED)


class Because(models.TextChoices):
    """Why something was not sent. The database says which; the sentences are for whoever wrote it."""

    SAID_NO = "said_no", "They asked not to be contacted"
    MAYBE_SAID_NO = "maybe_said_no", "Somebody who may be this person asked not to be contacted. Ask the hub"
    NEVER_ASKED = "never_asked", "Nobody has asked them how they can be contacted safely"
    NOT_THIS_WAY = "not_this_way", "This is not among the ways that they said are safe"
    ASKED_LONG_AGO = (
        "asked_long_ago",
        "They were last asked more than six months ago what is safe. Ask them again",
    )
    NO_ADDRESS = "no_address", "Nothing is recorded by which they could be reached in this way"
    CHANGED_SINCE = (
        "changed_since",
        "How they can be reached changed after they said what is safe. Ask them again",
    )
    IN_CUSTODY = (
        "in_custody",
        "They are held in a prison, so a letter to their address would not reach them alone",
    )
    TOO_EARLY = "too_early", "The time to send it has not come"
    TOO_LATE = "too_late", "The time in which it was to be sent has passed"
    FROZEN = (
        "frozen",
        "RJ Hub was restored from a backup, so nobody is written to until the noes said since are known again",
    )
    WRITER_GONE = "writer_gone", "Whoever sent it off may no longer reach this person"


class What(models.TextChoices):
    """What left."""

    LETTER = "letter", "Letter"
    EMAIL = "email", "Email"
    TEXT = "text", "Text message"
    CALENDAR = "calendar", "Calendar file"
    COURT_REPORT = "court_report", "Report to the court"
    AGREEMENT = "agreement", "What was agreed"
    MESSAGE = "message", "Message from the other side"
    DOCUMENT = "document", "Document of the case"


class Why(models.TextChoices):
    """Why it left."""

    CONTACT = "contact", "To be in touch with them"
    MEETING = "meeting", "To know when a meeting is"
    COURT = "court", "To tell the court"
    COPY = "copy", "A copy for somebody"
    OUTCOME = "outcome", "To tell them how it ended"
    PASS_ON = "pass_on", "To pass it on"
    WORK = "work", "To work with it outside RJ Hub"
