"""The composition as Django knows it: it ties the rooms together and has no tables."""

from django.apps import AppConfig


class Composition(AppConfig):
    """Reactions between rooms, and the frame round every page."""

    name = "rjhub"
    label = "composition"

    def ready(self) -> None:
        """Load the tables of what follows from what, the frame of the pages, and what the driver is told."""
        from rjhub import frame, reactions
        from rjhub.kernel import driver

        driver.read_moments_quickly()
        frame.register()
        reactions.register()
