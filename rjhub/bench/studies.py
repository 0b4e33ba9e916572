"""Whether intervals hold the truth as often as they say: many simulated studies, each through the whole evaluation.

The generator is a Python file with `make(seed, n, profile, null=False)` that gives columns and the truth, or a folder
with pairs of NAME.csv (or .csv.gz) and NAME_truth.json.
"""

import importlib.util
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rjhub.engines.evaluation import reading, study
from rjhub.engines.evaluation.reading import Table
from rjhub.engines.trouble import UnusableError
from rjhub.server.trouble import TroubleError

TRUTHS = {"att_12m": ("att_12m_expected", 0.0), "rate_ratio": ("rate_ratio_treated", 1.0)}
_ENDS = (".csv.gz", ".csv")


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one figure, over all studies."""

    name: str
    studies: int
    bias: float
    spread: float
    mean_width: float
    coverage: float
    significant: float


def measure(
    made: Iterator[tuple[Table, dict[str, float]]], say: Callable[[str], None]
) -> tuple[list[Seen], int]:
    """Evaluate each, and compare with the truth. Also says how many were refused."""
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in TRUTHS}
    refused = 0
    for at, (table, truth) in enumerate(made, 1):
        try:
            top = study.answer(table).top
        except UnusableError as error:
            refused += 1
            say(f"{table.name}: refused. {error}")
            continue
        for name, (key, nothing) in TRUTHS.items():
            value, low, high = top[name]
            off, held, apart = value - truth[key], low <= truth[key] <= high, not low <= nothing <= high
            rows[name].append((off, high - low, held, apart))
        if at % 50 == 0:
            say(f"{at} studies")
    return [_seen(name, found) for name, found in rows.items() if found], refused


def _seen(name: str, found: Sequence[tuple[float, ...]]) -> Seen:
    off, width, held, apart = np.array(found, np.float64).T
    return Seen(
        name, len(off), float(off.mean()), float(off.std(ddof=1)) if len(off) > 1 else 0.0, float(width.mean()),
        float(held.mean()), float(apart.mean()),
    )  # fmt: skip


def made(
    source: Path, *, count: int, size: int, seed: int, null: bool
) -> Iterator[tuple[Table, dict[str, float]]]:
    """The studies of a generator, or of a folder."""
    if source.is_dir():
        yield from _of_folder(source, count)
        return
    make = _generator(source)
    for each in range(seed, seed + count):
        columns, truth = make(each, size, "A", null=null)
        texts = {name: [_text(value) for value in values] for name, values in columns.items()}
        yield Table(f"seed {each}", texts, np.arange(2, size + 2)), truth


def _generator(source: Path) -> Callable[..., tuple[dict[str, Any], dict[str, float]]]:
    spec = importlib.util.spec_from_file_location("studies_generator", source)
    if spec is None or spec.loader is None:
        raise TroubleError(f"{source} is neither a folder nor a Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, "make"):
        raise TroubleError(f"{source} has no function make(seed, n, profile, null=False).")
    make: Callable[..., tuple[dict[str, Any], dict[str, float]]] = module.make
    return make


def _of_folder(folder: Path, count: int) -> Iterator[tuple[Table, dict[str, float]]]:
    files = sorted(path for path in folder.iterdir() if path.name.endswith(_ENDS))[:count]
    for path in files:
        name = next(path.name.removesuffix(end) for end in _ENDS if path.name.endswith(end))
        truth = json.loads((folder / f"{name}_truth.json").read_text(encoding="utf-8"))
        yield reading.read(path), truth


def _text(value: object) -> str:
    number = float(value)  # type: ignore[arg-type]
    return "" if np.isnan(number) else f"{number:.10g}"
