"""Whose access an information officer asks about."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rjhub.design import forms
from rjhub.partnership.models import Staff


class Whose(forms.Filters):
    """A member of staff of one's own agency."""

    who = forms.Select("Ask it for somebody at your agency", (), required=False, empty="Yourself")

    def __init__(self, *args: Any, offered: Sequence[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("who", [(str(staff.id), staff.name) for staff in offered])
        self.fields["who"].coerce = UUID  # type: ignore[attr-defined]
