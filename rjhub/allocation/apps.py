"""The allocation room as Django knows it."""

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    """Plans of who takes which case."""

    name = "rjhub.allocation"
    label = "allocation"
