"""Random attacks on a small log. An agency that holds only its last receipt has to find every one of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import perf_counter
from typing import Any

import psycopg

from rjhub.audit import receipts, verifying
from rjhub.audit.findings import Kind
from rjhub.audit.proving import attacks, forging, invented, scratch
from rjhub.audit.proving.attacks import Attacker
from rjhub.audit.receipts import Receipt, SigningKey
from rjhub.audit.verifying import Report

SEALS = 10
EVERY = 50  # so often the untouched log is verified, too
KEY = receipts.key_from("the installation of the proof")
STRANGE_KEY = receipts.key_from("whoever has the database and not the key")
Step = Callable[[Attacker], None]


@dataclass
class Result:
    """What came of it."""

    seed: int
    attacks: int = 0
    found: int = 0
    found_without_receipt: int = 0
    nameable: int = 0
    named: int = 0
    false_alarms: int = 0
    without_effect: int = 0
    missed: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def prove(*, count: int, seed: int) -> Result:
    """Attack a log so many times, each time from the same beginning."""
    result = Result(seed=seed)
    with scratch.database() as dsn, psycopg.connect(dsn, autocommit=True) as connection:
        receipt = _lay_out(connection, Random(seed))  # noqa: S311 - chance that can be repeated
        began = perf_counter()
        for number in range(count):
            _attack(connection, receipt, Random(f"{seed} {number}"), number, result)  # noqa: S311 - likewise
            if number % EVERY == 0:
                result.false_alarms += not _verify(connection, receipt).holds
        result.seconds = perf_counter() - began
    return result


def summary(result: Result) -> list[str]:
    """What came of it, as people read it."""
    return [
        f"Attacks: {result.attacks:,} of {len(result.kinds)} kinds, alone and together, seed {result.seed}",
        f"Found by an agency with only its last receipt: {result.found:,}. Missed: {len(result.missed):,}.",
        f"Without any receipt {result.attacks - result.found_without_receipt:,} would have gone unseen.",
        f"Named exactly, where one row was attacked: {result.named:,} of {result.nameable:,}.",
        f"Not counted, because making it fit again undid the change: {result.without_effect:,}.",
        f"False alarms over the untouched log: {result.false_alarms:,}. Time: {result.seconds:.1f} s.",
        *(f"MISSED {missed}" for missed in result.missed),
    ]


def _lay_out(connection: "psycopg.Connection[Any]", chance: Random) -> Receipt:
    """Write a log, with an erasure on record in it, and give the agency its receipt."""
    for _ in range(SEALS):
        invented.write(connection, chance, chance.randrange(5, 25))
        invented.seal(connection, KEY)
    ((file,),) = connection.execute("SELECT file_id FROM audit_entry ORDER BY id LIMIT 1").fetchall()
    connection.execute("SELECT keeper.erase_references(1::smallint, %s, NULL)", [file])
    receipt = invented.seal(connection, KEY)
    if receipt is None:
        message = "nothing was sealed"
        raise RuntimeError(message)
    invented.write(connection, chance, 4)
    return receipt


def _attack(
    connection: "psycopg.Connection[Any]", receipt: Receipt, chance: Random, number: int, result: Result
) -> None:
    untouched = _state(connection, receipt)
    steps = _steps(chance, number)
    cover = chance.choice(COVERS)
    with _undone(connection):
        attacker = Attacker(connection, chance, receipt)
        for step in steps:
            step(attacker)
        for after in cover:
            after(connection)
        report = _verify(connection, receipt)
        if report.holds and _state(connection, receipt) == untouched:
            result.without_effect += 1  # making it fit again undid the very thing that was changed
            return
    name = " + ".join([*(step.__name__ for step in steps), *(after.func.__name__ for after in cover)])
    result.attacks += 1
    result.kinds.update(step.__name__ for step in steps)
    result.found += not report.holds
    result.found_without_receipt += any(found.kind is not Kind.RECEIPT for found in report.findings)
    if report.holds:
        result.missed.append(f"{number}: {name}")
    if len(steps) == 1 and steps[0] in attacks.ON_ROWS and not cover:
        result.nameable += 1
        result.named += _names(report, attacker.changed)


def _state(connection: "psycopg.Connection[Any]", receipt: Receipt) -> list[tuple[Any, ...]]:
    """Every row, and every seal that the receipt stands for, as one digest for each table."""
    seals = f" WHERE number <= {receipt.number}"
    tables = ("audit_entry t", "audit_consultation t", f"audit_seal t{seals}", f"audit_signature t{seals}")
    digest = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM "
    return connection.execute(" UNION ALL ".join(f"{digest}{table}" for table in tables)).fetchall()


def _steps(chance: Random, number: int) -> list[Step]:
    """One attack, each kind in turn, and often some more. Nothing is left to attack after a wipe."""
    first = attacks.ALL[number % len(attacks.ALL)]
    more = chance.choices(attacks.ON_ROWS, k=chance.choice((0, 0, 1, 2)))
    return [*more, first]


def _verify(connection: "psycopg.Connection[Any]", receipt: Receipt) -> Report:
    asked = verifying.Asked(
        partnership=invented.PARTNERSHIP, code=invented.CODE, public_key=KEY.public, receipts=(receipt,)
    )
    return verifying.verify_on(connection, asked)


def _names(report: Report, changed: tuple[str, int] | None) -> bool:
    if changed is None:
        return False
    log, row = changed
    return any(f"{log.capitalize()} {row}" in found.words for found in report.findings)


@contextmanager
def _undone(connection: "psycopg.Connection[Any]") -> Iterator[None]:
    with connection.transaction(force_rollback=True):
        yield


def _with(key: SigningKey) -> tuple[tuple[partial[None], ...], ...]:
    rechain, go_on = partial(forging.rechain, key=key), partial(forging.go_on, key=key)
    return ((rechain,), (go_on,), (rechain, go_on))


# What the attacker does afterwards: nothing, or make it fit again, with a key of their own or with the stolen one.
COVERS: tuple[tuple[partial[None], ...], ...] = ((), (), (), *_with(STRANGE_KEY), *_with(KEY))
