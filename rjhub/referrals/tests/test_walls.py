"""The tables of the room stand behind the walls: SQL as the application's role, row by row."""

import pytest
from django.db import connection

from rjhub.sharing import doors

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
