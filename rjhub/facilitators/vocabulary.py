"""The words of the register: clearances, languages and ways to communicate."""

from django.db import models

LANGUAGES = (
    ("sq", "Albanian"), ("am", "Amharic"), ("ar", "Arabic"), ("bn", "Bengali"), ("bg", "Bulgarian"),
    ("yue", "Cantonese"), ("cy", "Welsh"), ("nl", "Dutch"), ("fr", "French"), ("de", "German"), ("el", "Greek"),
    ("gu", "Gujarati"), ("he", "Hebrew"), ("hi", "Hindi"), ("hu", "Hungarian"), ("ig", "Igbo"), ("it", "Italian"),
    ("ku", "Kurdish"), ("lv", "Latvian"), ("lt", "Lithuanian"), ("cmn", "Mandarin"), ("ne", "Nepali"),
    ("ps", "Pashto"), ("fa", "Persian"), ("pl", "Polish"), ("pt", "Portuguese"), ("pa", "Punjabi"),
    ("ro", "Romanian"), ("ru", "Russian"), ("sk", "Slovak"), ("so", "Somali"), ("es", "Spanish"), ("sw", "Swahili"),
    ("ta", "Tamil"), ("ti", "Tigrinya"), ("tr", "Turkish"), ("tw", "Twi"), ("uk", "Ukrainian"), ("ur", "Urdu"),
    ("vi", "Vietnamese"), ("yo", "Yoruba"),
)  # fmt: skip
LANGUAGE_NAMES = dict(LANGUAGES)


class ClearanceKind(models.TextChoices):
    """What an agency has to have checked before somebody meets people. A lapsed one of the first two stops all."""

    DBS = "dbs", "DBS check"
    VETTING = "vetting", "Police vetting"
    PRISON = "prison", "Prison clearance"


class EndedAs(models.TextChoices):
    """Why a clearance does not count any more, though its day has not come."""

    WITHDRAWN = "withdrawn", "It was withdrawn"
    MISTAKE = "mistake", "It was recorded by mistake"


class Communication(models.TextChoices):
    """Ways to communicate that somebody has learnt, besides languages."""

    BSL = "bsl", "British Sign Language"
    EASY_READ = "easy_read", "Easy read"
    MAKATON = "makaton", "Makaton"
    DEAFBLIND_MANUAL = "deafblind_manual", "Deafblind manual alphabet"


class State(models.TextChoices):
    """How something that lapses stands today."""

    CURRENT = "current", "Current"
    SOON = "soon", "Lapses soon"
    LAPSED = "lapsed", "Lapsed"
