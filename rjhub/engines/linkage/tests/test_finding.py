"""Which pairs are compared, how records are grouped, and how thresholds are judged."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.demonstration.invented import agencies_files
from rjhub.engines.linkage import (
    blocking,
    clustering,
    company,
    comparing,
    evaluating,
    judging,
    model,
    sieve,
    weights,
)
from rjhub.engines.linkage.judging import Judged
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.table import tabulated


def records(*rows, fields=("first_name", "last_name", "date_of_birth")):
    return Records(
        [str(n) for n in range(len(rows))], {f: [row[n] for row in rows] for n, f in enumerate(fields)}
    )


def judged(*edges):
    one, other, odds = zip(*edges, strict=True)
    none = np.zeros(len(one), dtype=np.float32)
    facts = dict.fromkeys((*judging.KEPT, "guarded"), none)
    return Judged(np.array(one), np.array(other), np.array(odds, dtype=np.float32), facts)


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


def test_pairs_about_some_records_have_one_of_them():
    table = tabulated(records(*[("Ann", "Lee", "1990-02-03")] * 9))
    about = np.arange(9) >= 7
    one, other = blocking.candidates(table, about)
    assert len(one) == 7 * 2 + 1
    assert (about[one] | about[other]).all()


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
        if all(odd <= clustering.THRESHOLDS[0] for pair, odd in kept.items() if record in pair):
            assert (group == group[record]).sum() == 1


def test_the_threshold_is_chosen_by_what_the_probabilities_expect():
    certain = [(a, a + 1, 9.0) for a in range(400, 800, 2)]
    likely = judged(*((a, a + 1, -0.4) for a in range(0, 400, 2)), *certain)
    unlikely = judged(*((a, a + 1, -1.4) for a in range(0, 400, 2)), *certain)
    assert clustering.expected_best(800, likely) == clustering.THRESHOLDS[0]
    assert clustering.expected_best(800, unlikely) > -1.4
    group = clustering.clustered(800, likely)
    assert clustering.expected_f1(800, likely, group) > clustering.expected_f1(800, likely, np.arange(800))


def test_what_the_company_of_two_records_says_is_the_same_from_either_side():
    pairs = judged((0, 1, 5), (0, 2, 5), (1, 2, -3), (0, 3, -5), (4, 5, 6))
    facts = company.facts_in_company(6, pairs)
    assert facts["common"][2] > 0.8
    assert facts["common"][4] == 0
    assert facts["spoken_most"][2] > 4
    assert np.isnan(facts["spoken_most"][4])
    assert facts["elsewhere_most"].tolist() == pytest.approx([5, 5, 5, 5, -8])


def test_the_sieve_keeps_what_is_likely_and_drops_some_of_the_rest(monkeypatch):
    monkeypatch.setattr(sieve, "_ENOUGH", 2)
    labelled, _ = agencies_files.written(400, agencies_files.ways(900_002))
    held = Records([str(n) for n in range(len(labelled.humans))], labelled.columns)
    table = tabulated(held)
    pairs = blocking.candidates(table)
    judge = judging.Judge(table, weights.learnt(table, *pairs), model.shipped().trees["pairs"])
    kept = set(zip(*(side.tolist() for side in sieve.sifted(judge, pairs, worth_it=0)), strict=True))
    likely = judge.of(pairs, least=-2.0)
    assert set(zip(likely.one.tolist(), likely.other.tolist(), strict=True)) <= kept
    assert len(kept) < len(pairs[0])


def test_pairs_are_judged_the_same_by_several_processes(monkeypatch):
    table = tabulated(records(*[("Ann", f"Lee{n % 9}", "1990-02-03") for n in range(60)]))
    pairs = blocking.candidates(table)
    judge = judging.Judge(table, weights.learnt(table, *pairs), model.shipped().trees["pairs"])
    alone = judge.of(pairs)
    monkeypatch.setattr(judging, "AT_ONCE", 100)
    monkeypatch.setattr(judging, "_WORTH_SHARING_OUT", 1)
    shared = judge.of(pairs)
    assert shared.one.tolist() == alone.one.tolist()
    assert shared.odds.tolist() == alone.odds.tolist()


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
