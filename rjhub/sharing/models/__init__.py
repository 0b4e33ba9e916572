"""A file for each noun of the sharing room."""

from rjhub.sharing.models.allowance import Allowance
from rjhub.sharing.models.conflict_of_interest import ConflictOfInterest
from rjhub.sharing.models.file import File
from rjhub.sharing.models.grant import Grant
from rjhub.sharing.models.protected import Protected, WithinPartnership
from rjhub.sharing.models.receipt_given import ReceiptGiven
from rjhub.sharing.models.sealing import Sealing

__all__ = [
    "Allowance",
    "ConflictOfInterest",
    "File",
    "Grant",
    "Protected",
    "ReceiptGiven",
    "Sealing",
    "WithinPartnership",
]
