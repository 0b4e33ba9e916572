"""What is sent off leaves to one address, once, on record, and only while the person may be written to."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.letters import policies
from rjhub.letters.actions import sending, settling, writing
from rjhub.letters.jobs import send_written
from rjhub.letters.models import Dispatch, Letter
from rjhub.letters.tests.factories import (
    ROSAS_EMAIL,
    ROSAS_MOBILE,
    a_letter,
    asked,
    darren_who_was_asked,
    rosa_who_was_asked,
    sent_off,
)
from rjhub.letters.vocabulary import Because, Status
from rjhub.partnership.models import Staff
from rjhub.people.actions import reaching, stopping
from rjhub.people.models import Person
from rjhub.people.tests.factories import at_work, coordinator, let_see, probation_officer, victim_worker
from rjhub.people.vocabulary import Channel, ContactKind
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
PROVIDER = "{number}@texts.example"


@pytest.fixture
def marian() -> Iterator[Staff]:
    with at_work(coordinator()) as staff:
        yield staff


@pytest.fixture
def rosa(marian: Staff) -> Person:
    return rosa_who_was_asked(marian)


def now(letter: Letter) -> Letter:
    return Letter.objects.get(id=letter.id)


def says_no(person: Person, by: Staff, channel: Channel | None = None) -> None:
    stopping.record_stop(
        person, said_on=date(2026, 2, 1), said_to=by.agency, by=by, at=clock.now(), channel=channel
    )


def test_an_email_leaves_once_to_the_one_address_of_today_and_names_nothing(rosa, marian):
    letter = sent_off(rosa, marian)
    for _ in range(3):
        send_written(letter_id=str(letter.id), staff_id=str(marian.id))
    (sent,) = mail.outbox
    assert (sent.to, sent.cc, sent.bcc) == ([ROSAS_EMAIL], [], [])
    assert "01632 960123" in sent.body
    for word in ("Rosa", "Delacroix", "restorative", "hub", "case"):
        assert word.casefold() not in (sent.subject + sent.body).casefold()
    assert now(letter).status == Status.SENT
    (kept,) = Dispatch.objects.filter(letter=letter)
    assert (kept.person_id, kept.what, kept.why, kept.by_id) == (rosa.id, "email", "contact", marian.id)


def test_a_text_goes_to_the_provider_as_mail_where_one_is_set_up(rosa, marian, settings):
    settings.TEXTS_BY_MAIL = PROVIDER
    letter = sent_off(rosa, marian, Channel.TEXT)
    sending.send(letter.id, by=marian)
    (sent,) = mail.outbox
    assert sent.to == [f"{ROSAS_MOBILE}@texts.example"]
    assert sent.subject == ""
    assert now(letter).status == Status.SENT


def test_no_text_is_offered_where_none_can_be_sent(rosa, marian):
    with pytest.raises(Refused, match=policies.NOT_SET_UP):
        a_letter(rosa, marian, Channel.TEXT)


def test_the_sender_is_the_one_set_up_for_people(rosa, marian, settings):
    settings.MAIL_FROM_TO_PEOPLE = "office@neutral.example"
    sending.send(sent_off(rosa, marian).id, by=marian)
    assert mail.outbox[0].from_email == "office@neutral.example"


def test_opening_the_address_is_on_record_before_it_leaves(rosa, marian, behind_the_walls):
    sending.send(sent_off(rosa, marian).id, by=marian)
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT purpose FROM audit_consultation WHERE staff_id = %s AND 'vault.contact' = ANY (tables)",
            [marian.id],
        )
        assert cursor.fetchall() == [("To send what was written",)]


def comes_a_no(person: Person, by: Staff) -> None:
    says_no(person, by)


def comes_a_no_to_email(person: Person, by: Staff) -> None:
    says_no(person, by, Channel.EMAIL)


def comes_another_address(person: Person, by: Staff) -> None:
    reaching.keep_contact(
        person, kind=ContactKind.EMAIL, value="new@delacroix.example", by=by, at=clock.now()
    )


def goes_the_address(person: Person, by: Staff) -> None:
    reaching.keep_contact(person, kind=ContactKind.EMAIL, value=None, by=by, at=clock.now())


def is_not_safe_any_more(person: Person, by: Staff) -> None:
    asked(person, Channel.PHONE, by=by)


BETWEEN = [
    (comes_a_no, Because.SAID_NO),
    (comes_a_no_to_email, Because.SAID_NO),
    (comes_another_address, Because.CHANGED_SINCE),
    (goes_the_address, Because.NO_ADDRESS),
    (is_not_safe_any_more, Because.NOT_THIS_WAY),
]


@pytest.mark.parametrize(("comes", "because"), BETWEEN)
def test_what_comes_between_writing_and_sending_stops_it_at_once(comes, because, rosa, marian):
    letter = sent_off(rosa, marian)
    comes(rosa, marian)
    assert (now(letter).status, now(letter).because) == (Status.STOPPED, because)
    sending.send(letter.id, by=marian)
    assert mail.outbox == []
    assert not Dispatch.objects.filter(letter=letter).exists()


@pytest.mark.parametrize(("comes", "because"), BETWEEN)
def test_it_is_looked_at_again_when_its_turn_comes(comes, because, rosa, marian, monkeypatch):
    monkeypatch.setattr("rjhub.letters.queries.open_letters_to", lambda _: [])
    letter = sent_off(rosa, marian)
    comes(rosa, marian)
    assert now(letter).status == Status.TO_SEND
    sending.send(letter.id, by=marian)
    assert mail.outbox == []
    assert (now(letter).status, now(letter).because) == (Status.STOPPED, because)


@pytest.mark.parametrize(("comes", "because"), BETWEEN)
def test_it_is_looked_at_once_more_while_it_is_handed_over(comes, because, rosa, marian):
    letter = sent_off(rosa, marian)
    leaving = sending.begin(letter, by=marian)
    comes(rosa, marian)
    sending.hand_over(leaving, by=marian)
    assert mail.outbox == []
    assert (now(letter).status, now(letter).because) == (Status.STOPPED, because)


def test_an_address_that_was_changed_and_confirmed_while_it_left_is_not_the_one_that_was_drawn(rosa, marian):
    letter = sent_off(rosa, marian)
    leaving = sending.begin(letter, by=marian)
    comes_another_address(rosa, marian)
    asked(rosa, by=marian)
    sending.hand_over(leaving, by=marian)
    assert mail.outbox == []
    assert now(letter).because == Because.CHANGED_SINCE


def test_a_no_on_another_record_of_the_same_person_stops_it_when_its_turn_comes(rosa, marian):
    letter = sent_off(rosa, marian)
    says_no(rosa_who_was_asked(marian), marian)
    sending.send(letter.id, by=marian)
    assert mail.outbox == []
    assert now(letter).because == Because.SAID_NO


def test_what_was_cut_off_is_never_sent_again(rosa, marian):
    letter = sent_off(rosa, marian)
    sending.begin(letter, by=marian)
    sending.send(letter.id, by=marian)
    assert mail.outbox == []
    assert now(letter).status == Status.NOT_KNOWN


def test_a_mail_server_that_does_not_take_it_is_said_honestly(rosa, marian, monkeypatch):
    def refuses(_: mail.EmailMessage) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(mail.EmailMessage, "send", refuses)
    letter = sent_off(rosa, marian)
    sending.send(letter.id, by=marian)
    assert now(letter).status == Status.COULD_NOT


def test_nothing_is_sent_before_or_long_after_its_time(rosa, marian):
    later = clock.now() + timedelta(hours=2)
    letter = writing.send_off(a_letter(rosa, marian), by=marian, at=clock.now(), when=later)
    assert not sending.send(letter.id, by=marian)
    assert (now(letter).status, mail.outbox) == (Status.TO_SEND, [])
    early = clock.now() - timedelta(hours=1)
    late = writing.send_off(a_letter(rosa, marian), by=marian, at=early)
    assert settling.stop_what_is_late(at=clock.now()) == 1
    assert now(late).because == Because.TOO_LATE
    assert mail.outbox == []


def test_whoever_may_not_reach_them_any_more_sends_nothing(rosa, marian):
    esther = victim_worker()
    let_see(rosa, esther, by=marian)
    with at_work(esther):
        letter = sent_off(rosa, esther)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sharing_grant SET ended_at = now() WHERE holder_id = %s", [esther.principal_id]
        )
    sending.send(letter.id, by=esther)
    assert mail.outbox == []
    assert now(letter).because == Because.WRITER_GONE


def test_nobody_writes_who_may_not_know_how_to_reach_them(rosa, marian):
    adaeze = probation_officer()
    let_see(rosa, adaeze, Category.IDENTITY, Category.CASEWORK, by=marian)
    with at_work(adaeze), pytest.raises(Refused):
        a_letter(rosa, adaeze)


def test_nobody_is_written_to_who_was_never_asked_or_long_ago_or_has_no_such_address(marian):
    darren = darren_who_was_asked(marian)
    for way, because in ((Channel.EMAIL, Because.NO_ADDRESS),):
        with pytest.raises(Refused, match=because.label):
            a_letter(darren, marian, way)
    asked(darren, by=marian, ago=timedelta(days=190))
    assert a_letter(darren, marian, Channel.LETTER).status == Status.WRITTEN  # the newest counts


def test_somebody_asked_long_ago_is_asked_again_first(marian):
    from rjhub.people.tests.factories import rosa as new_rosa

    person = new_rosa(marian)
    with pytest.raises(Refused, match=Because.NEVER_ASKED.label):
        a_letter(person, marian)
    asked(person, by=marian, ago=timedelta(days=190))
    with pytest.raises(Refused, match="six months"):
        a_letter(person, marian)
