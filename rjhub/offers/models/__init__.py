"""A file for each noun of the offers room."""

from rjhub.offers.models.entry import Entry
from rjhub.offers.models.leave import Leave
from rjhub.offers.models.narrowing import Narrowing

__all__ = ["Entry", "Leave", "Narrowing"]
