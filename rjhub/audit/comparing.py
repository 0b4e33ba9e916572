"""Comparing the rows of the logs with the lists of the seals that cover them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

import psycopg

from rjhub.audit import canonical, chain, reading
from rjhub.audit.canonical import Head
from rjhub.audit.findings import Finding, Kind, when
from rjhub.audit.reading import Row

LEEWAY = timedelta(minutes=5)  # a statement notes when it began, and a clock may be set right
ROWS_AT_ONCE = 100_000
ENOUGH = 50
LISTS = """
SELECT number, entry_list, consultation_list FROM public.audit_seal
WHERE partnership_id = %s AND number = ANY (%s) ORDER BY number
"""
NEGATIVE = b"\x80"
LOWEST, HIGHEST = -(2**63), 2**63 - 1


@dataclass
class Part:
    """What was found in a part of the log."""

    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    erased: list[tuple[int, tuple[str, int]]] = field(default_factory=list)
    erasures: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Sealed:
    """What a seal lists of one log."""

    head: Head
    log: str
    listed: bytes

    @property
    def name(self) -> str:
        """How people are told where."""
        return f"under seal {self.head.number} ({when(self.head.sealed_at)})"

    @property
    def begins(self) -> datetime:
        """The earliest that a row under it may say."""
        return self.head.since - LEEWAY if self.head.since else datetime(1900, 1, 1, tzinfo=UTC)


def compare(dsn: str, partnership: int, first: int, last: int) -> Part:
    """Compare the rows under some of a partnership's seals, counted from 0, on a connection of its own."""
    with psycopg.connect(dsn) as connection:
        heads = [link.head for link in chain.read(connection, partnership)]
        return compare_on(connection, partnership, heads[first:last], from_the_start=first == 0)


def compare_on(
    connection: "psycopg.Connection[Any]", partnership: int, heads: list[Head], *, from_the_start: bool = True
) -> Part:
    """Compare the rows under seals that follow each other with what the seals list."""
    part = Part()
    for some in _in_portions(heads):
        lists = _lists(connection, partnership, some)
        for place, log in enumerate(reading.LOGS):
            sealed = [Sealed(head, log, lists.get(head.number, (b"", b""))[place]) for head in some]
            lowest = LOWEST if from_the_start and some[0] is heads[0] else some[0].start
            _compare_log(connection, partnership, sealed, part, lowest)
        part.findings += [found for head in some for found in _list_faults(head, lists)]
    return part


def _in_portions(heads: list[Head]) -> Iterator[list[Head]]:
    portion: list[Head] = []
    rows = 0
    for head in heads:
        portion.append(head)
        rows += head.entries + head.consultations
        if rows >= ROWS_AT_ONCE:
            yield portion
            portion, rows = [], 0
    if portion:
        yield portion


def _lists(
    connection: "psycopg.Connection[Any]", partnership: int, heads: list[Head]
) -> dict[int, tuple[bytes, bytes]]:
    with connection.cursor(binary=True) as cursor:
        cursor.execute(LISTS, [partnership, [head.number for head in heads]])
        return {number: (bytes(entries), bytes(consultations)) for number, entries, consultations in cursor}


def _list_faults(head: Head, lists: dict[int, tuple[bytes, bytes]]) -> Iterator[Finding]:
    entries, consultations = lists.get(head.number, (b"", b""))
    counts = (len(entries) // canonical.IN_LIST, len(consultations) // canonical.IN_LIST)
    if canonical.root(entries, consultations) != head.root or counts != (head.entries, head.consultations):
        words = f"The list of what is under seal {head.number} ({when(head.sealed_at)}) was changed."
        yield Finding(head.number, Kind.CHAIN, words)


def _compare_log(
    connection: "psycopg.Connection[Any]",
    partnership: int,
    sealed: list[Sealed],
    part: Part,
    lowest: int,
) -> None:
    rows = reading.rows(connection, sealed[0].log, partnership, lowest, sealed[-1].head.stop)
    stops = [canonical.number(each.head.stop) for each in sealed]
    at = 0

    def under(row: Row) -> int:
        nonlocal at
        # A negative position, which only somebody's own hand can have written, sorts last as bytes.
        while at < len(stops) - 1 and stops[at] <= row.position < NEGATIVE:
            at += 1
        return at

    there = 0
    for which, group in groupby(rows, key=under):
        for empty in range(there, which):
            _compare_seal(sealed[empty], [], part)
        _compare_seal(sealed[which], list(group), part)
        there = which + 1
    for empty in range(there, len(sealed)):
        _compare_seal(sealed[empty], [], part)


def _compare_seal(sealed: Sealed, rows: list[Row], part: Part) -> None:
    part.rows += len(rows)
    part.erased += [(sealed.head.number, (sealed.log, _id(row))) for row in rows if row.erased]
    part.erasures.update(row.erases for row in rows if row.erases)
    if b"".join([row.id + row.leaf for row in rows]) != sealed.listed:
        _keep(part, _differences(sealed, rows))
    begins, ends = reading.as_stored(sealed.begins), reading.as_stored(sealed.head.sealed_at + LEEWAY)
    if (
        rows
        and sealed.head.since
        and (min(row.at for row in rows) < begins or max(row.at for row in rows) > ends)
    ):
        _keep(part, (_backdated(sealed, row) for row in rows if not begins <= row.at <= ends))


def _keep(part: Part, findings: Iterable[Finding]) -> None:
    for found in findings:
        if len(part.findings) < ENOUGH:
            part.findings.append(found)


def _differences(sealed: Sealed, rows: list[Row]) -> Iterator[Finding]:
    number, log = sealed.head.number, sealed.log.capitalize()
    listed = canonical.unlisted(sealed.listed)
    said, there = dict(listed), {_id(row): row for row in rows}
    told = False
    for identifier in sorted({*said, *there}):
        row = there.get(identifier)
        if row is None:
            told = True
            words = f"{log} {identifier}, {sealed.name}, was taken out."
            yield Finding(number, Kind.MISSING, words)
        elif identifier not in said:
            told = True
            words = f"{log} {identifier} of {when(reading.moment(row.at))} was put in {sealed.name}."
            yield Finding(number, Kind.ADDED, words)
        elif row.leaf != said[identifier]:
            told = True
            words = f"{log} {identifier} of {when(reading.moment(row.at))}, {sealed.name}, was changed."
            yield Finding(number, Kind.CHANGED, words)
    if not told:
        yield Finding(number, Kind.MOVED, f"The rows {sealed.name} were put in another order, or doubled.")


def _backdated(sealed: Sealed, row: Row) -> Finding:
    words = (
        f"{sealed.log.capitalize()} {_id(row)} says that it was written {when(reading.moment(row.at))}, but it was "
        f"sealed {sealed.name}, over what was written later than {when(sealed.begins)}."
    )
    return Finding(sealed.head.number, Kind.BACKDATED, words)


def tail(connection: "psycopg.Connection[Any]", partnership: int, links: list[chain.Link]) -> Part:
    """What is not sealed yet. Nobody can tell whether it is whole, but it must not say that it is old."""
    part = Part()
    latest = links[-1].head if links else None
    start = latest.stop if latest else LOWEST
    since = next(
        (link.head.sealed_at for link in reversed(links) if latest and link.head.ceiling <= latest.stop), None
    )
    number = latest.number + 1 if latest else 1
    for log in reading.LOGS:
        for row in reading.rows(connection, log, partnership, start, HIGHEST):
            part.rows += 1
            if row.erases:
                part.erasures.add(row.erases)
            if row.erased:
                part.erased.append((number, (log, _id(row))))
            if since and reading.moment(row.at) < since - LEEWAY:
                words = (
                    f"{log.capitalize()} {_id(row)} says that it was written {when(reading.moment(row.at))}, "
                    f"but it came after {when(since)}."
                )
                _keep(part, [Finding(number, Kind.BACKDATED, words)])
    return part


def _id(row: Row) -> int:
    return int.from_bytes(row.id, signed=True)
