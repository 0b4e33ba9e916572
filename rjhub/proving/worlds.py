"""Random worlds, written in bulk into a database: and what everybody sees there beside what the rules say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from time import perf_counter

from psycopg import sql

from rjhub.proving import (
    attempts,
    bare,
    emergencies,
    inventing,
    laying,
    making,
    oracle,
    placing,
    scratch,
    second_lock,
    shrinking,
    talking,
)
from rjhub.proving.bare import Tables
from rjhub.proving.inventing import Batch, Reader
from rjhub.proving.placing import PERSON, Laid, Placed
from rjhub.proving.talking import Connection

IN_ONE = 200
MOST_TOLD = 3


SEARCH = (
    "SELECT string_agg(right(person_id::text, 12), ',') "
    "FROM keeper.search_people(ARRAY['proof'], 'proof', NULL, '', NULL, 1000000)"
)


@dataclass(frozen=True)
class Difference:
    """The rules and the database do not say the same about a world."""

    batch: Batch
    world: int
    words: str


@dataclass
class Result:
    """What came of it."""

    seed: int
    worlds: int = 0
    decisions: int = 0
    seen: int = 0
    attempts: int = 0
    done: int = 0
    opened: int = 0  # cases, in emergencies
    disagreements: int = 0
    told: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True)
class Share:
    """Which of several processes this is; each takes its turn among the batches."""

    number: int
    of: int


WHOLE = Share(0, 1)


def prove(*, count: int, seed: int, share: Share = WHOLE) -> Result:
    """Strip the database that the program works on, and make so many worlds in it."""
    with scratch.owner() as connection:
        with connection.transaction():
            tables = bare.strip(connection)
        return Drive(connection, tables).prove(count=count, seed=seed, share=share)


def summary(result: Result) -> list[str]:
    """What came of it, as people read it."""
    an_hour = 3600 / max(result.seconds, 0.001)
    return [
        f"Worlds: {result.worlds:,}, seed {result.seed}, in {result.seconds:.0f} s",
        f"An hour: {result.worlds * an_hour:,.0f} worlds, {result.decisions * an_hour:,.0f} decisions",
        f"Decisions: {result.decisions:,}, of which {result.seen:,} to show a row",
        f"Attempts among them: {result.attempts:,}, of which {result.done:,} were done, as they may be",
        f"Cases opened in emergencies: {result.opened:,}",
        f"Disagreements of the database with the rules: {result.disagreements:,}",
        *result.told,
    ]


@dataclass(frozen=True)
class Drive:
    """Where worlds are tried, and how often somebody attempts something in each batch."""

    connection: Connection
    tables: Tables
    times: int = 1

    def prove(self, *, count: int, seed: int, in_one: int = IN_ONE, share: Share = WHOLE) -> Result:
        """Make so many worlds, or a share of them, and compare each with the rules. Nothing of them stays."""
        result = Result(seed=seed)
        began = perf_counter()
        for first in range(0, count, in_one)[share.number :: share.of]:
            chance = Random(f"{seed} {first}")  # noqa: S311 - chance that can be repeated
            batch = making.batch(chance, min(in_one, count - first))
            differences = self.compare(batch, chance, result)
            result.worlds += len(batch.worlds)
            result.disagreements += len(differences)
            bare.sweep(self.connection, self.tables.turn(batch.turn))
            result.told += [self._told(each, chance) for each in differences[: MOST_TOLD - len(result.told)]]
        result.seconds = perf_counter() - began
        return result

    def compare(self, batch: Batch, chance: Random, result: Result) -> list[Difference]:
        """Write a batch, ask for everybody, try what may not be done, and undo it all."""
        with self.connection.transaction(force_rollback=True):
            laid = Laid(batch, self.tables.turn(batch.turn))
            laying.lay(self.connection, laid)
            return [*self._looks(laid, result), *self._tries(laid, chance, result)]

    def _looks(self, laid: Laid, result: Result) -> Iterator[Difference]:
        files = [laid.file(number) for number in range(len(laid.files))]
        agreement, later = laid.batch.agreement, laid.batch.later
        people = {row.number for row in laid.rows if row.table == PERSON}
        # By role, so that the database plans the question once for each.
        for reader in sorted(laid.batch.readers, key=laying.role_of):
            may = {
                row.number
                for row in laid.rows
                if oracle.may_see(reader.staff, files[row.file], row.row, agreement, later)
            }
            sees = laying.seen_by(self.connection, laid, reader)
            finds = talking.numbers(self.connection, SEARCH)
            result.decisions += len(laid.rows) + len(people)
            result.seen += len(may)
            for number in sorted(may ^ sees):
                words = _words(laid.rows[number], may=number in may, does=number in sees)
                yield self._difference(laid, laid.rows[number].file, reader, words)
            for number in sorted((may & people) ^ finds):
                words = _words(laid.rows[number], may=number in may, does=number in finds)
                yield self._difference(laid, laid.rows[number].file, reader, f"searching, {words}")
            yield from self._reaches(laid, reader, files, result)
        yield from self._opened(laid, result)
        yield from self._first_lock_open(laid, files, result)
        yield from self._nobody(laid, result)

    def _opened(self, laid: Laid, result: Result) -> Iterator[Difference]:
        """Which cases people opened in emergencies."""
        for file, at, opening in emergencies.openings(laid):
            may, did = emergencies.should_be_open(laid, file, opening), (file, at) in laid.opened
            result.decisions += 1
            result.opened += did
            if may != did:
                reader = laid.batch.reader(opening.who)
                words = f"they may{'' if may else ' not'} open it in an emergency, and {'did' if did else 'could not'}"
                yield self._difference(laid, file, reader, words)

    def _reaches(
        self, laid: Laid, reader: Reader, files: list[oracle.File], result: Result
    ) -> Iterator[Difference]:
        """Whom of the people harmed somebody can reach, through the vault's own door."""
        harmed = [row for row in laid.rows if row.table == PERSON and row.row.side == oracle.HARMED]
        batch = laid.batch
        keys = [placing.uuid_of(row.number) for row in harmed]
        reached = talking.reached(self.connection, keys)
        result.decisions += len(harmed)
        for row, key in zip(harmed, keys, strict=True):
            may = oracle.may_open(reader.staff, files[row.file], batch.agreement, batch.later)
            if may != (key in reached):
                words = f"they may{'' if may else ' not'} reach a person harmed, and {'could not' if may else 'did'}"
                yield self._difference(laid, row.file, reader, words)

    def _first_lock_open(self, laid: Laid, files: list[oracle.File], result: Result) -> Iterator[Difference]:
        """What staff of the other side are shown where row security shows everything to everybody."""
        batch = laid.batch
        with self.connection.transaction(force_rollback=True):
            self.connection.execute("RESET ROLE")
            for table in laid.tables.every:
                opened = sql.SQL("ALTER POLICY see ON {} USING (true)")
                self.connection.execute(opened.format(sql.Identifier(table)))
            for reader in batch.readers:
                if laying.role_of(reader) == "rjhub_app" or reader.staff.partnership != inventing.HOME:
                    continue
                may = {
                    row.number
                    for row in laid.rows
                    if second_lock.opens(reader.staff, files[row.file], row.row, batch.agreement, batch.later)
                }
                shown = laying.seen_by(self.connection, laid, reader)
                result.decisions += len(laid.rows)
                for number in sorted(may ^ shown):
                    words = _words(laid.rows[number], may=number in may, does=number in shown)
                    words = f"with the first lock open, {words}"
                    yield self._difference(laid, laid.rows[number].file, reader, words)

    def _nobody(self, laid: Laid, result: Result) -> Iterator[Difference]:
        """Whoever does not say who asks, or says it unsigned, or too long ago, is shown nothing."""
        everybody = tuple(laid.numbers.values())
        for said in talking.forgeries(everybody):
            self.connection.execute("SELECT set_config('app.reader', %s, true)", [said])
            sees = talking.numbers(self.connection, laid.tables.everything)
            result.decisions += len(laid.rows)
            for number in sorted(sees):
                words = f"with the signature {said!r} row {number} is shown"
                yield self._difference(laid, laid.rows[number].file, laid.batch.readers[0], words)

    def _tries(self, laid: Laid, chance: Random, result: Result) -> Iterator[Difference]:
        for reader, tried in attempts.every(self.connection, laid, chance, self.times):
            result.attempts += 1
            result.decisions += 1
            result.done += tried.did
            if tried.may != tried.did:
                words = f"they may{'' if tried.may else ' not'} {tried.what}, and {'did' if tried.did else 'could not'}"
                yield self._difference(laid, tried.file, reader, words)

    def _difference(self, laid: Laid, file: int, reader: Reader, words: str) -> Difference:
        who = f"{reader.name} ({shrinking.described(reader.staff.agency)})"
        return Difference(laid.batch, laid.files[file][0], f"{who}: {words}")

    def _told(self, difference: Difference, chance: Random) -> str:
        """In words, and as small as it gets where it shows by looking alone."""
        looking = replace(self, times=0)

        def still(batch: Batch) -> bool:
            return bool(looking.compare(batch, chance, Result(seed=0)))

        batch, world, words = difference.batch, difference.world, difference.words
        if still(batch):
            batch = shrinking.smallest(batch, world, still)
            (first, *_) = looking.compare(batch, chance, Result(seed=0))
            world, words = first.world, first.words
        return "\n".join(shrinking.told(batch, world, words))


def _words(row: Placed, *, may: bool, does: bool) -> str:
    said = f"{row.row.side} {row.row.category} in {row.table}"
    return f"they may{'' if may else ' not'} see {said}, and do{'' if does else ' not'}"
