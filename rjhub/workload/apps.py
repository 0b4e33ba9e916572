"""The workload room as Django knows it."""

from django.apps import AppConfig


class WorkloadConfig(AppConfig):
    """How much work there is, with whom, and how much is to come. It keeps nothing of its own."""

    name = "rjhub.workload"
    label = "workload"
