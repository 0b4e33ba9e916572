"""Facts that the asking room states for other rooms."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rjhub.asking.vocabulary import ApproachedAs, Outcome
from rjhub.people.vocabulary import Channel


@dataclass(frozen=True)
class ApproachRecorded:
    """An agency approached somebody whom it had asked about. Who that is stands in keys that only the keeper reads."""

    partnership_id: int
    approach_id: UUID
    agency_id: UUID
    staff_id: UUID
    side: ApproachedAs
    approached_on: date
    channel: Channel
    outcome: Outcome
