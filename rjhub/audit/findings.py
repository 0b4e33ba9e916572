"""What does not fit in a log, in plain words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rjhub.audit import canonical


class Kind(StrEnum):
    """What happened, as far as it can be told."""

    CHAIN = "a seal was changed, taken out or put in"
    SIGNATURE = "a seal is not signed with the installation's key"
    RECEIPT = "a receipt does not fit"
    CHANGED = "a row was changed"
    MISSING = "a row was taken out"
    ADDED = "a row was put in"
    MOVED = "rows were put in another order"
    BACKDATED = "a row says another time than when it was written"
    ERASED = "a row was made anonymous without a record"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that does not fit, by the number of the first seal that shows it."""

    seal: int
    kind: Kind
    words: str


def when(at: datetime) -> str:
    """A moment as a report says it."""
    return canonical.moment(at)[:19].replace("T", " ") + " UTC"
