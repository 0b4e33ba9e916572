"""The model file: one JSON object, gzipped where its name says so. docs/linking.md describes each part.

`weights` are Fellegi and Sunter's, of registers like a hub's: whoever scores in a database takes them from there.
`trees` are LightGBM's. A file that is linked learns weights of its own; of the model it takes the trees.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from rjhub.engines.linkage.comparing import Facts
from rjhub.engines.linkage.comparisons import COMPARISONS
from rjhub.engines.linkage.table import Floats
from rjhub.engines.linkage.weights import HIGHEST, LOWEST, Weights
from rjhub.engines.trouble import UnusableError

FORMAT = 2
PAIRS, COMPANY, LOOKUP = STAGES = ("pairs", "company", "lookup")
# What is certain after some trees is not asked of the others.
_ENOUGH = {"pred_early_stop": True, "pred_early_stop_freq": 20, "pred_early_stop_margin": 14.0}
_SHIPPED = Path(__file__).with_name("model.json.gz")


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees, and which facts they take in which order."""

    grown: Any
    facts: tuple[str, ...]

    def odds(self, facts: Facts) -> Floats:
        """The log-odds, base 2, that each row is one person."""
        rows = np.column_stack([facts[name] for name in self.facts]).astype(np.float32)
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        raw = self.grown.predict(rows, raw_score=True, num_threads=1, **_ENOUGH)
        return np.asarray(raw / np.log(2), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Model:
    """What `rjhub train` makes: trees for each stage, and weights with what they are expected to do."""

    trees: dict[str, Trees]
    weights: dict[str, Any]
    thresholds: dict[str, list[dict[str, float]]]
    about: dict[str, Any]


def weights_told(learnt: Weights, frequencies: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Weights as they stand in the file."""
    comparisons = {}
    for each in COMPARISONS:
        parts = zip(
            each.levels, learnt.m[each.name], learnt.u[each.name], learnt.by_level[each.name], strict=True
        )
        comparisons[each.name] = {
            "told": each.told,
            "levels": [{"level": level, "m": m, "u": u, "bits": bits} for level, m, u, bits in parts],
        } | ({"usual_rarity": learnt.usual_rarity[each.name]} if each.rarity else {})
    return {
        "limits": {"lowest": LOWEST, "highest": HIGHEST},
        "comparisons": comparisons,
        "frequencies": frequencies,
    }


def save(path: Path, model: Model) -> None:
    """Write a model, the same bytes for the same model."""
    told = {
        "format": FORMAT,
        "about": model.about,
        "weights": model.weights,
        "thresholds": model.thresholds,
        "trees": {
            name: {"facts": list(trees.facts), "lightgbm": trees.grown.model_to_string()}
            for name, trees in model.trees.items()
        },
    }
    content = json.dumps(told, indent=1, ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)


def load(path: Path) -> Model:
    """Read a model that `rjhub train` made."""
    import lightgbm

    try:
        content = path.read_bytes()
        told = json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
        if told["format"] != FORMAT:
            raise UnusableError(f"{path.name} was made by another version. Make it again with rjhub train.")
        trees = {
            name: Trees(
                lightgbm.Booster(model_str=told["trees"][name]["lightgbm"]),
                tuple(told["trees"][name]["facts"]),
            )
            for name in STAGES
        }
        return Model(trees, told["weights"], told["thresholds"], told["about"])
    except (ValueError, KeyError, TypeError, EOFError, lightgbm.basic.LightGBMError) as error:
        raise UnusableError(f"{path.name} is not a model that rjhub train made.") from error
    except OSError as error:
        raise UnusableError(f"{path} cannot be read: {error.strerror or error}.") from error


@cache
def shipped() -> Model:
    """The model that comes with the program."""
    return load(_SHIPPED)
