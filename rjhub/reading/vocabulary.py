"""The words of the reading room: patterns that are pointed out, and what came of them."""

from django.db import models


class Pattern(models.TextChoices):
    """A way of reading that an information officer is asked to look at. None of them says that anybody did wrong."""

    SURNAME = "surname", "Same surname as the reader"
    STREET = "street", "Same postcode as the reader’s home"
    CONFLICT = "conflict", "The reader has said that they know somebody in it"
    NO_TASK = "no_task", "No task on what was opened"
    BULK = "bulk", "Far more than usual"
    OUT_OF_HOURS = "hours", "Outside working hours"
    MISSED = "missed", "Many searches that found nobody"
    TRIES = "tries", "Many records that may be of people who said no"


class Decision(models.TextChoices):
    """What an information officer records about something that was pointed out."""

    LOOKED_INTO = "looked_into", "I am looking into it"
    EXPLAINED = "explained", "There is a good reason"
    REPORTED = "reported", "It has to be reported"


SETTLED = (Decision.EXPLAINED, Decision.REPORTED)
