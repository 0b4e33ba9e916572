"""The words of sharing: sides of a file, categories of information, purposes."""

from django.db import models


class FileKind(models.TextChoices):
    """What a file is about: a case, a person, or a decision about two records."""

    CASE = "case", "a case"
    PERSON = "person", "a person"
    LINK = "link", "whether two records are one person"


class Side(models.TextChoices):
    """Whose side of the case a row belongs to."""

    HARMED = "harmed", "person harmed"
    RESPONSIBLE = "responsible", "person responsible"
    NEUTRAL = "neutral", "both sides"


class Category(models.TextChoices):
    """What kind of information a row holds."""

    REFERRAL = "referral", "the referral"
    OFFENCE = "offence", "the offence"
    IDENTITY = "identity", "who somebody is"
    CONTACT = "contact", "how to reach somebody"
    SAFETY = "safety", "what keeps somebody safe"
    POLICE = "police", "police information"
    HEALTH = "health", "health and needs"
    STATEMENT = "statement", "what somebody said"
    CASEWORK = "casework", "the work on the case"
    AGREEMENT = "agreement", "the agreement"
    FEEDBACK = "feedback", "feedback"
    EQUALITY = "equality", "equality monitoring"
    MONEY = "money", "money"


class Purpose(models.TextChoices):
    """Why somebody holds a grant, in this release by role and assignment."""

    REFER = "refer", "to make and follow a referral"
    COORDINATE = "coordinate", "to coordinate the case at the hub"
    FACILITATE = "facilitate", "to facilitate the case"
    ANSWER_FOR = "answer_for", "to answer for the case"
    SUPERVISE = "supervise", "to supervise the work on the case"
    ANSWER = "answer", "to answer a request for information"
    CONTACT = "contact", "to be the named contact of a person"
    TAKE_IN = "take_in", "to take in a referral made by the public"
    EMERGENCY = "emergency", "to act in an emergency, for an hour"


class Acquaintance(models.TextChoices):
    """How a member of staff knows somebody in a case."""

    KIN = "kin", "Family, or a former partner"
    ACQUAINTANCE = "acquaintance", "A friend, a neighbour or somebody I know"
    STREET = "street", "We live in the same street or building"
    OTHER = "other", "Another reason why I should not see this"


ALL_SIDES = tuple(Side)
ALL_CATEGORIES = tuple(Category)


class Way(models.TextChoices):
    """How a receipt for the sealed log reached an agency."""

    PAGE = "page", "Downloaded"
    MAIL = "mail", "By e-mail"
    FOLDER = "folder", "Put in the shared folder"
