"""Whether the secrets are secret."""

import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from rjhub.server import program
from rjhub.server.checks.finding import Finding, ok, warning, wrong
from rjhub.settings.environment import SECRET_NAMES

SUBJECT = "secrets"
SHORTEST = 32
FEWEST_CHARACTERS = 10  # "aaaa..." is long, and no secret
OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check() -> Iterator[Finding]:
    """Look at each secret's length, at who can read where they are kept, and at what production needs."""
    environment = program.environment()
    faults = [
        wrong(SUBJECT, f"RJHUB_{name.upper()} can be guessed", "Make one: openssl rand -base64 32")
        for name in SECRET_NAMES
        if len(value := environment.secret(name)) < SHORTEST or len(set(value)) < FEWEST_CHARACTERS
    ]
    faults += _open_files(environment.data)
    kept_here = [name for name in SECRET_NAMES if not getattr(environment, name)]
    if settings.SETTINGS_MODULE.endswith("production"):
        faults += _production(environment.data, kept_here, demonstration=environment.demonstration)
    yield from faults
    if not any(fault.level.value == "wrong" for fault in faults):
        yield ok(SUBJECT, "they are long enough, and nobody else on this machine can read them")


def _open_files(data: Path) -> Iterator[Finding]:
    for path in (data / "secrets.json", data / "postgres"):
        if path.exists() and path.stat().st_mode & OPEN_TO_OTHERS:
            yield wrong(SUBJECT, f"other users of this machine can read {path}", f"chmod go-rwx {path}")


def _production(data: Path, kept_here: list[str], *, demonstration: bool) -> Iterator[Finding]:
    if kept_here:
        yield warning(
            SUBJECT,
            f"{', '.join(kept_here)} stand only in {data / 'secrets.json'}; lost, they leave the vault shut",
            "Keep a copy of that file apart from the backup of the database, or set them in the environment.",
        )
    if demonstration:
        yield wrong(
            SUBJECT,
            "RJHUB_DEMONSTRATION is on, so everybody can sign in with a password that is printed",
            "Take RJHUB_DEMONSTRATION out of the environment.",
        )
