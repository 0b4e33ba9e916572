"""Against two accidents: two people saving the same form, and one person sending it twice."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from rjhub.design.forms import drawing
from rjhub.design.forms.form import Form


@dataclass(frozen=True)
class Difference:
    """One question that the two of them answered differently."""

    question: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Clash:
    """What a colleague saved while this form was open."""

    by: str
    at: datetime
    differences: tuple[Difference, ...]


class Versioned(Form):
    """A form that remembers which version of the record it was filled in for.

    The action compares `version` with the record's under a lock and raises `kernel.decisions.Conflict`.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    clash: Clash | None = None

    def clash_with(self, theirs: Mapping[str, Any], *, version: int, by: str, at: datetime) -> None:
        """Show their answers beside these, keep what was typed, and let the next save replace theirs."""
        self.full_clean()  # an answer that makes sense is compared as what it means, not as how it was typed
        compared = [
            Difference(
                question=str(bound.label),
                theirs=drawing.in_words(bound.field, theirs[bound.name]),
                yours=drawing.in_words(bound.field, self.cleaned_data.get(bound.name, bound.value())),
            )
            for bound in self.visible_fields()
            if bound.name in theirs
        ]
        self.clash = Clash(
            by=by, at=at, differences=tuple(each for each in compared if each.theirs != each.yours)
        )
        self.seen_now(version)

    def seen_now(self, version: int) -> None:
        """Let the next save count as made by somebody who has seen this version."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed[self.add_prefix("version")] = str(version)
        self.data = typed


class Once(Form):
    """A form that makes one thing, however often its button is pressed.

    The action stores `submission_key` in a unique column and answers a second copy with the first's receipt.
    """

    submission_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
