"""Against two accidents: two people saving the same record, and one person sending a form twice."""

from typing import Any, TypeVar
from uuid import UUID

from rjhub.kernel.decisions import Conflict
from rjhub.sharing.models import Protected

Row = TypeVar("Row", bound=Protected)


def check_version(row_version: int, version: int) -> None:
    """Raise Conflict unless the form was filled in for the record as it stands."""
    if row_version != version:
        raise Conflict


def made_already(model: type[Row], partnership_id: int, key: UUID | None) -> Row | None:
    """What the first copy of a form has made, if this is the second one. Ask under the lock of the case."""
    if key is None:
        return None
    rows: Any = model.objects
    made: Row | None = rows.filter(partnership_id=partnership_id, submission_key=key).first()
    return made
