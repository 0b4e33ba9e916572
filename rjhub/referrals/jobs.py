"""The room's work in the background: importing the rows of a confirmed file, looking for people known already."""

from uuid import UUID

from procrastinate.contrib.django import app

from rjhub.kernel import clock
from rjhub.matching.actions import looking
from rjhub.matching.vocabulary import Because
from rjhub.people import queries as people
from rjhub.referrals.actions import importing, joining
from rjhub.referrals.announcements import (
    ImportConfirmed,
    ReferralDeclined,
    ReferralReceived,
    ReferralWithdrawn,
)
from rjhub.referrals.forms.lines import Checker
from rjhub.referrals.forms.writers import writer_for
from rjhub.referrals.models import ImportBatch, ReferralParty
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


def look_later(fact: ReferralReceived) -> None:
    """Put the look for the people of a referral into the queue, in the transaction that takes it in.

    Whoever sends it waits for none of it, so that neither words nor time tell them whether somebody is known.
    """
    look_for_people.defer(referral_id=str(fact.id), partnership_id=fact.partnership_id)


@app.task(name="look_for_people")
def look_for_people(referral_id: str, partnership_id: int) -> None:
    """Keep for coordinators who of the register may be each person of a referral. May be run again at any point."""
    reader = readers.coordinators_of(partnership_id)
    with doors.opened(reader, door="referrals:looking", purpose="duplicate check"):
        named = ReferralParty.objects.filter(referral_id=UUID(referral_id)).values_list(
            "person_id", flat=True
        )
        for person in sorted(people.find_people(list(named)).values(), key=lambda one: one.id):
            looking.look_for(person, because=Because.REFERRAL, at=clock.now())


def loosen_later(fact: ReferralDeclined | ReferralWithdrawn) -> None:
    """See later to whatever was joined to a referral of which nothing comes: whoever withdrew it learns of none."""
    loosen_what_was_joined.defer(referral_id=str(fact.id), partnership_id=fact.partnership_id)


@app.task(name="loosen_what_was_joined")
def loosen_what_was_joined(referral_id: str, partnership_id: int) -> None:
    """Let referrals wait for their hubs again that were joined to one. May be run again at any point."""
    joining.loosen_all(UUID(referral_id), partnership_id, at=clock.now())
