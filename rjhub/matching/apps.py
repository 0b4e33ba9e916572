"""The matching room as Django knows it."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Whether records are of one person."""

    name = "rjhub.matching"
    label = "matching"

    def ready(self) -> None:
        """Have a person's record show their other records to coordinators, and lead to what may be more."""
        from rjhub.matching.pages import joined
        from rjhub.people.pages import record, search

        record.COMPARING.append(("Other records that may be theirs", "matching:records"))
        record.COMPARING_CARDS.append(joined.card)
        search.COMPARING.append(("Records that may be of one person", "matching:pairs"))
