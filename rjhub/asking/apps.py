"""The asking room as Django knows it."""

from django.apps import AppConfig


class AskingConfig(AppConfig):
    """Asking before approaching somebody."""

    name = "rjhub.asking"
    label = "asking"
