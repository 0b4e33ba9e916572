"""The reading room as Django knows it."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """What the log of readings says, for those who answer for it."""

    name = "rjhub.reading"
    label = "reading"
