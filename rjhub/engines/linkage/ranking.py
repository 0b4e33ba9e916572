"""Trees that decide what independence breaks: siblings, twins, fathers and sons, a telephone that is shared.

They are taught on invented people, of whom the truth is known, in many files of different kinds; never on a
file that they judge. They see the facts of a pair and the Fellegi-Sunter weight.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rjhub.engines.linkage.comparing import Facts
from rjhub.engines.linkage.table import Floats
from rjhub.engines.linkage.trouble import UnusableError

FORMAT = 1
_SHIPPED = Path(__file__).with_name("model.json.gz")
_RISING = {"weight", "given", "family", "whole", "given_form", "street", "email", "numbers_same"}
_FALLING = {"numbers_slips", "phone_slips", "postcode_slips", "numbers_differ"}
_TAUGHT_AS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 31,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 2.0,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "seed": 1,
    "verbosity": -1,
}


@dataclass(frozen=True, slots=True)
class Model:
    """Trees, and which facts they take in which order."""

    trees: Any
    facts: tuple[str, ...]
    about: dict[str, Any]

    def odds(self, facts: Facts) -> Floats:
        """The log-odds, base 2, that each pair is one person."""
        columns = matrix(facts, self.facts)
        if not len(columns):
            return np.empty(0, dtype=np.float32)
        raw = self.trees.predict(columns, raw_score=True, num_threads=1)
        return np.asarray(raw / np.log(2), dtype=np.float32)


def matrix(facts: Facts, names: Sequence[str]) -> NDArray[np.float32]:
    """The facts as rows."""
    return np.column_stack([facts[name] for name in names]).astype(np.float32)


def taught(rows: NDArray[np.float32], same: NDArray[np.bool_], names: Sequence[str], trees: int) -> Any:
    """Grow trees on labelled pairs, always the same ones for the same pairs."""
    import lightgbm

    direction = [1 if name in _RISING else -1 if name in _FALLING else 0 for name in names]
    data = lightgbm.Dataset(rows, same.astype(np.int8), feature_name=list(names))
    return lightgbm.train(_TAUGHT_AS | {"monotone_constraints": direction}, data, trees)


def save(path: Path, trees: Any, names: Sequence[str], about: dict[str, Any]) -> None:
    """Write a model; gzipped where the name says so."""
    content = json.dumps(
        {"format": FORMAT, "about": about, "facts": list(names), "trees": trees.model_to_string()}
    ).encode()
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)


def load(path: Path) -> Model:
    """Read a model that `rjhub train` made."""
    import lightgbm

    try:
        content = path.read_bytes()
        told = json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
        if told["format"] != FORMAT:
            raise UnusableError(f"{path.name} was made by another version. Make it again with rjhub train.")
        trees = lightgbm.Booster(model_str=told["trees"])
        return Model(trees, tuple(told["facts"]), told["about"])
    except (ValueError, KeyError, TypeError, EOFError, lightgbm.basic.LightGBMError) as error:
        raise UnusableError(f"{path.name} is not a model that rjhub train made.") from error
    except OSError as error:
        raise UnusableError(f"{path} cannot be read: {error.strerror or error}.") from error


@cache
def shipped() -> Model:
    """The model that comes with the program."""
    return load(_SHIPPED)
