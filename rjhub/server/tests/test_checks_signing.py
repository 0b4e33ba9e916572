"""`rjhub check`: a database that does not believe who asks is wrong."""

import pytest

from rjhub.partnership import installation
from rjhub.server.checks import signing
from rjhub.server.checks.finding import Level


@pytest.mark.django_db
def test_a_database_that_knows_the_key_is_fine():
    assert [found.level for found in signing.check()] == [Level.OK]


@pytest.mark.django_db
def test_a_database_that_knows_another_key_is_seen_before_anybody_wonders_at_empty_pages(monkeypatch):
    monkeypatch.setattr(installation, "key", lambda: b"another key of another installation")
    (found,) = signing.check()
    assert found.level is Level.WRONG
    assert "nobody sees any case" in found.meaning
    assert "RJHUB_SECRET_KEY" in found.remedy
