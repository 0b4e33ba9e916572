"""The two logs, what was done and what was looked at, and the seals over both."""

from rjhub.audit.models.consultation import Consultation
from rjhub.audit.models.entry import Entry
from rjhub.audit.models.seal import Seal, Signature

__all__ = ["Consultation", "Entry", "Seal", "Signature"]
