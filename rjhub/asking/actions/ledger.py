"""What an agency recorded after it had asked first, as lines of ledgers, and as a no that counts."""

from rjhub.asking.announcements import ApproachRecorded
from rjhub.offers import keeper


def note_approach(fact: ApproachRecorded) -> None:
    """Have the offer stand in the ledger of whoever surely is the person, and a no count for everybody."""
    keeper.follow_approach(fact.approach_id)
