"""The audit foundation as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did and read what."""

    name = "rjhub.audit"
    label = "audit"
