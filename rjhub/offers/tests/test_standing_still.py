"""After a restore nobody is contacted until every no is known again, whatever anybody presses or slips in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from rjhub.asking.tests.factories import ROSA, told
from rjhub.cases.actions import contacts
from rjhub.cases.models import Case, ContactLogEntry, FollowUp, Meeting, Party
from rjhub.cases.tests.factories import a_case
from rjhub.cases.tests.meeting import a_meeting
from rjhub.cases.tests.ready import a_ready_case
from rjhub.cases.vocabulary import Direction
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.letters import keeper as letters
from rjhub.letters.actions import disclosing, sending
from rjhub.letters.models import Dispatch, Letter
from rjhub.letters.tests.factories import a_letter, rosa_who_was_asked, sent_off
from rjhub.letters.vocabulary import Because, Status, What, Why
from rjhub.offers import freeze, register
from rjhub.offers.actions import erasing, noes, noticing
from rjhub.offers.models import Leave
from rjhub.offers.vocabulary import ErasedBecause, FrozenBecause, Opening
from rjhub.people import approach
from rjhub.people.actions import linking, stopping
from rjhub.people.models import Link, Person, Stop
from rjhub.people.tests import factories
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import Channel, SamePerson
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
SURE = {"why": "I looked at the disk", "sure": "on"}


@pytest.fixture
def folder(settings, tmp_path):
    settings.REGISTER_FOLDER = tmp_path / "register"
    return settings.REGISTER_FOLDER


@pytest.fixture
def elsewhere(behind_the_walls):
    """The database runs in another place than it did."""

    def move() -> None:
        with behind_the_walls() as cursor:
            cursor.execute("UPDATE keeper.runs_on SET place = 'another server'")

    return move


@contextmanager
def lost() -> Iterator[None]:
    """Whatever is done inside is not in the backup."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def written(by):
    noticing.write(by.partnership, freeze.newest())


def says_no(person, by, **reach):
    return noes.record_no(person, noes.Reach(**reach), said_on=clock.today(), by=by, at=clock.now())


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def joined(one, other, by):
    return linking.decide_link(one, other, decision=SamePerson.SAME, why="She told us", by=by, at=clock.now())


def page():
    return factories.signed_in("Marian Okafor").get("/contact").content.decode()


def test_a_database_that_runs_elsewhere_contacts_nobody_before_any_program_looks(marian, elsewhere):
    rosa = rosa_who_was_asked(marian)
    letter, case = sent_off(rosa, marian), a_case(marian)
    elsewhere()

    assert letters.obstacle_to_writing(rosa.id, Channel.EMAIL) is Because.FROZEN
    sending.send(letter.id, by=marian)
    assert mail.outbox == []
    assert (Letter.objects.get(id=letter.id).status, Letter.objects.get(id=letter.id).because) == (
        Status.STOPPED, Because.FROZEN,
    )  # fmt: skip
    assert approach.may_be_approached(rosa.id) is approach.FROZEN
    with pytest.raises(Refused, match="restored from a backup"):
        disclosing.disclose(
            case, disclosing.Disclosed(what=What.CALENDAR, why=Why.MEETING, staff=marian), by=marian
        )
    party = Party.objects.filter(case=case, side="responsible").select_related("case", "person")[0]
    called = contacts.Contact(
        direction=Direction.OUTGOING, channel=Channel.PHONE, happened_at=clock.now(), reached=True, safe=True
    )
    with pytest.raises(Refused, match="restored from a backup"), transaction.atomic():
        contacts.log_contact(party, called, told=False, by=marian, at=clock.now())
    with pytest.raises(Refused, match="Nobody is erased"):
        erasing.minimise_person(rosa, because=ErasedBecause.ASKED, by=marian, at=clock.now())


def test_the_database_itself_refuses_whatever_reaches_somebody(marian, elsewhere):
    case = a_ready_case(marian)
    meeting, party = a_meeting(case, marian), Party.objects.filter(case=case).order_by("id")[0]
    follow_up = FollowUp.objects.create(**party.row(Category.CASEWORK), key="", due_on=clock.today())
    of_case = {name: value for name, value in case.row().items() if name != "case"}
    left = {
        **of_case,
        "what": What.COURT_REPORT,
        "why": Why.COURT,
        "to_whom": "The court",
        "left_at": clock.now(),
    }
    reached = {
        "direction": "outgoing",
        "channel": "phone",
        "happened_at": clock.now(),
        "reached": True,
        "safe": True,
    }
    elsewhere()
    for act in (
        lambda: Meeting.objects.filter(id=meeting.id).update(starts_at=clock.now() + timedelta(days=30)),
        lambda: FollowUp.objects.filter(id=follow_up.id).update(done_on=clock.today(), done_by=marian),
        lambda: Case.objects.filter(id=case.id).update(stage="first_contact_responsible"),
        lambda: Dispatch.objects.create(**left, subject_id=case.id, by=marian),
        lambda: ContactLogEntry.objects.create(
            **party.row(Category.CONTACT), **reached, made_by=marian, recorded_at=clock.now()
        ),
    ):
        with the_database_refuses("gate: frozen"):
            act()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE keeper.runs_on SET place = keeper.place()",
        "DELETE FROM keeper.freeze",
        "UPDATE keeper.freeze SET opened_at = now(), opened_by = gen_random_uuid()",
        "SELECT keeper.put_back(gen_random_uuid())",
        "SELECT keeper.take_lost(gen_random_uuid(), '[]')",
        "SELECT keeper.note_compared((SELECT id FROM keeper.newest_freeze()), '{\"whole\": true}')",
        "SELECT keeper.entries_after(0, 10)",
        "SELECT keeper.entries_unknown('{}')",
        "INSERT INTO keeper.register (partnership_id, what, told) VALUES (1, 'no', '{}')",
        "SELECT keeper.enter(1::smallint, 'no', '{}')",
    ],
    ids=["place", "delete", "update", "put back", "take", "compared", "entries", "unknown", "insert", "enter"],
)  # fmt: skip
def test_no_statement_of_the_program_unfreezes(statement, marian):
    freeze.freeze(FrozenBecause.BY_HAND)
    with the_database_refuses("not granted|permission denied"):
        execute(statement)
    assert approach.stands_still()


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


def test_what_waited_and_exceptions_do_not_go_on_after_a_restore(marian, folder):
    rosa = rosa_who_was_asked(marian)
    waits = a_letter(rosa, marian)
    stop = says_no(factories.darren(marian), marian)
    noes.ask_leave(stop, why="A threat", until=clock.today(), by=marian, at=clock.now())
    freeze.freeze(FrozenBecause.BY_HAND)
    noticing.keep(marian.partnership)
    # There was no register before, so it takes two.
    assert freeze.open_again(freeze.newest().id, "I asked them") is Opening.CONFIRMED
    assert freeze.open_again(freeze.newest().id, "I asked them") is Opening.SAME
    with factories.at_work(factories.member("Tomasz Zielinski")):
        assert freeze.open_again(freeze.newest().id, "So did I") is Opening.OPENED
    assert Letter.objects.get(id=waits.id).because == Because.FROZEN
    assert Leave.objects.get(stop=stop).ended_at is not None


def test_nobody_decides_before_the_register_was_compared_nor_without_the_role(marian, folder):
    freeze.freeze(FrozenBecause.BY_HAND)
    frozen = freeze.newest().id
    assert freeze.open_again(frozen, "I know") is Opening.NOT_COMPARED
    with factories.at_work(factories.probation_officer()), the_database_refuses("not granted"):
        execute(f"SELECT keeper.open_outbound('{frozen}', 'I know')")
    assert factories.signed_in("Adaeze Obi").get("/contact").status_code == 403


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
    from rjhub.audit import sealing

    written(marian)
    with lost():
        sealing.seal(marian.partnership_id, marian.partnership.code)
        written(marian)
    assert noticing.look(marian.partnership).because is FrozenBecause.BEHIND_RECEIPT
    # Looked at once, it does not stop contact again.
    noticing.keep(marian.partnership)
    freeze.open_again(freeze.newest().id, "I looked")
    assert not noticing.look(marian.partnership).is_open


def test_who_asks_first_is_told_to_ring_while_contact_stands_still(elsewhere):
    assert told("Esther Lindqvist", ROSA) == "nothing"
    elsewhere()
    assert told("Esther Lindqvist", ROSA) == "ring"


def test_the_page_says_what_happened_and_lets_somebody_decide(marian, folder):
    written(marian)
    freeze.freeze(FrozenBecause.BY_HAND)
    client = factories.signed_in("Marian Okafor")
    assert "nobody may be contacted now" in client.get("/").content.decode()
    assert "compares the register of noes within a minute" in page()
    noticing.keep(marian.partnership)
    assert len(mail.outbox) > 1
    assert all(len(sent.to) == 1 and "restored" in sent.body for sent in mail.outbox)
    assert "People may be contacted again" in page()
    assert "Enter how you know it" in client.post("/contact", {"sure": "on"}).content.decode()
    assert client.post("/contact", SURE).status_code == 302
    assert "Marian Okafor" in page()
    assert "nobody may be contacted" not in client.get("/").content.decode()
    assert client.post("/contact", SURE).status_code == 200


def test_noes_are_taken_as_ever_while_contact_stands_still(marian, elsewhere):
    rosa = factories.rosa(marian)
    elsewhere()
    says_no(rosa, marian)
    assert approach.may_be_approached(rosa.id) is approach.STOPPED


def test_nothing_is_forgotten_of_a_line_that_was_torn_off(marian, folder):
    written(marian)
    (file,) = register.files_of(folder, marian.partnership.code)
    with file.open("a") as out:
        out.write('{"number": 3, "torn')
    says_no(factories.rosa(marian), marian)
    written(marian)
    from rjhub.audit import receipts

    key = receipts.key_of_this_installation().public
    assert [line.what for line in register.read(file, marian.partnership.code, key)] == ["no"]
    assert "torn" not in file.read_text()
