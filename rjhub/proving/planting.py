"""Planting faults in the access rules, one after the other, and seeing what catches each."""

from dataclasses import dataclass, field
from random import Random
from time import perf_counter

import psycopg

from rjhub.proving import bare, catalogue, faults, inventing, making, scratch
from rjhub.proving.bare import Tables
from rjhub.proving.catalogue import Definers
from rjhub.proving.faults import Fault
from rjhub.proving.talking import Connection
from rjhub.proving.worlds import WHOLE, Drive, Result, Share

IN_ONE, TIMES, MOST = 50, 3, 240


@dataclass
class Planted:
    """What came of it."""

    seed: int
    faults: int = 0
    by_worlds: int = 0
    by_catalogue: int = 0
    worst: int = 0  # worlds that the most hidden fault took
    missed: list[str] = field(default_factory=list)
    not_planted: list[str] = field(default_factory=list)  # the server let only a superuser do that
    caught: list[str] = field(default_factory=list)
    seconds: float = 0.0


def prove(*, seed: int, every: int = 1, share: Share = WHOLE) -> Planted:
    """Plant every fault of the list, or some or a share of them, in the database that the program works on."""
    result = Planted(seed=seed)
    began = perf_counter()
    with scratch.owner() as connection:
        with connection.transaction():
            tables = bare.strip(connection)
        reviewed = catalogue.definers(connection)
        wrong = catalogue.findings(connection, reviewed)
        if wrong:
            message = f"the catalogue finds fault with what nobody touched: {wrong}"
            raise RuntimeError(message)
        chosen = [*faults.every(tables.every)][seed % every :: every]
        for fault in chosen[share.number :: share.of]:
            _plant(connection, tables, reviewed, fault, result)
    result.seconds = perf_counter() - began
    return result


def summary(result: Planted) -> list[str]:
    """What came of it, as people read it."""
    return [
        f"Faults planted: {result.faults}, in {result.seconds:.0f} s, seed {result.seed}",
        f"Caught by the catalogue: {result.by_catalogue}; by worlds, of the others: {result.by_worlds}",
        f"Caught by neither: {len(result.missed)}",
        f"The most hidden of those that worlds caught took {result.worst} worlds.",
        *result.caught,
        *(f"Not planted, the server lets only a superuser: {name}" for name in result.not_planted),
        *(f"MISSED {name}" for name in result.missed),
    ]


def _plant(connection: Connection, tables: Tables, reviewed: Definers, fault: Fault, result: Planted) -> None:
    try:
        with connection.transaction(force_rollback=True):
            fault.plant(connection)
            found = catalogue.findings(connection, reviewed)
    except psycopg.errors.InsufficientPrivilege:
        if not fault.by_superuser:
            raise
        result.not_planted.append(fault.name)
        return
    # What the catalogue says is said in a moment; worlds are made for what it cannot say.
    worlds = 0 if found else _worlds(connection, tables, fault, result.seed, MOST)
    result.faults += 1
    result.by_catalogue += bool(found)
    result.by_worlds += bool(worlds)
    result.worst = max(result.worst, worlds)
    if not found and not worlds:
        result.missed.append(fault.name)
        return
    by = [f"worlds, after {worlds}"] * bool(worlds) + ["the catalogue"] * bool(found)
    result.caught.append(f"{fault.name}: {' and '.join(by)}")


def _worlds(connection: Connection, tables: Tables, fault: Fault, seed: int, most: int) -> int:
    """How many worlds it took to catch a fault; 0 if it was not."""
    for number in range(most):
        chance = Random(f"{seed} {number}")  # noqa: S311 - chance that can be repeated
        batch = making.batch(chance, IN_ONE)
        with connection.transaction(force_rollback=True):
            fault.plant(connection)
            shown = _shows(Drive(connection, tables, TIMES), batch, chance)
        bare.sweep(connection, tables.turn(batch.turn))
        if shown:
            return IN_ONE * (number + 1)
    return 0


def _shows(drive: Drive, batch: inventing.Batch, chance: Random) -> bool:
    try:
        return bool(drive.compare(batch, chance, Result(seed=0)))
    except psycopg.Error:
        return True  # nobody can work with such a database at all
