"""The words of the matching room."""

from django.db import models


class Compared(models.TextChoices):
    """What is compared of two records, in the order in which it is shown. A model weighs each level of each."""

    FIRST_NAME = "first_name", "First name"
    LAST_NAME = "last_name", "Last name"
    BORN = "born", "Date of birth"
    MIDDLE_NAMES = "middle_names", "Middle names"
    NUMBERS = "numbers", "Official numbers"
    POSTCODE = "postcode", "Postcode"
    ADDRESS = "address", "Line of the address"
    TELEPHONE = "telephone", "Telephone number"
    EMAIL = "email", "Email address"


_FOUR = ("The same", "Nearly the same", "Alike", "Different")
_TWO = ("The same", "Different")
# What each level is called, from the strongest. The levels themselves are worked out in the database.
LEVELS: dict[Compared, tuple[str, ...]] = {
    Compared.FIRST_NAME: _FOUR,
    Compared.LAST_NAME: _FOUR,
    Compared.BORN: ("The same", "One slip", "Partly the same", "Different"),
    Compared.MIDDLE_NAMES: ("The same", "Same initial", "Different"),
    Compared.NUMBERS: _TWO,
    Compared.POSTCODE: _TWO,
    Compared.ADDRESS: _TWO,
    Compared.TELEPHONE: _TWO,
    Compared.EMAIL: _TWO,
}
NOT_SAID = "Not on both records"


class Because(models.TextChoices):
    """Why two records were compared."""

    REFERRAL = "referral", "A referral arrived"
    NIGHT = "night", "Nightly check of changed records"
    ASKED = "asked", "A coordinator compared them"


class State(models.TextChoices):
    """What became of two records that may be of one person."""

    OPEN = "open", "To compare"
    ASKED = "asked", "Waits for a second coordinator"
    SAME = "same", "The same person"
    DIFFERENT = "different", "Different people"
    NOT_SURE = "not_sure", "Not sure"


class Answer(models.TextChoices):
    """What came of a proposal to join two records."""

    CONFIRMED = "confirmed", "Confirmed"
    REFUSED = "refused", "Not confirmed"
    TAKEN_BACK = "taken_back", "Taken back"


class Caution(models.TextChoices):
    """A reason to look twice before two records are taken to be of one person."""

    TWINS = "twins", "Same last name and birth, another first name: they may be twins"
    SIBLINGS = "siblings", "Same last name and home, another first name: they may be relatives"
    HOUSEHOLD = "household", "They share a home or telephone, but neither name nor birth: one household"
    JUNIOR = "junior", "One name and one home, but years apart: they may be parent and child"
    NUMBERS = "numbers", "Both have an official number of one kind, and the numbers differ"
    ONLY_YEAR = "only_year", "1 January: often only the year of birth was known"
    OTHER_SIDE = "other_side", "One is a person harmed and the other a person responsible"
    PRONOUNS = "pronouns", "Their pronouns differ"
    LETTERS = "letters", "A name mixes alphabets that look alike"


class Differing(models.TextChoices):
    """What takes two coordinators if it differs between records that are to be joined."""

    BORN = "born", "date of birth"
    PNC = "pnc", "PNC ID"
    CRO = "cro", "CRO number"
    PRISON_NUMBER = "prison_number", "prison number"
    CRN = "crn", "CRN"
