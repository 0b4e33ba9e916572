"""Makes the room's static files known to Django."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The look and the building blocks of pages; has no tables."""

    name = "rjhub.design"
    label = "design"
