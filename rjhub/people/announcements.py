"""Facts that the people room states for other rooms."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class PersonFact:
    """Something about a person."""

    partnership_id: int
    person_id: UUID


class StopRecorded(PersonFact):
    """They said no, or not now: nothing more may go out to them, and what is planned has to stop."""


class StopLifted(PersonFact):
    """They asked for contact again."""


class ContactChanged(PersonFact):
    """How they can be reached changed: what is addressed to the earlier place must not leave."""


class SafeContactConfirmed(PersonFact):
    """How they may be contacted safely was confirmed anew."""


class RecordErased(PersonFact):
    """Their record is being erased, and for the last time the database knows what they were known by.

    What stands elsewhere and names or describes them has to go in the same transaction.
    """


class RecordsJoined(PersonFact):
    """Their record is one person's with another from now on: a no on either holds for both."""
