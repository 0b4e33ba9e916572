"""The foundation of what leaves, as Django knows it."""

from django.apps import AppConfig


class OutboundConfig(AppConfig):
    """What leaves RJ Hub by mail."""

    name = "rjhub.outbound"
    label = "outbound"
