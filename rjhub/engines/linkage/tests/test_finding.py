"""Which pairs are compared, how records are grouped, and how thresholds are judged."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rjhub.engines.linkage import blocking, clustering, comparing, evaluating
from rjhub.engines.linkage.judging import Judged
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import tabulated


def records(*rows, fields=("first_name", "last_name", "date_of_birth")):
    return Records(
        [str(n) for n in range(len(rows))], {f: [row[n] for row in rows] for n, f in enumerate(fields)}
    )


def judged(*edges):
    one, other, odds = zip(*edges, strict=True)
    return Judged(np.array(one), np.array(other), np.array(odds, dtype=np.float32))


def test_one_slip_leaves_a_pair_to_be_compared():
    slips = [
        ("Thomas", "Whitwick", "1984-03-17"),
        ("Tom", "Whitwick", "1984-03-17"),
        ("Thomas", "Witwick", "1984-03-17"),
        ("Whitwick", "Thomas", "1984-03-17"),
        ("Thomas", "Whitwick", "1984-03-71"),
        ("Thomas", "Whitwick", ""),
        ("Thomas", "Whitwick-Fox", "1984-03-17"),
    ]
    pairs = set(
        zip(*(side.tolist() for side in blocking.candidates(tabulated(records(*slips)))), strict=True)
    )
    assert {(0, n) for n in range(1, len(slips))} <= pairs


def test_a_great_many_records_of_one_name_make_no_quadratic_number_of_pairs():
    few, many = (
        len(blocking.candidates(tabulated(records(*[("Mohammed", "Ali", "1990-01-01")] * size)))[0])
        for size in (1_000, 4_000)
    )
    assert few <= 1_000 * blocking.NEIGHBOURS * 3
    assert many <= 4.1 * few


def test_pairs_between_two_files_cross_from_one_to_the_other():
    table = tabulated(
        records(*[("Ann", "Lee", "1990-02-03")] * 5), records(*[("Ann", "Lee", "1990-02-03")] * 4)
    )
    one, other = blocking.candidates(table)
    assert len(one) == 20
    assert (one < 5).all()
    assert (other >= 5).all()


_TEXT = st.text(max_size=12) | st.sampled_from(["Ann", "Unknown", "Lee-Fox", "1990-01-01", "1984-03-07", "м"])


@given(st.lists(st.tuples(_TEXT, _TEXT, _TEXT), min_size=2, max_size=8))
def test_what_is_compared_is_the_same_whichever_record_comes_first(rows):
    table = tabulated(records(*rows))
    one = np.zeros(len(rows) - 1, dtype=np.int64)
    other = np.arange(1, len(rows))
    there, back = comparing.facts_of(table, one, other), comparing.facts_of(table, other, one)
    for name in there:
        np.testing.assert_allclose(there[name], back[name], rtol=1e-5, err_msg=name)


def test_one_mistaken_pair_does_not_chain_two_people():
    group = clustering.clustered(
        4, judged((0, 1, 6), (2, 3, 6), (1, 2, 1), (0, 2, -6), (0, 3, -6), (1, 3, -6))
    )
    assert group.tolist() == [0, 0, 2, 2]


def test_no_group_grows_beyond_the_cap():
    everything = judged(*((a, b, 5.0) for a in range(9) for b in range(a + 1, 9)))
    group = clustering.clustered(9, everything, largest=4)
    assert np.bincount(group).max() <= 4


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(-9, 9)), min_size=1))
def test_records_without_a_pair_that_speaks_for_it_stay_alone(edges):
    kept = {(min(a, b), max(a, b)): odd for a, b, odd in edges if a != b}
    if not kept:
        return
    group = clustering.clustered(10, judged(*((a, b, odd) for (a, b), odd in kept.items())))
    for record in range(10):
        if all(odd <= clustering.THRESHOLD for pair, odd in kept.items() if record in pair):
            assert (group == group[record]).sum() == 1


def test_every_pair_of_a_component_is_looked_at():
    one, other = clustering.inside(5, judged((0, 1, 3), (1, 2, 3), (3, 4, 3)))
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(0, 2)]


def test_quality_by_threshold_counts_what_was_never_listed():
    whose = {"a": "1", "b": "1", "c": "1", "d": "2"}
    first, second = evaluating.by_threshold([("a", "b", 5.0), ("b", "a", 4.0), ("c", "d", 2.0)], whose)
    assert (first.threshold, first.precision, round(first.recall, 3), first.f1) == (5.0, 1.0, 0.333, 0.5)
    assert (second.believed, second.right) == (2, 1)
    assert evaluating.best([first, second]) is first
    assert evaluating.best([]) is None
