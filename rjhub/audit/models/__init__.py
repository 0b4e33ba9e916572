"""The two logs: what was done, and what was looked at."""

from rjhub.audit.models.consultation import Consultation
from rjhub.audit.models.entry import Entry

__all__ = ["Consultation", "Entry"]
