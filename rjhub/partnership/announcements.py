"""Facts of the partnership room for other rooms."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class StaffLeft:
    """Somebody leaves an agency.

    It is announced inside the transaction of leaving, so a room in which they still answer for something
    raises `Refused` with what has to be handed over first, and then they have not left.
    """

    staff_id: UUID
    on: date


@dataclass(frozen=True)
class RoleEnded:
    """Somebody no longer holds a role. As with `StaffLeft`, a room that needs them in it raises `Refused`."""

    staff_id: UUID
    role: str
    hub_id: UUID | None
