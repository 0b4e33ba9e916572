"""The reporting room as Django knows it."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Indicators with published rules, counted in the database, each open to the cases behind it."""

    name = "rjhub.reporting"
    label = "reporting"
