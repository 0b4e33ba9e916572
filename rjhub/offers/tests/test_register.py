"""What the register of noes has and a restored database lacks is missed, and comes back before anybody is contacted."""

from datetime import date

import pytest

from rjhub.audit import receipts, sealing
from rjhub.kernel import clock
from rjhub.letters import keeper as letters
from rjhub.letters.tests.factories import rosa_who_was_asked
from rjhub.letters.vocabulary import Because
from rjhub.offers import freeze, register
from rjhub.offers.actions import erasing, noticing
from rjhub.offers.tests.restoring import joined, lost, page, says_no, written
from rjhub.offers.vocabulary import ErasedBecause, FrozenBecause, Opening
from rjhub.people import approach
from rjhub.people.actions import linking, stopping
from rjhub.people.models import Link, Person, Stop
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Channel

pytestmark = pytest.mark.django_db


def test_a_no_that_a_restore_lost_is_seen_missing_and_counts_again(marian, folder):
    rosa = rosa_who_was_asked(marian)
    written(marian)
    with lost():
        said = says_no(rosa, marian, channel=Channel.EMAIL)
        written(marian)
    assert approach.may_be_approached(rosa.id, Channel.EMAIL) is approach.CLEAR

    noticing.keep(marian.partnership)

    frozen = freeze.newest()
    assert (frozen.because, frozen.is_open, frozen.is_whole) == (FrozenBecause.BEHIND_REGISTER, True, True)
    assert frozen.found["lost"] == {"no": 1}
    back = Stop.objects.get(person=rosa)
    assert (back.id, back.channel, back.said_on, back.said_to_id) == (
        said.id, Channel.EMAIL, said.said_on, marian.agency_id,
    )  # fmt: skip
    assert approach.may_be_approached(rosa.id, Channel.EMAIL) is approach.STOPPED
    assert approach.may_be_approached(rosa.id) is approach.FROZEN
    assert freeze.open_again(frozen.id, "I looked at the disk") is Opening.OPENED
    assert letters.obstacle_to_writing(rosa.id, Channel.EMAIL) is Because.SAID_NO
    assert approach.may_be_approached(rosa.id) is approach.CLEAR
    noticing.keep(marian.partnership)
    assert freeze.newest().opened_at is not None, "what was brought back is not missed again"


def test_the_no_of_somebody_whose_record_was_lost_counts_for_whoever_comes_with_their_keys(marian, folder):
    known = factories.rosa(marian)
    with lost():
        again = factories.rosa(marian)
        joined(again, known, marian)
        says_no(
            factories.a_person(marian, given_name="Zebedee", family_name="Quill", born_on=date(1980, 5, 6)),
            marian,
        )
        says_no(again, marian)
        written(marian)

    noticing.keep(marian.partnership)

    zebedee = factories.a_person(marian, given_name="Zebedee", family_name="Quill", born_on=date(1980, 5, 6))
    assert approach.may_be_approached(zebedee.id) is approach.STOPPED
    assert Stop.objects.filter(person=known).count() == 1, "it was joined to the record that was lost"


def test_contact_does_not_go_on_before_lost_joins_are_decided_again(marian, folder):
    one, other = factories.rosa(marian), factories.a_person(marian, given_name="Rose", family_name="Delacroy")
    with lost():
        joined(one, other, marian)
        written(marian)
    noticing.keep(marian.partnership)
    frozen = freeze.newest()

    assert freeze.open_again(frozen.id, "I looked") is Opening.JOINS
    assert f"/people/{min(one.id, other.id)}/duplicates/{max(one.id, other.id)}" in page()
    joined(one, other, marian)
    assert freeze.open_again(frozen.id, "I looked") is Opening.OPENED


def test_what_was_taken_back_and_parted_after_the_backup_is_not_brought_back(marian, folder):
    one, other = factories.rosa(marian), factories.a_person(marian, given_name="Rose", family_name="Delacroy")
    with lost():
        link = joined(one, other, marian)
        linking.undo_link(Link.objects.get(id=link.id), by=marian, at=clock.now())
        stop = says_no(one, marian)
        stopping.lift_stop(
            Stop.objects.get(id=stop.id),
            asked_on=clock.today(),
            how_they_asked="She rang",
            by=marian,
            at=clock.now(),
        )
        written(marian)
    noticing.keep(marian.partnership)
    assert freeze.newest().found["lost"] == {"no": 1, "asked_again": 1, "joined": 1, "parted": 1}
    assert not Stop.objects.filter(person=one).exists()
    assert freeze.open_again(freeze.newest().id, "I looked") is Opening.OPENED


def test_an_erasure_that_was_lost_is_asked_for_again_and_not_done_before(marian, folder):
    rosa = factories.rosa(marian)
    with lost():
        erasing.minimise_person(rosa, because=ErasedBecause.ASKED, by=marian, at=clock.now())
        written(marian)
    noticing.keep(marian.partnership)
    frozen = freeze.newest()
    assert freeze.left_to_do(frozen.id).erased == (rosa.id,)
    assert f"/people/{rosa.id}/erasing" in page()
    freeze.open_again(frozen.id, "I looked")
    erasing.minimise_person(
        Person.objects.get(id=rosa.id), because=ErasedBecause.ASKED, by=marian, at=clock.now()
    )
    assert freeze.left_to_do(frozen.id).erased == ()


def test_a_register_that_was_changed_torn_or_restored_too_takes_two_people(marian, folder):
    rosa = factories.rosa(marian)
    written(marian)
    with lost():
        says_no(rosa, marian)
        written(marian)
    (file,) = register.files_of(folder, marian.partnership.code)
    whole = file.read_text()
    file.write_text(whole.replace('"channel": ""', '"channel": "email"'))
    noticing.keep(marian.partnership)
    assert freeze.newest().found["faults"]
    assert not freeze.newest().is_whole
    assert not Stop.objects.filter(person=rosa).exists(), "nobody puts a no in that was not said so"
    file.write_text(f"{whole}{{'torn")
    noticing.keep(marian.partnership)
    assert freeze.newest().is_whole
    assert Stop.objects.filter(person=rosa).exists()


def test_a_register_as_old_as_a_copy_is_not_whole(marian, folder, behind_the_walls):
    written(marian)
    says_no(factories.rosa(marian), marian)
    with behind_the_walls() as cursor:  # ... some time ago, and a later one now
        cursor.execute("UPDATE keeper.register SET at = at - interval '1 hour'")
    says_no(factories.darren(marian), marian)
    freeze.freeze(FrozenBecause.BY_HAND)
    noticing.keep(marian.partnership)
    assert (freeze.newest().found["lacking"], freeze.newest().is_whole) == (1, False)


def test_a_receipt_that_goes_further_than_the_log_stops_contact(marian, folder):
    written(marian)
    with lost():
        sealing.seal(marian.partnership_id, marian.partnership.code)
        written(marian)
    assert noticing.look(marian.partnership).because is FrozenBecause.BEHIND_RECEIPT
    # Looked at once, it does not stop contact again.
    noticing.keep(marian.partnership)
    freeze.open_again(freeze.newest().id, "I looked")
    assert not noticing.look(marian.partnership).is_open


def test_nothing_is_forgotten_of_a_line_that_was_torn_off(marian, folder):
    written(marian)
    (file,) = register.files_of(folder, marian.partnership.code)
    with file.open("a") as out:
        out.write('{"number": 3, "torn')
    says_no(factories.rosa(marian), marian)
    written(marian)
    key = receipts.key_of_this_installation().public
    assert [line.what for line in register.read(file, marian.partnership.code, key)] == ["no"]
    assert "torn" not in file.read_text()
