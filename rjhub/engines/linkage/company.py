"""What the other records of a file say of two: whether those that are surely one's speak for the other as well.

Two records that hardly agree may both be near a third; and where everybody has ten records, one that agrees with
nine of them and not with the tenth is that person's all the same. Trees that were taught on files of small and of
large groups weigh that, so that a file of either kind is grouped well.
"""

import numpy as np

from rjhub.engines.linkage.comparing import Facts
from rjhub.engines.linkage.judging import Judged
from rjhub.engines.linkage.model import Trees
from rjhub.engines.linkage.table import Floats, Ints

_LIMIT = 8.0  # log-odds beyond that count no more
_LIKELY = 0.3  # from which probability on a record is company
_ROWS = 50_000
_ALONE = 0.05  # of expected company: less is none


def judged_in_company(size: int, judged: Judged, trees: Trees) -> Judged:
    """The same pairs, with the odds that they have when their company counts."""
    return judged.thought(trees.odds(facts_in_company(size, judged)))


def facts_in_company(size: int, judged: Judged) -> Facts:
    """What is known of each pair itself, and of the company of its two records."""
    one, other = judged.one, judged.other
    odds = np.clip(judged.odds, -_LIMIT, _LIMIT)
    chance = 1 / (1 + np.exp2(-odds.astype(np.float64)))
    likely = np.where(chance > _LIKELY, chance, 0.0)
    company = np.bincount(one, likely, size) + np.bincount(other, likely, size)
    there, back, common = _through_company(size, judged, likely, odds + _LIMIT)
    left, right = company[one] - likely, company[other] - likely
    spoken = [
        np.where(rest > _ALONE, total / np.maximum(rest, _ALONE) - _LIMIT, np.nan)
        for rest, total in ((left, there), (right, back))
    ]
    elsewhere = _best_elsewhere(size, judged, odds)
    around = np.log2(1 + company.sum() / max(size, 1))
    made = {
        "odds": judged.odds,
        "company_least": np.minimum(left, right),
        "company_most": np.maximum(left, right),
        "common": common,
        "common_share": common / np.maximum(np.minimum(left, right), _ALONE),
        "common_of_all": common / np.maximum(left + right - common, _ALONE),
        "spoken_least": np.fmin(*spoken),
        "spoken_most": np.fmax(*spoken),
        "elsewhere_least": np.minimum(*elsewhere),
        "elsewhere_most": np.maximum(*elsewhere),
        "usual_company": np.full(len(one), around),
    }
    return {name: fact.astype(np.float32) for name, fact in made.items()} | judged.facts


def _through_company(
    size: int, judged: Judged, likely: "np.typing.NDArray[np.float64]", speaks: Floats
) -> tuple[Floats, Floats, Floats]:
    """For each pair what the company of the first says of the second, and back, and how much they share."""
    from scipy import sparse

    def matrix(values: "np.typing.NDArray[np.float64]") -> "sparse.csr_matrix":
        some = values > 0
        a, b, v = judged.one[some], judged.other[some], values[some].astype(np.float32)
        return sparse.csr_matrix((np.r_[v, v], (np.r_[a, b], np.r_[b, a])), shape=(size, size))

    near, said = matrix(likely), matrix(speaks.astype(np.float64))
    there, back, common = (np.zeros(len(judged.one), dtype=np.float32) for _ in range(3))
    for wanted, rows, columns in ((there, judged.one, judged.other), (back, judged.other, judged.one)):
        _taken(near, said, rows, columns, wanted)
    _taken(near, near, judged.one, judged.other, common)
    return there, back, common


def _taken(left: object, right: object, rows: Ints, columns: Ints, out: Floats) -> None:
    """Some places of the product of two sparse matrices, some rows at a time."""
    order = np.argsort(rows, kind="stable")
    sorted_rows = rows[order]
    for start in range(0, left.shape[0], _ROWS):  # type: ignore[attr-defined]
        first, last = np.searchsorted(sorted_rows, (start, start + _ROWS))
        if first == last:
            continue
        at = order[first:last]
        product = (left[start : start + _ROWS] @ right).tocsr()  # type: ignore[index]
        out[at] = np.asarray(product[rows[at] - start, columns[at]]).ravel()


def _best_elsewhere(size: int, judged: Judged, odds: Floats) -> tuple[Floats, Floats]:
    """For both records of each pair, the best odds that they have with any other record."""
    ends = np.concatenate((judged.one, judged.other))
    twice = np.concatenate((odds, odds))
    order = np.lexsort((-twice, ends))
    starts = np.flatnonzero(np.r_[True, np.diff(ends[order]) != 0]) if len(order) else order
    best, second = (np.full(size, -_LIMIT, dtype=np.float32) for _ in range(2))
    best[ends[order[starts]]] = twice[order[starts]]
    follows = starts + 1
    follows = follows[(follows < len(order))]
    follows = follows[np.isin(follows, starts, invert=True)]
    second[ends[order[follows]]] = twice[order[follows]]
    return tuple(  # type: ignore[return-value]
        np.where(odds < best[side], best[side], second[side]) for side in (judged.one, judged.other)
    )
