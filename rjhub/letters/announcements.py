"""Facts that the letters room states for other rooms."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class LetterChanged:
    """Something written to somebody went on: it was sent, stopped, printed, posted or taken back."""

    partnership_id: int
    letter_id: UUID
    staff_id: UUID | None
    before: str
