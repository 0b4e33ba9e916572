"""Verifying a partnership's log: reckoning everything anew, and saying in plain words what no longer fits."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

import psycopg

from rjhub.audit import chain, comparing
from rjhub.audit.canonical import Head
from rjhub.audit.comparing import Part
from rjhub.audit.findings import Finding, Kind, when
from rjhub.audit.receipts import Receipt

ENOUGH_FOR_TWO = 50_000
SAID = 10


@dataclass(kw_only=True)
class Report:
    """What was looked at, and what does not fit, the first first."""

    partnership: str
    seals: int
    entries: int
    unsealed: int
    erased: int
    receipts: int
    newest: Head | None
    keys: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether everything fits."""
        return not self.findings


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which log is verified, and against what.

    `receipts` are what agencies kept; without one, nobody can tell whether all of it was replaced or its end cut off.
    `public_key` is the installation's, by which the newest seal has to be signed.
    """

    partnership: int
    code: str
    public_key: bytes | None
    receipts: Sequence[Receipt] = ()

    @property
    def trusted(self) -> set[bytes]:
        """Whose signatures count."""
        kept = (bytes.fromhex(each.public_key) for each in self.receipts)
        return {key for key in (self.public_key, *kept) if key}


def verify(dsn: str, asked: Asked, *, processes: int = 2) -> Report:
    """Reckon a partnership's log anew, a big one in several processes."""
    with psycopg.connect(dsn) as connection:
        links = chain.read(connection, asked.partnership)
        parts = list(_look(dsn, asked.partnership, links, processes))
        return _report(connection, asked, links, parts)


def verify_on(connection: "psycopg.Connection[Any]", asked: Asked) -> Report:
    """Reckon a partnership's log anew as a connection sees it, uncommitted changes included."""
    links = chain.read(connection, asked.partnership)
    part = comparing.compare_on(connection, asked.partnership, [link.head for link in links])
    return _report(connection, asked, links, [part])


def _report(
    connection: "psycopg.Connection[Any]", asked: Asked, links: list[chain.Link], parts: list[Part]
) -> Report:
    tail = comparing.tail(connection, asked.partnership, links)
    findings = [
        *chain.faults(links),
        *chain.faults_of_signatures(links, asked.code, asked.trusted),
        *chain.faults_against(links, asked.code, asked.receipts),
        *(found for part in (*parts, tail) for found in part.findings),
        *_erased_unrecorded([*parts, tail]),
    ]
    return Report(
        partnership=asked.code,
        seals=len(links),
        entries=sum(part.rows for part in parts),
        unsealed=tail.rows,
        erased=sum(len(part.erased) for part in parts),
        receipts=len(asked.receipts),
        newest=links[-1].head if links else None,
        keys=tuple(sorted({link.fingerprint for link in links if link.signed})),
        findings=sorted(findings),
    )


def _look(dsn: str, partnership: int, links: list[chain.Link], processes: int) -> Iterator[Part]:
    if not links:
        return
    shares = _shares([link.head for link in links], processes)
    if len(shares) == 1:
        yield comparing.compare(dsn, partnership, *shares[0])
        return
    with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as pool:
        looking = [pool.submit(comparing.compare, dsn, partnership, *share) for share in shares]
        for each in looking:
            yield each.result()


def _shares(heads: list[Head], processes: int) -> list[tuple[int, int]]:
    """Numbers of seals, from and to, with about as many rows for each process."""
    rows = sum(head.entries + head.consultations for head in heads)
    if rows < ENOUGH_FOR_TWO or processes == 1:
        return [(0, len(heads))]
    cuts, so_far = [0], 0
    for at, head in enumerate(heads):
        if so_far >= rows * len(cuts) / processes and len(cuts) < processes:
            cuts.append(at)
        so_far += head.entries + head.consultations
    return list(pairwise([*cuts, len(heads)]))


def _erased_unrecorded(parts: Sequence[Part]) -> Iterator[Finding]:
    recorded = {row for part in parts for row in part.erasures}
    for part in parts:
        for number, row in part.erased:
            if row not in recorded:
                log, identifier = row
                yield Finding(
                    number,
                    Kind.ERASED,
                    f"{log.capitalize()} {identifier} was made anonymous, and no entry of the log says that "
                    "somebody asked for it.",
                )


def summary(report: Report) -> list[str]:
    """The report as people read it."""
    lines = [f"{report.partnership}: {report.entries:,} entries under {report.seals:,} seals"]
    if report.newest:
        lines.append(f"Newest seal: {report.newest.number}, made {when(report.newest.sealed_at)}")
    lines += [f"Signed with the key {key}" for key in report.keys]
    lines.append(f"Not yet sealed: {report.unsealed:,}. Erased on record: {report.erased:,}.")
    if report.holds:
        lines.append(f"Everything fits{_with_receipts(report.receipts)}.")
        return lines
    lines.append(f"THE LOG WAS CHANGED. {report.findings[0].words}")
    lines += [f"  also: {found.words}" for found in report.findings[1:SAID]]
    if len(report.findings) > SAID:
        lines.append(f"  and {len(report.findings) - SAID:,} more")
    return lines


def _with_receipts(count: int) -> str:
    if not count:
        return ". No receipt was given, so nobody can tell whether all of it was replaced, or its end cut off"
    return ", also with the receipt" if count == 1 else f", also with the {count} receipts"
