"""The tokens room as Django knows it."""

from django.apps import AppConfig


class TokensConfig(AppConfig):
    """Programs that ask for one member of staff."""

    name = "rjhub.tokens"
    label = "tokens"
