"""The first start, as whoever clones the project makes it: an empty directory, and the program's own database."""

import json
import os
import subprocess
import sys
from pathlib import Path

OURS = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "", "RJHUB_DEMONSTRATION": "true"}


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rjhub", *words],
        env={**os.environ, **OURS, "RJHUB_DATA": str(data)},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_an_empty_directory_becomes_a_demonstration_with_everybody_in_it(tmp_path: Path) -> None:
    made = run(tmp_path, "setup")
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    cast = json.loads(run(tmp_path, "cast", "--json").stdout)
    assert all(one["email"] in made.stdout for one in cast)
    again = run(tmp_path, "setup")
    assert again.returncode == 0
    assert "applied" not in again.stdout
