"""What an uploaded file really is, and what of it is kept."""

from rjhub.cases.uploads.kinds import ACCEPTED, EVERY_KIND, Kind, kind_of
from rjhub.cases.uploads.pictures import without_hidden_data

__all__ = ["ACCEPTED", "EVERY_KIND", "Kind", "kind_of", "without_hidden_data"]
