"""Whether there is space for what people will type."""

import shutil
from collections.abc import Iterator

from django.conf import settings

from rjhub.server.checks.finding import Finding, ok, warning, wrong

SUBJECT = "disk space"
TOO_LITTLE_MB = 200
LITTLE_MB = 2_000


def check() -> Iterator[Finding]:
    """Look at the disk that holds the program's data."""
    directory = next(
        parent for parent in (settings.DATA_ROOT, *settings.DATA_ROOT.parents) if parent.exists()
    )
    free = shutil.disk_usage(directory).free // 1_000_000
    meaning = f"{free} MB are free on the disk of {directory}"
    if free < TOO_LITTLE_MB:
        yield wrong(SUBJECT, meaning, "Free some space now: when the disk is full, nothing can be saved.")
    elif free < LITTLE_MB:
        yield warning(SUBJECT, meaning, "Free some space, or give it a bigger disk.")
    else:
        yield ok(SUBJECT, meaning)
