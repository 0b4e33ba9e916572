"""The referrals room as Django knows it."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals by agencies and by the public."""

    name = "rjhub.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Have whoever compares two records see what hangs on each."""
        from rjhub.matching.pages import hanging as compared
        from rjhub.referrals.pages import hanging

        compared.HELD.append(("Referrals", hanging.referrals_of))
