"""A database that is really restored: a copy of it in another place, of an earlier moment, beside today's register."""

import psycopg
import pytest
from django.conf import settings
from django.core import mail
from django.db import connections
from psycopg import sql

from rjhub.audit.connecting import dsn
from rjhub.kernel import clock
from rjhub.letters.actions import sending
from rjhub.letters.models import Letter
from rjhub.letters.tests.factories import asked, rosa_who_was_asked, sent_off
from rjhub.letters.vocabulary import Because, Status
from rjhub.offers import freeze, register
from rjhub.offers.actions import noes, noticing
from rjhub.offers.vocabulary import FrozenBecause
from rjhub.people import approach
from rjhub.people.actions import reaching
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Channel, ContactKind
from rjhub.server import databases

RESTORED = "rjhub_restored"


def use(name):
    for alias in ("default", "responsible", "front", "owner"):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


@pytest.fixture
def back_up(own_database):
    """Copy the database, as it is at that moment, to another place; use that one from when it is asked again."""
    ours = settings.DATABASES["default"]["NAME"]

    def copied():
        use("postgres")
        with psycopg.connect(dsn("postgres"), autocommit=True) as server:
            databases.drop(server, RESTORED)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(RESTORED), sql.Identifier(ours)
                )
            )
        use(ours)
        return lambda: use(RESTORED)

    yield copied
    use(ours)
    with psycopg.connect(dsn("postgres"), autocommit=True) as server:
        databases.drop(server, RESTORED)


def sends(letter, by):
    sending.send(letter.id, by=by)
    with factories.at_work(by):
        return Letter.objects.get(id=letter.id)


def who_may_be_mailed(by):
    """Rosa, and Darren, each of whom said that email is safe."""
    rosa, darren = rosa_who_was_asked(by), factories.darren(by)
    at = clock.now()
    reaching.keep_contact(darren, kind=ContactKind.EMAIL, value="darren@pike.example", by=by, at=at)
    asked(darren, Channel.EMAIL, by=by)
    return rosa, darren


def test_after_a_restore_nothing_leaves_until_the_noes_since_are_known_again(back_up, settings, tmp_path):
    settings.REGISTER_FOLDER = tmp_path
    with factories.at_work(factories.coordinator()) as marian:
        rosa, darren = who_may_be_mailed(marian)
        waits = sent_off(darren, marian)
    noticing.keep(marian.partnership)
    restore = back_up()
    with factories.at_work(marian):
        noes.record_no(rosa, noes.Reach(), said_on=clock.today(), by=marian, at=clock.now())
    noticing.keep(marian.partnership)

    restore()

    kept = sends(waits, marian)
    assert (kept.status, kept.because, mail.outbox) == (Status.STOPPED, Because.FROZEN, [])
    client = factories.signed_in("Marian Okafor")
    assert "nobody may be contacted now" in client.get("/").content.decode()
    noticing.keep(marian.partnership)
    mail.outbox.clear()
    with factories.at_work(marian):
        frozen = freeze.newest()
        assert (frozen.because, frozen.is_whole) == (FrozenBecause.MOVED, True)
        assert frozen.found["lost"] == {"no": 1}
        assert approach.may_be_approached(rosa.id) is approach.STOPPED
        assert approach.may_be_approached(darren.id) is approach.FROZEN
    assert client.post("/contact", {"why": "Another disk", "sure": "on"}).status_code == 302
    with factories.at_work(marian):
        again = sent_off(darren, marian)
        assert approach.may_be_approached(rosa.id) is approach.STOPPED
    assert sends(again, marian).status == Status.SENT
    noticing.keep(marian.partnership)
    assert len(register.files_of(tmp_path, "sussex")) == 2, "since the restore a file of its own is written"
    with factories.at_work(marian):
        assert not freeze.newest().is_open
