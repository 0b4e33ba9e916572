"""The words of the feedback room."""

from django.db import models


class Variant(models.TextChoices):
    """What somebody has been through. What people say of one is never added up with what they say of another."""

    CONFERENCE = "conference", "They met"
    INDIRECT = "indirect", "Messages were passed on"
    NOT_PROCEEDED = "not_proceeded", "It did not go ahead"
    BEFORE = "before", "Before anything took place"


class Language(models.TextChoices):
    """In which words a questionnaire is read."""

    ENGLISH = "en", "English"
    EASY = "easy", "Easy read"
    WELSH = "cy", "Cymraeg"


class Status(models.TextChoices):
    """Where a survey stands."""

    DUE = "due", "To be sent"
    WAITING = "waiting", "Waits to be sent"
    ASKED = "asked", "Asked"
    ANSWERED = "answered", "Answered"
    ENDED = "ended", "Not asked any more"


class How(models.TextChoices):
    """How somebody answered."""

    LINK = "link", "By a link"


class Because(models.TextChoices):
    """Why somebody is not asked any more."""

    SAID_NO = "said_no", "They asked not to be contacted"
    ERASED = "erased", "Their record was erased"
    NOT_WANTED = "not_wanted", "It was decided not to ask them"


class Questionnaire(models.TextChoices):
    """What is asked; the questions stand in the files of `questionnaires`."""

    PARTICIPANTS = "participants", "How it was"
    NEEDS = "needs", "How things are before it begins"
