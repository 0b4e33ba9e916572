"""Effects: a published trial, what weights do, and that intervals hold the truth as often as they say."""

from pathlib import Path

import numpy as np
import pytest

from rjhub.engines.evaluation import (
    balance,
    effects,
    matching,
    pairing,
    reading,
    regression,
    sensitivity,
)
from rjhub.engines.trouble import UnusableError

COVARIATES = ["age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75"]
NSW = Path(__file__).parent / "data" / "nsw.csv"


@pytest.fixture(scope="module")
def nsw():
    return reading.read(NSW)


def asked(**more):
    return matching.Question("treat", "re78", COVARIATES, **more)


def changed(table, **columns):
    return reading.Table(table.name, table.columns | columns, table.lines)


def test_the_trial_is_reproduced_as_published(nsw):
    plain = matching.answer(nsw, asked()).tables["unadjusted"]
    assert plain["estimate"] == pytest.approx(1794.34, abs=0.005)
    assert plain["standard_error"] == pytest.approx(632.85, abs=0.005)
    assert (plain["low"], plain["high"]) == (
        pytest.approx(550.57, abs=0.01),
        pytest.approx(3038.11, abs=0.01),
    )


@pytest.mark.parametrize("method", ["doubly-robust", "weighting"])
def test_in_a_trial_adjusting_changes_little_and_balances(nsw, method):
    found = matching.answer(nsw, asked(method=method))
    assert found.estimates[0].value == pytest.approx(1794, abs=150)
    assert found.estimates[0].error == pytest.approx(671, abs=15)
    assert abs(found.diagnostics["balance"]["largest_after"]) < 0.1
    assert found.top["publishable"]


def test_doubly_robust_errors_are_those_of_the_bootstrap(nsw):
    found = matching.answer(nsw, asked())
    chance = np.random.default_rng(5)
    x = np.column_stack([np.ones(445), *(reading.numbers(nsw, name) for name in COVARIATES)])
    treated, y = reading.numbers(nsw, "treat") > 0, reading.numbers(nsw, "re78")
    values = []
    for _ in range(120):
        at = chance.integers(0, 445, 445)
        means = effects.doubly_robust(
            x[at], y[at], treated[at], effects.chances(x[at], treated[at]), np.ones(445), regression.gaussian
        )
        values.append(means.difference()[0])
    assert found.estimates[0].error == pytest.approx(np.std(values), rel=0.2)


def test_matching_without_replacement_uses_everybody_once_highest_chance_first(nsw):
    found = matching.answer(nsw, asked(method="nearest"))
    pairs = found.tables["matching"]["pairs"]
    controls = [control for _, control in pairs]
    assert len(pairs) == 185
    assert len(set(controls)) == 185
    x = np.column_stack([np.ones(445), *(reading.numbers(nsw, name) for name in COVARIATES)])
    score = effects.chances(x, reading.numbers(nsw, "treat") > 0).chance
    order = [score[line - 2] for line, _ in pairs]
    assert order == sorted(order, reverse=True)
    y = reading.numbers(nsw, "re78")
    assert found.estimates[0].value == pytest.approx(np.mean([y[a - 2] - y[b - 2] for a, b in pairs]))


def test_ties_go_to_whoever_stands_first():
    score = np.array([0.5, 0.4, 0.4, 0.6])
    found = pairing.nearest(score, np.array([True, False, False, False]), replace=True)
    assert found.partners[0].tolist() == [1]


def test_errors_of_matching_with_replacement_count_who_serves_twice():
    """Of two treated with one and the same partner, the pairs' own error says too little."""
    chance = np.random.default_rng(2)
    x = chance.normal(size=600)
    treated = chance.random(600) < 1 / (1 + np.exp(-2 * x))
    y = x + chance.normal(size=600)
    design = np.column_stack([np.ones(600), x])
    chances = effects.chances(design, treated)
    found = pairing.nearest(chances.chance, treated, replace=True)
    known, _ = pairing.variance(y, treated, found, chances.chance, None)
    _, gaps = pairing.effect(y, found)
    assert known > 1.3 * gaps.var(ddof=1) / len(gaps)


def test_weights_make_the_untreated_look_like_the_treated(nsw):
    x = np.column_stack([np.ones(445), *(reading.numbers(nsw, name) for name in COVARIATES)])
    treated = reading.numbers(nsw, "treat") > 0
    weight = effects.weights(effects.chances(x, treated), treated)
    assert weight[~treated] @ x[~treated] / weight[~treated].sum() == pytest.approx(
        x[treated].mean(axis=0), rel=0.08
    )
    assert balance.effective(weight[~treated]) < 260


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        ("treat", lambda _: ["1"] * 445, "Everybody in nsw.csv is treated"),
        ("treat", lambda _: ["3"] * 445, "must say yes or no"),
        ("re78", lambda _: ["5"] * 445, "nothing to explain"),
        ("re78", lambda old: ["nan", *old[1:]], r"re78 in 1 row \(line 2\)"),
        ("age", lambda _: ["1"] * 185 + ["0"] * 260, "age separates perfectly"),
    ],
    ids=["one group", "three", "constant", "missing", "separated"],
)
def test_data_that_carry_no_answer_are_refused_with_the_reason(nsw, column, values, words):
    with pytest.raises(UnusableError, match=words):
        matching.answer(changed(nsw, **{column: values(nsw.columns[column])}), asked())


def test_categories_and_terms_are_covariates_too(nsw):
    race = [
        "black" if black == "1" else "hispanic" if hisp == "1" else "white"
        for black, hisp in zip(nsw.columns["black"], nsw.columns["hisp"], strict=True)
    ]
    worded = matching.Question("treat", "re78", ["age", "race", "re74==0", "age^2", "sqrt(re75)"])
    numbered = matching.Question("treat", "re78", ["age", "hisp", "white", "u", "square", "root"])
    age, root = (reading.numbers(nsw, name) for name in ("age", "re75"))
    columns = {
        "white": [str(int(each == "white")) for each in race], "square": (age**2).astype(str).tolist(),
        "u": [str(int(float(each) == 0)) for each in nsw.columns["re74"]], "root": np.sqrt(root).astype(str).tolist(),
    }  # fmt: skip
    one, other = (
        matching.answer(table, question).estimates[0].value
        for table, question in ((changed(nsw, race=race), worded), (changed(nsw, **columns), numbered))
    )
    assert one == pytest.approx(other, rel=1e-9)


def test_unlike_groups_are_told_apart_from_what_may_be_published(nsw):
    shifted = [
        str(float(age) + 4 * (treat == "1"))
        for age, treat in zip(nsw.columns["age"], nsw.columns["treat"], strict=True)
    ]
    found = matching.answer(changed(nsw, age=shifted), asked(method="nearest"))
    assert not found.top["publishable"]
    assert "age" in found.doubts[0]


def test_e_values_are_the_published_ones():
    # VanderWeele and Ding 2017: maternal smoking, risk ratio 3.9 (1.8 to 8.7)
    found = sensitivity.e_values(3.9, 1.8, 8.7)
    assert (round(found["estimate"], 2), round(found["interval"], 2)) == (7.26, 3.0)
    assert sensitivity.e_values(0.8, 0.6, 1.1)["interval"] == 1


def test_hidden_bias_tips_matched_pairs_where_the_test_says():
    gaps = np.array([1.0] * 40 + [-1.0] * 15 + [0.0] * 20)
    found = sensitivity.rosenbaum(gaps)
    assert found["test"] == "McNemar"
    assert sensitivity._mcnemar(gaps, found["gamma"]) == pytest.approx(0.05, abs=1e-3)
    assert sensitivity.rosenbaum(np.array([1.0, -1.0] * 20))["gamma"] is None
