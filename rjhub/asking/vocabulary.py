"""The words of the asking room."""

from django.db import models


class Answer(models.TextChoices):
    """What whoever asks is told. There is nothing between the two; the third is about the asker alone."""

    RING = "ring", "Ring the hub before you approach them"
    NOTHING = "nothing", "Nothing known: refer them, or approach them and record it"
    LIMITED = "limited", "Too many questions"


class Fact(models.IntegerChoices):
    """What a key of a question is made from. The database's function weighs them; see `database.WEIGHTS`."""

    NUMBER = 1, "an official number"
    NAMED_AND_BORN = 2, "the name and the date of birth"
    NAMED_BORN = 3, "a name that sounds so, and the date of birth, either way round"
    NAMED_BORN_BUT = 4, "a name that sounds so, and the date of birth but for one part"
    ONE_NAME_BORN = 5, "one of the names, and the date of birth"
    NAMED_AT = 6, "a name that sounds so, and the postcode"
    BORN_AT = 7, "the date of birth and the postcode"


class Given(models.TextChoices):
    """What somebody typed to ask; the record of the question says which, and never what."""

    NAME = "name", "name"
    BORN_ON = "born_on", "date of birth"
    POSTCODE = "postcode", "postcode"
    NUMBER = "number", "number"


class ApproachedAs(models.TextChoices):
    """On which side somebody was approached."""

    HARMED = "harmed", "Somebody who was harmed"
    RESPONSIBLE = "responsible", "Somebody who is responsible for harm"


class Outcome(models.TextChoices):
    """What came of an approach that an agency made by itself."""

    INTERESTED = "interested", "They want to hear more"
    NOT_NOW = "not_now", "Not now"
    NO = "no", "They said no"
    NO_ANSWER = "no_answer", "There was no answer"
