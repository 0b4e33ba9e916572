"""After a restore nobody is contacted until every no is known again, whatever anybody presses or slips in."""

from datetime import timedelta

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
from rjhub.offers import freeze
from rjhub.offers.actions import erasing, noes, noticing
from rjhub.offers.models import Leave
from rjhub.offers.tests.restoring import page, says_no, written
from rjhub.offers.vocabulary import ErasedBecause, FrozenBecause, Opening
from rjhub.people import approach
from rjhub.people.tests import factories
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
SURE = {"why": "I looked at the disk", "sure": "on"}


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


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
    before = factories.signed_in("Marian Okafor").get(f"/people/{rosa.id}/erasing")
    assert (before.status_code, "Nobody is erased" in before.content.decode()) == (403, True)


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


def test_nobody_decides_before_the_register_was_compared_nor_without_the_role(marian, folder):
    freeze.freeze(FrozenBecause.BY_HAND)
    frozen = freeze.newest().id
    assert freeze.open_again(frozen, "I know") is Opening.NOT_COMPARED
    with factories.at_work(factories.probation_officer()), the_database_refuses("not granted"):
        execute(f"SELECT keeper.open_outbound('{frozen}', 'I know')")
    assert factories.signed_in("Adaeze Obi").get("/contact").status_code == 403


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


def test_who_asks_first_is_told_to_ring_while_contact_stands_still(elsewhere):
    assert told("Esther Lindqvist", ROSA) == "nothing"
    elsewhere()
    assert told("Esther Lindqvist", ROSA) == "ring"


def test_the_page_says_what_happened_and_lets_somebody_decide(marian, folder):
    written(marian)
    freeze.freeze(FrozenBecause.BY_HAND)
    client = factories.signed_in("Marian Okafor")
    assert "nobody may be contacted now" in client.get("/").content.decode()
    assert "compares its register of noes within a minute" in page()
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
