"""`rjhub check`: a log that nobody seals is wrong."""

from datetime import timedelta

import pytest
from django.db import connection

from rjhub.kernel import clock
from rjhub.server.checks import sealing
from rjhub.server.checks.finding import Level

NOW = "SELECT code, minutes FROM (VALUES ('sussex', {})) AS waiting (code, minutes)"


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "level"), [("NULL::int", Level.OK), ("5", Level.OK), ("6", Level.WRONG)])
def test_what_waits_too_long_for_a_seal_is_seen(monkeypatch, minutes, level):
    monkeypatch.setattr(sealing, "UNSEALED", NOW.format(minutes))
    (found,) = sealing.check()
    assert found.level is level


@pytest.mark.django_db
def test_the_oldest_row_that_no_seal_covers_is_looked_for_in_both_logs(behind_the_walls):
    with behind_the_walls(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry; DELETE FROM audit_consultation")
        cursor.execute(sealing.UNSEALED)
        assert {minutes for _, minutes in cursor.fetchall()} == {None}
        cursor.execute(
            "INSERT INTO audit_consultation (partnership_id, door, purpose, files, sides, categories, tables, at) "
            "SELECT id, 'd', 'p', '{}', '{}', '{}', '{}', %s FROM partnership_partnership WHERE code = 'sussex'",
            [clock.now() - timedelta(minutes=90)],
        )
        cursor.execute(sealing.UNSEALED)
        code, minutes = cursor.fetchone()
        assert (code, minutes in {89, 90}) == ("sussex", True)
