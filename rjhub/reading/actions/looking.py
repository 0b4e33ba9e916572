"""That somebody looked at the reading of others, which is itself on record."""

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.partnership.models import Agency, Staff
from rjhub.reading.explaining import FileToExplain
from rjhub.reading.models import Finding
from rjhub.sharing import doors

LOG = "audit_consultation"


@transaction.atomic
def note_look(*, by: Staff, at_whom: Staff | Agency | Finding, what: str = "log") -> None:
    """Record that an officer looked: in the log of what was done, and in that of what was read."""
    reading = doors.current()
    if reading is None:
        message = "the log is read with no door open"
        raise doors.NoDoorOpen(message)
    reading.tables.add(LOG)
    record(f"reading:{what}:look", by=by, subject=at_whom, partnership=by.partnership_id)


@transaction.atomic
def note_asking(of: FileToExplain, *, by: Staff, staff: Staff) -> None:
    """Record that an officer asked why somebody sees a file: about whom, and which file."""
    record("reading:access:ask", by=by, subject=staff, partnership=by.partnership_id)
    record("reading:access:ask", by=by, subject=of.file, partnership=by.partnership_id)
