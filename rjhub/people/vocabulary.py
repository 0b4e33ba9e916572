"""The words of the people room."""

from django.db import models


class IdentifierKind(models.TextChoices):
    """Numbers by which agencies know somebody."""

    PNC = "pnc", "PNC ID"
    CRO = "cro", "CRO number"
    PRISON_NUMBER = "prison_number", "Prison number"
    CRN = "crn", "Probation case reference number (CRN)"


class NameKind(models.TextChoices):
    """Why somebody has another name."""

    ALIAS = "alias", "Alias"
    FORMER = "former", "Former name"


class ContactKind(models.TextChoices):
    """Ways to reach somebody."""

    ADDRESS = "address", "Address"
    MOBILE = "mobile", "Mobile phone"
    PHONE = "phone", "Other phone"
    EMAIL = "email", "Email address"


class Channel(models.TextChoices):
    """How contact is made."""

    PHONE = "phone", "Phone call"
    TEXT = "text", "Text message"
    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    VISIT = "visit", "Visit"
    VIDEO = "video", "Video call"
    IN_PERSON = "in_person", "Meeting at an office or venue"


class Voicemail(models.TextChoices):
    """What may be left behind when somebody does not answer."""

    NEVER = "never", "Never leave a message"
    NAME_ONLY = "name_only", "First name and number only, never say what it is about"
    FULL = "full", "A message may be left"


class KeyStrength(models.TextChoices):
    """How surely two records that share a key are the same person."""

    CERTAIN = "certain", "certain"
    POSSIBLE = "possible", "possible"
