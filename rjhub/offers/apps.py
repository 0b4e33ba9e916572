"""The offers room as Django knows it."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """What people were offered and what they said."""

    name = "rjhub.offers"
    label = "offers"

    def ready(self) -> None:
        """Have a person's record lead to what they were asked and said."""
        from rjhub.people.pages import record

        record.ALSO.append(("What they were asked, and what they said", "offers:ledger"))
