"""The tables of the room stand behind the walls: SQL as the application's role, row by row."""

import pytest
from django.db import connection

from rjhub.kernel import clock
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.sharing import doors
from rjhub.sharing.actions import shutting

pytestmark = pytest.mark.django_db


def test_every_table_of_referrals_denies_whoever_nobody_named() -> None:
    tables = {name for name in doors.protected_tables() if name.startswith("referrals_")}

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity",
            [sorted(tables)],
        )
        walled = {name for (name,) in cursor.fetchall()}

    assert walled == tables
    assert len(tables) == 6


def test_the_duplicate_check_says_nothing_of_a_sealed_file_to_whom_it_is_sealed() -> None:
    """Whoever is named in its case is told of the new one instead (cases, `telling_of_sealed`)."""
    first = here.a_referral()
    second = here.a_referral()
    marian = here.coordinator()
    with here.at_work(marian):
        shutting.seal(first.file, because="A councillor is in it.", by=marian, at=clock.now())
    page = web.text_of(web.signed_in("Marian Okafor").get(f"/referrals/{second.reference}/duplicates"))
    assert first.reference not in page
    assert "The one at the" not in page
