"""The people room as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People harmed and people responsible."""

    name = "rjhub.people"
    label = "people"
