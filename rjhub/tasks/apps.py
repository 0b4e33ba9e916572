"""The tasks foundation as Django knows it."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Announcements and background jobs."""

    name = "rjhub.tasks"
    label = "tasks"
