"""How mail leaves the house: the address in RJHUB_MAIL_URL as Django reads it."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtps": 465}
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
EXAMPLE = "like smtps://name:password@mail.example.org, or smtp://mail.example.org:587"
SECONDS = 10


def settings_for(url: str) -> dict[str, Any]:
    """Give Django's settings for a mail server, or for this machine's own where none is named.

    `smtps` is encrypted from the first byte, `smtp` from STARTTLS on; only mail to this very machine may go in the
    clear. Raises ValueError if it is no such address.
    """
    try:
        parts = urlsplit(url or "smtp://localhost")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or parts.scheme not in PORTS:
        message = f"write the mail server as an address, {EXAMPLE}"
        raise ValueError(message)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and host not in THIS_MACHINE,
        "EMAIL_TIMEOUT": SECONDS,  # nobody's page waits longer for a server that does not answer
    }


def check_texts(pattern: str) -> None:
    """Check to which address the provider takes text messages, like {number}@texts.example.org. Empty: to none.

    Raises ValueError if it is no such address.
    """
    if pattern and not re.fullmatch(r"\{number\}@[a-z0-9-]+(\.[a-z0-9-]+)+", pattern):
        message = "write where your provider takes text messages by email, like {number}@texts.example.org"
        raise ValueError(message)
