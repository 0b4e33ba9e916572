"""Trees that decide what independence breaks: siblings, twins, fathers and sons, a telephone that is shared.

They are taught on invented people, of whom the truth is known, in many files of different kinds; never on a
file that they judge. They see the facts of a pair and what each comparison weighs in the file at hand.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_RISING = {
    "weight", "given", "family", "whole", "given_form", "street", "email", "numbers_same", "full",
    "odds", "weights_together", "best_odds", "mean_odds",
}  # fmt: skip
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
    "max_bin": 127,
    "num_threads": 1,
    "deterministic": True,
    "force_col_wise": True,
    "seed": 1,
    "verbosity": -1,
}


def taught(
    rows: NDArray[np.float32], same: NDArray[np.bool_], names: Sequence[str], trees: int, leaves: int = 31
) -> Any:
    """Grow trees on labelled rows, always the same ones for the same rows."""
    import lightgbm

    direction = [1 if name in _RISING else -1 if name in _FALLING else 0 for name in names]
    data = lightgbm.Dataset(rows, same.astype(np.int8), feature_name=list(names))
    how = _TAUGHT_AS | {"monotone_constraints": direction, "num_leaves": leaves}
    return lightgbm.train(how, data, trees)
