"""Facts that the cases room states for other rooms."""

from dataclasses import dataclass
from datetime import datetime

from rjhub.partnership.models import Staff


@dataclass(frozen=True)
class CaseHappened:
    """Something happened on a case, as its timeline has it; `row` is what it happened to, as it has been kept."""

    partnership_id: int
    tag: str
    row: object
    by: Staff | None
    at: datetime
