"""What is kept of an erased record: only what finds it again."""

from django.db import connection, transaction

from rjhub.offers.tests.test_noes import erased, says_no
from rjhub.people.tests import factories
from rjhub.people.vocabulary import KeyKind


def test_of_an_erased_record_no_key_is_kept_that_finds_nobody(marian):
    rosa = factories.rosa(marian)
    says_no(rosa, marian)
    erased(rosa, marian)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT DISTINCT kind FROM keeper.suppression")
        kept = {kind for (kind,) in cursor.fetchall()}
        cursor.execute("SET ROLE rjhub_app")
    assert KeyKind.SAME_NAME_AND_BIRTH in kept
    assert {kind for kind in kept if kind >= KeyKind.POSTCODE} <= {KeyKind.NAME}
