"""Facts of the allocation room: ids only, in the transaction in which they become true."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PlanAsked:
    """Somebody asked for a plan, which is made in the background."""

    id: UUID
    staff_id: UUID
