"""Getting the program ready: which settings, and what is said when it cannot be."""

import pytest
from django.db import OperationalError

from rjhub.server import program
from rjhub.server.trouble import TroubleError
from rjhub.settings.environment import Environment


@pytest.mark.parametrize(
    ("database_url", "settings"),
    [("", "rjhub.settings.development"), ("postgresql://hub@db.example/hub", "rjhub.settings.production")],
    ids=["the program's own database is for trying out", "a server of the operator's own is for real people"],
)
def test_the_settings_follow_from_the_database(
    monkeypatch: pytest.MonkeyPatch, database_url: str, settings: str
) -> None:
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.setattr(
        program, "environment", lambda: Environment.model_construct(database_url=database_url)
    )

    assert program.settings_module() == settings


def test_settings_that_somebody_named_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rjhub.settings.production")

    assert program.settings_module() == "rjhub.settings.production"


def test_a_database_that_goes_away_is_said_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = Environment.model_construct(database_url="postgresql://hub@db.example/hub")
    monkeypatch.setattr(program, "environment", lambda: theirs)
    monkeypatch.setattr(program, "load", lambda: None)

    with (
        pytest.raises(TroubleError, match=r"cannot be used: server closed the connection.*rjhub check"),
        program.running(),
    ):
        raise OperationalError("server closed the connection unexpectedly\n\tThis probably means ...")
