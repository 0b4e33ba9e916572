"""The composition as Django knows it: it ties the rooms together and has no tables."""

from django.apps import AppConfig


class Composition(AppConfig):
    """Reactions between rooms, and the frame round every page."""

    name = "rjhub"
    label = "composition"

    def ready(self) -> None:
        """Load the tables of what follows from what, and the frame of the pages."""
        from rjhub import frame, reactions

        frame.register()
        reactions.register()
