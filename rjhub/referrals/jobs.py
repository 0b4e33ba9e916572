"""The room's work in the background: importing the rows of a confirmed file."""

from uuid import UUID

from procrastinate.contrib.django import app

from rjhub.kernel import clock
from rjhub.referrals.actions import importing
from rjhub.referrals.announcements import ImportConfirmed
from rjhub.referrals.forms.lines import Checker
from rjhub.referrals.forms.writers import writer_for
from rjhub.referrals.models import ImportBatch
from rjhub.sharing import doors, readers


def import_later(fact: ImportConfirmed) -> None:
    """Put the import of a file into the queue, in the transaction that confirms it."""
    import_referrals.defer(batch_id=str(fact.id))


@app.task(name="import_referrals")
def import_referrals(batch_id: str) -> None:
    """Import the rows of a file, some at a time, as whoever uploaded it. May be run again at any point."""
    found = ImportBatch.objects.select_related(
        "owner__agency", "owner__partnership", "owner__principal", "owner__account"
    )
    batch = found.filter(id=UUID(batch_id)).first()
    if batch is None or not batch.owner.may_act_at(clock.now()):
        return
    owner = batch.owner
    checker = Checker(writer_for(owner))
    more = True
    while more:
        with doors.opened(readers.reader_for(owner), door="referrals:importing", purpose="import a file"):
            more = importing.import_some(batch.id, read=checker.submission, by=owner, at=clock.now())
