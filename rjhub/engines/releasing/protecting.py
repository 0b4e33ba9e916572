"""Which cells to hide so that every sensitive number keeps room, at the least loss.

For each sensitive number that the attack pins down, a mixed-integer programme looks for the cheapest further
cells to hide such that two worlds fit everything published, earlier releases too, in which the number differs by the
wanted width (Fischetti and Salazar 2001, one attacker at a time). In large tables its linear relaxation
chooses instead; the attack has the last word.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import optimize, sparse

from rjhub.engines.releasing import equations
from rjhub.engines.releasing.attacking import Attacker, Bounds
from rjhub.engines.releasing.equations import Cell, Matrix, System
from rjhub.engines.releasing.tables import TOTAL, Key, Table

THRESHOLD, WIDTH = 5, 5
_LARGE, _SECONDS, _ROUNDS = 150, 20.0, 400
_REACHES = 4, 40  # times the width that a hidden cell may move in a world
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Rules:
    """Counts from 1 to below the threshold are sensitive; an attacker's interval must be at least so wide."""

    threshold: int = THRESHOLD
    width: int = WIDTH
    differences: bool = True

    def sensitive(self, count: int) -> bool:
        """Whether a count may single somebody out."""
        return 0 < count < self.threshold


@dataclass(frozen=True, slots=True)
class Secret:
    """A number that must keep room: its name, the sum of the numbers behind that it is, and how much room."""

    name: str
    weights: np.ndarray
    room: float


@dataclass(slots=True)
class Protected:
    """What is released, and why each hidden cell is."""

    table: Table
    small: list[Key]
    differencing: list[Key]
    complementary: list[Key] = field(default_factory=list)


def protect(new: Table, earlier: Sequence[Table], rules: Rules) -> Protected:
    """Hide what is needed in a new table, so that neither it nor any earlier one gives a secret away.

    Raises UnusableError if the new table cannot be true together with what was published before.
    """
    whole = equations.build([*earlier, new])
    at = len(earlier)
    Attacker(whole).bounds(
        np.zeros(whole.matrix.shape[1])
    )  # says if what was published contradicts the new table
    small = [key for key, count in new.counts.items() if count is not None and rules.sensitive(count)]
    changes = _small_changes(whole, at, rules) if rules.differences else {}
    hidden = {*small, *(key for key, _ in changes.values())}
    out = Protected(new, small, [key for key, _ in changes.values() if key not in small])
    secrets = _secrets(whole, at, small, changes)
    everything = Attacker(_with_hidden(whole, at, set(new.counts)))
    attacker = Attacker(_with_hidden(whole, at, hidden))
    for name, weights in secrets:
        # Hiding more only gives more room: who was safe before stays safe.
        for _ in range(_ROUNDS):
            if _safe(attacker.bounds(weights), rules.width):
                break
            room = everything.bounds(weights)
            wanted = min(float(rules.width), room.width)
            if room.recovered or attacker.bounds(weights).width >= wanted - _SLACK:
                break  # earlier releases alone give it away, or leave it no more room
            hidden |= set(_cheapest(whole, at, hidden, Secret(name, weights, wanted)) or new.counts)
            attacker = Attacker(_with_hidden(whole, at, hidden))
    out.complementary = [key for key in hidden if key not in small and key not in out.differencing]
    out.table = new.with_counts({key: None if key in hidden else count for key, count in new.counts.items()})
    return out


def _safe(found: Bounds, width: float) -> bool:
    return found.width >= width - _SLACK and not found.recovered


def _with_hidden(whole: System, at: int, hidden: set[Key]) -> System:
    cells = tuple(
        Cell(cell.release, cell.key, None) if cell.release == at and cell.key in hidden else cell
        for cell in whole.cells
    )
    return System(whole.tables, cells, whole.matrix)


def _small_changes(whole: System, at: int, rules: Rules) -> dict[str, tuple[Key, np.ndarray]]:
    """Cells that changed by a sensitive number since an earlier release of which the count is known."""
    own = {cell.key: place for place, cell in enumerate(whole.cells) if cell.release == at}
    out = {}
    for place, cell in enumerate(whole.cells):
        mine = own.get(cell.key)
        if cell.release == at or cell.count is None or mine is None:
            continue
        if whole.tables[cell.release].by != whole.tables[at].by or not equations.nested(
            whole.tables, cell.release, at
        ):
            continue
        now = whole.cells[mine].count
        if now is not None and rules.sensitive(abs(now - cell.count)):
            weights = (whole.matrix[[mine]] - whole.matrix[[place]]).toarray()[0]
            out[f"change of {cell.key} since {whole.tables[cell.release].name}"] = (cell.key, weights)
    return out


def _secrets(
    whole: System, at: int, small: list[Key], changes: dict[str, tuple[Key, np.ndarray]]
) -> list[tuple[str, np.ndarray]]:
    """The small cells, the small changes, and what earlier releases hid."""
    places = {(cell.release, cell.key): place for place, cell in enumerate(whole.cells)}
    out = [(f"{key}", whole.matrix[[places[at, key]]].toarray()[0]) for key in small]
    out += [(name, weights) for name, (_, weights) in changes.items()]
    return out + [
        (f"{cell.key} in {whole.tables[cell.release].name}", whole.matrix[[place]].toarray()[0])
        for place, cell in enumerate(whole.cells)
        if cell.release != at and cell.count is None
    ]


def _cheapest(whole: System, at: int, hidden: set[Key], secret: Secret) -> list[Key]:
    """The cheapest further cells to hide for one secret; none if no way was found in time."""
    own = whole.of(at)
    cells = [whole.cells[place] for place in own]
    counts = np.array([cell.count for cell in cells], np.float64)
    earlier = [
        place for place, cell in enumerate(whole.cells) if cell.release != at and cell.count is not None
    ]
    cost = np.array([0.0 if cell.key in hidden else _cost(cell) for cell in cells]) + _SLACK
    binary = len(own) <= _LARGE
    columns = 2 * whole.matrix.shape[1]
    for reach in _REACHES:
        with _aside():
            result = optimize.milp(
                np.concatenate([np.zeros(columns), cost]),
                constraints=_programme(whole, own, counts, earlier, secret, reach),
                bounds=optimize.Bounds(0, np.concatenate([np.full(columns, np.inf), np.ones(len(own))])),
                integrality=np.concatenate([np.zeros(columns), np.full(len(own), int(binary))]),
                options={"time_limit": _SECONDS, "mip_rel_gap": 0.01},
            )
        if result.x is not None:
            chosen = result.x[columns:] > (0.5 if binary else 1e-7)
            return [
                cell.key for cell, one in zip(cells, chosen, strict=True) if one and cell.key not in hidden
            ]
    return []


@contextlib.contextmanager
def _aside() -> Iterator[None]:
    """Let what HiGHS prints, whatever it is told, go to the error stream: the answer may be read by a program."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _programme(  # noqa: PLR0917 the parts of one programme
    whole: System, own: list[int], counts: np.ndarray, earlier: list[int], secret: Secret, times: int
) -> list[optimize.LinearConstraint]:
    """Two worlds that fit what was published, and the new table but for what is hidden; the secret differs."""
    columns = whole.matrix.shape[1]
    reach = times * max(secret.room, 1.0)
    no_worlds, no_cells = sparse.csr_array((len(own), columns)), sparse.csr_array((len(earlier), len(own)))
    move = sparse.diags_array(np.full(len(own), reach), format="csr")
    mine, past = whole.matrix[own], whole.matrix[earlier]
    fixed = np.array([whole.cells[place].count for place in earlier], np.float64)
    out = []
    for first in (True, False):
        world = (mine, no_worlds) if first else (no_worlds, mine)
        out.append(_rows([*world, move], counts, np.inf))
        out.append(_rows([*world, -move], -np.inf, counts))
        if earlier:
            nothing = sparse.csr_array((len(earlier), columns))
            out.append(_rows([*((past, nothing) if first else (nothing, past)), no_cells], fixed, fixed))
    weights = sparse.csr_array(secret.weights[None, :])
    out.append(_rows([-weights, weights, sparse.csr_array((1, len(own)))], secret.room, np.inf))
    return out


def _rows(
    parts: list[Matrix], low: np.ndarray | float, high: np.ndarray | float
) -> optimize.LinearConstraint:
    return optimize.LinearConstraint(sparse.hstack(parts, format="csr"), low, high)


def _cost(cell: Cell) -> float:
    """What hiding a cell costs the reader: more for more people, much more for a sum."""
    sums = sum(label == TOTAL for label in cell.key)
    count = cell.count or 0
    return (1 + np.log1p(count)) * 6.0**sums if count else 2.0 * 6.0**sums
