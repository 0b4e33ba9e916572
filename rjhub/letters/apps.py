"""The letters room as Django knows it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """What is written to people, and what else leaves."""

    name = "rjhub.letters"
    label = "letters"

    def ready(self) -> None:
        """Have a person's record lead to what was sent to them."""
        from rjhub.people.pages import record

        record.ALSO.append(("What was sent to them", "letters:sent"))
