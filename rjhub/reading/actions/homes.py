"""Giving and taking away where one lives, as a key that says nothing to anybody who holds it."""

from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.partnership.models import Staff
from rjhub.people import keys
from rjhub.reading.models import Home


@transaction.atomic
def give(*, postcode: str, by: Staff, at: datetime) -> None:
    """Keep the key of one's own home's postcode, instead of an earlier one. Raises ValueError for no postcode."""
    digest = keys.lookup_key(postcode)
    if digest is None:
        message = "that is not a postcode"
        raise ValueError(message)
    home, _ = Home.objects.update_or_create(staff=by, defaults={"digest": digest, "given_at": at})
    record("reading:home:give", by=by, subject=home, partnership=by.partnership_id)


@transaction.atomic
def take_away(*, by: Staff) -> None:
    """Forget it."""
    home = Home.objects.filter(staff=by).first()
    if home is not None:
        record("reading:home:forget", by=by, subject=home, partnership=by.partnership_id)
        home.delete()
