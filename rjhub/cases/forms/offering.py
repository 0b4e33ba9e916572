"""Options that depend on the case: put into a question when the form is made."""

from collections.abc import Iterable
from typing import cast

from django.forms import ChoiceField

from rjhub.design import forms


def offer(form: forms.Form, name: str, options: Iterable[tuple[object, str]]) -> None:
    """Offer these options, as pairs of value and words, in one question of a form."""
    cast("ChoiceField", form.fields[name]).choices = list(options)
