"""A file for each noun of the sharing room."""

from rjhub.sharing.models.allowance import Allowance
from rjhub.sharing.models.file import File
from rjhub.sharing.models.grant import Grant
from rjhub.sharing.models.protected import Protected, WithinPartnership
from rjhub.sharing.models.receipt_given import ReceiptGiven

__all__ = ["Allowance", "File", "Grant", "Protected", "ReceiptGiven", "WithinPartnership"]
