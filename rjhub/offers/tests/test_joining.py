"""A no on either of two records holds for both from the moment on in which they are joined."""

from datetime import date
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction

from rjhub.kernel import clock
from rjhub.letters import queries as letters
from rjhub.letters.tests.factories import a_letter, rosa_who_was_asked
from rjhub.letters.vocabulary import Status
from rjhub.offers.tests.test_noes import says_no
from rjhub.people import approach
from rjhub.people.actions import linking
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Approach, SamePerson

pytestmark = pytest.mark.django_db
MARRIED = {"given_name": "Carla", "family_name": "Quint", "born_on": date(1991, 4, 7)}
RELIES_ON_NO_NO = "SELECT pg_try_advisory_xact_lock_shared(7460814, %s)"


def joined(one, other, by):
    return linking.decide_link(one, other, decision=SamePerson.SAME, why="She rang", by=by, at=clock.now())


def another_connection():
    owner = settings.DATABASES["owner"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given: dict[str, Any] = {ours: owner[theirs] for ours, theirs in names.items() if owner[theirs]}
    return psycopg.connect(**given)


def test_what_waits_for_one_record_stops_when_it_is_joined_to_one_with_a_no(marian):
    rosa = rosa_who_was_asked(marian)
    letter = a_letter(rosa, marian)
    married = factories.a_person(marian, **MARRIED)
    says_no(married, marian)
    assert letters.find_letter(letter.id).status == Status.WRITTEN
    joined(rosa, married, marian)
    assert approach.may_be_approached(rosa.id) is Approach.STOPPED
    assert letters.find_letter(letter.id).status == Status.STOPPED


def test_while_two_records_are_being_joined_who_relies_on_no_no_waits(marian):
    rosa, married = factories.rosa(marian), factories.a_person(marian, **MARRIED)
    with another_connection() as other:
        assert other.execute(RELIES_ON_NO_NO, [marian.partnership_id]).fetchone() == (True,)
    joined(rosa, married, marian)
    with another_connection() as other:
        assert other.execute(RELIES_ON_NO_NO, [marian.partnership_id]).fetchone() == (False,)


def test_who_joins_two_records_waits_for_who_relies_on_no_no(marian):
    rosa, married = factories.rosa(marian), factories.a_person(marian, **MARRIED)
    with another_connection() as other, connection.cursor() as cursor:
        other.execute(RELIES_ON_NO_NO, [marian.partnership_id])
        cursor.execute("SET LOCAL lock_timeout = '50ms'")
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            joined(rosa, married, marian)
