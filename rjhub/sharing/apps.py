"""The sharing room as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SharingConfig(AppConfig):
    """Files, grants and the doors to protected rows."""

    name = "rjhub.sharing"
    label = "sharing"

    def ready(self) -> None:
        """Watch every statement on the application's connection from the first one on."""
        from rjhub.sharing import doors, rights

        doors.watch()
        post_migrate.connect(rights.give, sender=self)
