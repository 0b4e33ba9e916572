"""The facilitators room as Django knows it."""

from django.apps import AppConfig


class FacilitatorsConfig(AppConfig):
    """The register of those who facilitate."""

    name = "rjhub.facilitators"
    label = "facilitators"
