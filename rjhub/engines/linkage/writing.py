"""Writes what was found, as CSV that other programs read."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from rjhub.engines.linkage import identities
from rjhub.engines.linkage.linking import Linked, probability
from rjhub.engines.linkage.lookup import Hit


def write_pairs(path: Path, linked: Linked, ids: Sequence[str]) -> int:
    """Write `id_a,id_b,match_weight,probability`, the likeliest first. Gives how many."""
    pairs = linked.pairs
    order = np.argsort(-pairs.odds, kind="stable").tolist()
    chances = probability(pairs.odds)
    ids = _safe(ids)
    rows = (
        (ids[pairs.one[at]], ids[pairs.other[at]], f"{pairs.odds[at]:.4f}", f"{chances[at]:.6f}")
        for at in order
    )
    return _write(path, ("id_a", "id_b", "match_weight", "probability"), rows)


def write_clusters(path: Path, linked: Linked, ids: Sequence[str]) -> int:
    """Write `id,cluster`, every record once; a cluster is called by the first id in it. Gives how many clusters."""
    ids = _safe(ids)
    rows = ((identity, ids[at]) for identity, at in zip(ids, linked.group.tolist(), strict=True))
    _write(path, ("id", "cluster"), rows)
    return len(set(linked.group.tolist()))


def write_hits(path: Path, hits: Iterable[Hit], queries: Sequence[str], records: Sequence[str]) -> int:
    """Write `query_id,rank,rec_id,score`. Gives how many."""
    queries, records = _safe(queries), _safe(records)
    rows = ((queries[hit.query], hit.rank, records[hit.record], f"{hit.score:.4f}") for hit in hits)
    return _write(path, ("query_id", "rank", "rec_id", "score"), rows)


def _safe(ids: Sequence[str]) -> list[str]:
    return [identities.written(identity) for identity in ids]


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for count, row in enumerate(rows, 1):  # noqa: B007 counted for the answer
            writer.writerow(row)
    return count
