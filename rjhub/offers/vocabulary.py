"""The words of the offers room."""

from django.db import models


class Said(models.TextChoices):
    """What happened between somebody and whoever spoke with them about restorative justice."""

    TOLD = "told", "Told about restorative justice"
    OFFERED = "offered", "Offered restorative justice"
    CONTACTED = "contacted", "Contacted, or an attempt at it"
    ASKED_FOR_IT = "asked_for_it", "Asked for it"
    REFERRED = "referred", "Referred to a hub"
    INTERESTED = "interested", "Said that they are interested"
    AGREED = "agreed", "Agreed to something"
    NOT_NOW = "not_now", "Said not now"
    SAID_NO = "said_no", "Said no"
    WITHDREW = "withdrew", "Took back what they had agreed to"
    ASKED_AGAIN = "asked_again", "Asked to hear from us again"


# What an agency may write into the ledger by hand: what it did, and what the person answered.
DONE = (Said.TOLD, Said.OFFERED, Said.CONTACTED)
NOES = (Said.SAID_NO, Said.WITHDREW, Said.NOT_NOW)
INTEREST = (Said.INTERESTED, Said.NOT_NOW, Said.ASKED_FOR_IT)


class Answer(models.TextChoices):
    """What somebody answered when they were told or offered."""

    NONE = "none", "Nothing yet"
    INTERESTED = "interested", "They are interested"
    LATER = "later", "They are interested, but later"
    NOT_NOW = "not_now", "Not now: they may be asked again on a day that they named"
    SAID_NO = "said_no", "No: nobody is to contact them about it"


class Later(models.TextChoices):
    """For what somebody's interest waits besides a day; the day is when the hub looks again, whatever has come."""

    NOTHING = "", "Only for the day"
    SENTENCE = "After sentence", "Until after sentence"
    RELEASE = "After release", "Until after release from prison"
    ORDER = "After the order or licence ends", "Until the order or licence has ended"
    TRIAL = "After the trial", "Until after the trial"


class RaisedBy(models.TextChoices):
    """Who first spoke about it. A victim liaison officer explores it only where the person raises it."""

    THEMSELF = "themself", "The person themself"
    FAMILY = "family", "A relative or supporter"
    POLICE = "police", "The police"
    AGENCY = "agency", "Another agency"
    OTHER = "other", "Somebody else"


class Source(models.TextChoices):
    """From where a line of the ledger comes."""

    STAFF = "staff", "Written by an agency"
    REFERRAL = "referral", "From a referral"
    CASE = "case", "From a case"
    LETTER = "letter", "From something written"
    RECORD = "record", "From the person's record"


class ContactFor(models.TextChoices):
    """What somebody would be contacted for."""

    CONTACT = "contact", "To speak or write about their case"
    SURVEY = "survey", "To ask what they thought of it, or for research"
    BULK = "bulk", "News, invitations and anything sent to many"


class ErasedBecause(models.TextChoices):
    """Why a person's record is erased."""

    ASKED = "asked", "They asked for it, and nothing in law stands against it"
    RETENTION = "retention", "It has been kept for as long as it may be"


class FrozenBecause(models.TextChoices):
    """How it was noticed that the database is not the one it was."""

    MOVED = (
        "moved",
        "The database runs in another place than before: it was restored, copied, or a standby took over",
    )
    COUNTED_ANEW = "counted_anew", "The database was read back from a dump"
    BEHIND_REGISTER = "behind_register", "The register of noes has entries that the database does not have"
    BEHIND_RECEIPT = "behind_receipt", "A receipt of the log goes further than the log in the database"
    BY_HAND = "by_hand", "Somebody who runs RJ Hub said that it was restored"


class Opening(models.TextChoices):
    """What comes of deciding that contact goes on. The sentences say why it does not, and what to do."""

    OPENED = "opened", "Contact goes on"
    CONFIRMED = "confirmed", "Recorded. A second person has to confirm it"
    OVER = "over", "Somebody has decided about this already"
    NOT_COMPARED = (
        "not_compared",
        "RJ Hub has not compared the register of noes yet. Wait a minute and try again",
    )
    JOINS = "joins", "Decide first about the records that had been joined"
    REASON = "reason", "Enter how you know it"
    SAME = "same", "You confirmed this yourself. Somebody else has to confirm it, too"
