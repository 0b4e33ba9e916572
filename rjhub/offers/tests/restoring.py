"""Backups and restores for tests, inside the transaction of one."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from rjhub.kernel import clock
from rjhub.offers import freeze
from rjhub.offers.actions import noes, noticing
from rjhub.people.actions import linking
from rjhub.people.tests import factories
from rjhub.people.vocabulary import SamePerson


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


def joined(one, other, by):
    return linking.decide_link(one, other, decision=SamePerson.SAME, why="She told us", by=by, at=clock.now())


def page():
    return factories.signed_in("Marian Okafor").get("/contact").content.decode()
