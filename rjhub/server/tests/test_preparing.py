"""Setting up: what is missing is made, and what is there is left alone."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from psycopg.conninfo import conninfo_to_dict

from rjhub import demonstration
from rjhub.server import preparing, program, resetting
from rjhub.settings.environment import Environment

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Note when the demonstration is loaded, instead of loading it."""
    loaded: list[str] = []
    monkeypatch.setattr(demonstration, "load", lambda: loaded.append("demonstration"))
    monkeypatch.setattr(settings, "DATA_ROOT", tmp_path)
    return loaded


def test_an_empty_database_gets_the_demonstration_and_may_be_deleted_again(
    loaded: list[str], tmp_path: Path
) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate partnership_partnership cascade")

    preparing.load_demonstration()

    assert loaded == ["demonstration"]
    assert (tmp_path / resetting.DEMONSTRATION_NOTE).exists()


def test_what_was_typed_into_the_demonstration_stays(loaded: list[str], tmp_path: Path) -> None:
    preparing.load_demonstration()

    assert loaded == []
    assert not (tmp_path / resetting.DEMONSTRATION_NOTE).exists()


def test_tables_that_are_up_to_date_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(preparing, "call_command", lambda name, **_: called.append(name))

    preparing.migrate()

    assert "migrate" not in called


def test_the_owner_is_reached_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = {"HOST": "db.example", "PORT": "5433", "USER": "hub", "PASSWORD": "it's"}
    monkeypatch.setitem(settings.DATABASES, "owner", settings.DATABASES["owner"] | theirs)
    monkeypatch.setattr(program, "environment", lambda: Environment.model_construct(database_url=""))

    assert conninfo_to_dict(preparing.owner_dsn()) == {
        "host": "db.example",
        "port": "5433",
        "user": "hub",
        "password": "it's",
    }
