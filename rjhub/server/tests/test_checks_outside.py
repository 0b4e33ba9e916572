"""`rjhub check`: mail, disk and secrets, which stand outside the database."""

import smtplib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as django_mail

from rjhub.server import program
from rjhub.server.checks import disk, mail, secrets
from rjhub.server.checks.finding import Finding, Level
from rjhub.settings.environment import Environment


def said(check: Callable[[], Iterable[Finding]], level: Level = Level.WRONG) -> str:
    return " / ".join(f"{found.meaning} {found.remedy}" for found in check() if found.level is level)


class AnsweringServer:
    """A mail connection that opens as the test says."""

    def __init__(self, trouble: Exception | None) -> None:
        self._trouble = trouble

    def open(self) -> None:
        if self._trouble:
            raise self._trouble

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("trouble", "level", "words"),
    [
        (None, Level.OK, "answers"),
        (ConnectionRefusedError("refused"), Level.WRONG, "cannot be used: refused"),
        (smtplib.SMTPAuthenticationError(535, b"no"), Level.WRONG, "refuses name or password"),
    ],
)
def test_a_mail_server_that_cannot_be_used_is_seen(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception | None, level: Level, words: str
) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", mail.SMTP)
    monkeypatch.setattr(django_mail, "get_connection", lambda **_: AnsweringServer(trouble))

    assert words in said(mail.check, level)


def test_an_installation_that_names_no_mail_server_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", mail.SMTP)
    monkeypatch.setattr(django_mail, "get_connection", lambda **_: AnsweringServer(OSError("refused")))

    assert "Name your mail server in RJHUB_MAIL_URL, like smtps://" in said(mail.check)


@pytest.mark.parametrize(("least", "level"), [(10**12, Level.WRONG), (0, Level.OK)])
def test_a_full_disk_is_seen(monkeypatch: pytest.MonkeyPatch, least: int, level: Level) -> None:
    monkeypatch.setattr(disk, "TOO_LITTLE_MB", least)
    monkeypatch.setattr(disk, "LITTLE_MB", least)

    assert "MB are free" in said(disk.check, level)


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Environment]:
    """Give a way to describe an installation whose data is here."""

    def describe(**told: object) -> Environment:
        environment = Environment.model_construct(**{**Environment(data=tmp_path).model_dump(), **told})
        monkeypatch.setattr(program, "environment", lambda: environment)
        return environment

    return describe


def test_secrets_that_were_made_by_the_program_are_good(installation: Callable[..., Environment]) -> None:
    installation()

    assert [found.level for found in secrets.check()] == [Level.OK]


@pytest.mark.parametrize("value", ["changeme", "a" * 64])
def test_a_secret_that_can_be_guessed_is_seen(installation: Callable[..., Environment], value: str) -> None:
    installation(vault_key=value)

    assert "RJHUB_VAULT_KEY can be guessed" in said(secrets.check)


def test_secrets_that_others_can_read_are_seen(
    installation: Callable[..., Environment], tmp_path: Path
) -> None:
    installation().secret("vault_key")
    (tmp_path / "secrets.json").chmod(0o644)

    assert f"chmod go-rwx {tmp_path / 'secrets.json'}" in said(secrets.check)


def test_a_demonstration_among_real_people_is_seen(
    installation: Callable[..., Environment], monkeypatch: pytest.MonkeyPatch
) -> None:
    installation(demonstration=True)
    monkeypatch.setattr(settings, "SETTINGS_MODULE", "rjhub.settings.production")

    assert "everybody can sign in with a password that is printed" in said(secrets.check)
    assert "lost, they leave the vault shut" in said(secrets.check, Level.WARNING)
