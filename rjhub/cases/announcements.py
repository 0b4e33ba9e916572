"""Facts that the cases room states for other rooms."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class CaseHappened:
    """Something happened on a case, as its timeline has it; `subject_id` is the row that it happened to."""

    partnership_id: int
    case_id: UUID
    tag: str
    subject_id: UUID
    staff_id: UUID | None
    at: datetime
