"""The cases room as Django knows it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases from acceptance to closing."""

    name = "rjhub.cases"
    label = "cases"
