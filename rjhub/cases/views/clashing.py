"""When somebody else saved the same record first: their answers beside the ones that were just typed."""

from collections.abc import Mapping
from typing import Any

from rjhub.cases import queries
from rjhub.design import forms
from rjhub.kernel import clock
from rjhub.sharing.models import Protected


def clash(form: forms.Versioned, row: Protected, theirs: Mapping[str, Any], *, version: int) -> None:
    """Show in the form what a colleague saved meanwhile: the answers of the row as it stands, and its version."""
    event = queries.last_change_of(row)
    by = event.by.name if event and event.by else "Somebody"
    form.clash_with(theirs, version=version, by=by, at=event.at if event else clock.now())
