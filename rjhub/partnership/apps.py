"""The partnership room as Django knows it."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Areas, hubs, agencies, staff and pathways."""

    name = "rjhub.partnership"
    label = "partnership"
