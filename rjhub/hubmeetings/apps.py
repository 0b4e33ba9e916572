"""The room of hub meetings as Django knows it."""

from django.apps import AppConfig


class HubMeetingsConfig(AppConfig):
    """Meetings at which a hub decides about its cases."""

    name = "rjhub.hubmeetings"
    label = "hubmeetings"
