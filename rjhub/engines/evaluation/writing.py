"""Writes an answer: JSON, and pictures in a folder; everything or nothing."""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rjhub.engines.evaluation import answers


def as_text(content: Mapping[str, Any]) -> str:
    """JSON that any program reads: numbers in full, what has no value as null."""
    return json.dumps(answers.plainly(content), indent=1, allow_nan=False, ensure_ascii=False) + "\n"


def write(files: Mapping[Path, str]) -> None:
    """Write texts: each is complete before it takes its place, so that a failure leaves what was there."""
    waiting: list[tuple[str, Path]] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            waiting.append((name, path))
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).chmod(0o644)
        for name, path in waiting:
            Path(name).replace(path)
    finally:
        for name, _ in waiting:
            with contextlib.suppress(FileNotFoundError):
                Path(name).unlink()
