"""The mail server of an installation, from its address to what Django sends by."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rjhub.server import program
from rjhub.server.trouble import TroubleError
from rjhub.settings import mail

ASKED = """
import django, json
django.setup()
from django.core.mail import get_connection
server = get_connection()
print(json.dumps([type(server).__module__, server.host, server.port, server.username, server.password,
                  server.use_ssl, server.use_tls, server.timeout]))
"""


def in_production(tmp_path: Path, mail_url: str) -> list[Any]:
    """What an installation sends by that is told this address, asked in a process of its own."""
    told = {
        "RJHUB_DATA": str(tmp_path),
        "RJHUB_MAIL_URL": mail_url,
        "DATABASE_URL": "postgresql://hub@127.0.0.1/hub",
    }
    environment = {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "rjhub.settings.production"}
    answer = subprocess.run([sys.executable, "-c", ASKED], env=environment, check=True, capture_output=True)  # noqa: S603
    found: list[Any] = json.loads(answer.stdout)
    return found


def test_production_sends_by_the_server_that_it_is_told(tmp_path: Path) -> None:
    found = in_production(tmp_path, "smtps://hub%40sussex:a%2Fb@mail.example.org")

    smtp = "django.core.mail.backends.smtp"
    assert found == [smtp, "mail.example.org", 465, "hub@sussex", "a/b", True, False, mail.SECONDS]


@pytest.mark.parametrize(
    ("url", "port", "encrypted"),
    [
        ("", 25, False),
        ("smtp://127.0.0.1:2525", 2525, False),
        ("smtp://mail.example.org:587", 587, True),
        ("smtps://mail.example.org", 465, True),
    ],
    ids=["none is named: this machine's own", "this machine's own", "STARTTLS", "TLS"],
)
def test_mail_is_encrypted_wherever_it_leaves_this_machine(url: str, port: int, *, encrypted: bool) -> None:
    found = mail.settings_for(url)

    assert found["EMAIL_PORT"] == port
    assert (found["EMAIL_USE_SSL"] or found["EMAIL_USE_TLS"]) is encrypted
    assert not (found["EMAIL_USE_SSL"] and found["EMAIL_USE_TLS"])


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:many"]
)
def test_an_address_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("RJHUB_MAIL_URL", url)
    monkeypatch.delitem(sys.modules, "rjhub.settings.environment")

    with pytest.raises(
        TroubleError, match=r"RJHUB_MAIL_URL: write the mail server as an address, like smtps://"
    ):
        program.environment()
