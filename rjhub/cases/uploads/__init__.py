"""What an uploaded file really is, and what of it is kept."""

from rjhub.cases.uploads.cleaning import without_hidden_data
from rjhub.cases.uploads.kinds import ACCEPTED, EVERY_KIND, Kind, kind_of
from rjhub.cases.uploads.reading import Read, text_of

__all__ = ["ACCEPTED", "EVERY_KIND", "Kind", "Read", "kind_of", "text_of", "without_hidden_data"]
