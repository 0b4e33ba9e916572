"""The referrals room as Django knows it."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals by agencies and by the public."""

    name = "rjhub.referrals"
    label = "referrals"
