"""Meta-analysis, rates, shares and change, against published figures and other programs."""

from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm

from rjhub.engines.evaluation import (
    change,
    negative_binomial,
    pictures,
    pooling,
    proportions,
    rates,
    reading,
    studies,
)
from rjhub.engines.evaluation.tests import simulated
from rjhub.engines.trouble import UnusableError

BCG = Path(__file__).parent / "data" / "bcg.csv"


@pytest.fixture(scope="module")
def bcg():
    return pooling.answer(studies.read(reading.read(BCG)))


def test_the_vaccine_trials_pool_as_published(bcg):
    # Viechtbauer 2010, section 3.1: rma(yi, vi) by REML
    assert bcg.estimates[0].value == pytest.approx(-0.7145, abs=5e-5)
    assert bcg.estimates[0].error == pytest.approx(0.1798, abs=5e-5)
    found = bcg.diagnostics["heterogeneity"]
    assert found["tau_squared_reml"] == pytest.approx(0.3132, abs=5e-5)
    assert found["tau_squared_reml_standard_error"] == pytest.approx(0.1664, abs=5e-5)
    assert found["i_squared_reml"] == pytest.approx(92.22, abs=0.005)
    assert found["q"] == pytest.approx(152.2330, abs=5e-5)
    assert (found["tau_squared_low"], found["tau_squared_high"]) == pytest.approx((0.1197, 1.1115), abs=5e-5)
    by_name = {each.name: each for each in bcg.estimates}
    assert by_name["fixed_effect"].value == pytest.approx(-0.4303, abs=5e-5)
    assert by_name["random_effects_dl"].value == pytest.approx(-0.7141, abs=5e-5)
    assert found["tau_squared_dl"] == pytest.approx(0.3088, abs=5e-5)
    assert by_name["random_effects_reml_hartung_knapp"].error == pytest.approx(0.1808, abs=5e-5)


def test_a_forest_and_a_funnel_are_drawn(bcg):
    assert set(pictures.of(bcg)) == {"forest.svg", "funnel.svg"}


def of(**columns):
    length = len(next(iter(columns.values())))
    return reading.Table(
        "s.csv", {name: list(map(str, values)) for name, values in columns.items()}, np.arange(2, length + 2)
    )


def test_estimates_come_with_an_error_a_variance_or_an_interval():
    plain = studies.read(of(study="abc", estimate=[0.1, 0.2, 0.4], se=[0.1, 0.2, 0.1]))
    square = studies.read(of(yi=[0.1, 0.2, 0.4], vi=[0.01, 0.04, 0.01]))
    wide = studies.read(
        of(
            rr=np.exp([0.1, 0.2, 0.4]),
            low=np.exp([0.1 - 1.959964 * 0.1, 0.2 - 0.3919928, 0.4 - 0.1959964]),
            high=np.exp([0.1 + 0.1959964, 0.2 + 0.3919928, 0.4 + 0.1959964]),
        )
    )
    for other in (square, wide):
        assert other.effect == pytest.approx(plain.effect)
        assert other.variance == pytest.approx(plain.variance, rel=1e-6)


def test_one_study_or_none_that_can_be_read_is_refused():
    with pytest.raises(UnusableError, match="only one study"):
        pooling.answer(studies.read(of(estimate=[1], se=[1])))
    with pytest.raises(UnusableError, match="line 3"):
        studies.read(of(estimate=[1, 2], se=[1, 0]))
    with pytest.raises(UnusableError, match="needs, for each"):
        studies.read(of(estimate=[1, 2]))


def test_counts_are_modelled_as_statsmodels_models_them():
    chance = np.random.default_rng(0)
    x = np.column_stack([np.ones(800), chance.normal(5, 2, 800), chance.random(800) < 0.3])
    exposure = chance.uniform(0.5, 2, 800)
    y = chance.poisson(exposure * np.exp(x @ [-1, 0.2, 0.4]) * chance.gamma(1.5, 1 / 1.5, 800)).astype(float)
    mine = negative_binomial.fit(x, y, exposure)
    theirs = sm.NegativeBinomial(y, x, exposure=exposure).fit(disp=0, method="newton", maxiter=100)
    known = sm.GLM(y, x, exposure=exposure, family=sm.families.NegativeBinomial(alpha=mine.alpha)).fit()
    assert [*mine.beta, mine.alpha] == pytest.approx(theirs.params, rel=1e-6)
    assert np.sqrt(np.diag(mine.observed)) == pytest.approx(theirs.bse[:-1], rel=1e-5)
    assert np.sqrt(np.diag(mine.expected)) == pytest.approx(known.bse, rel=1e-5)


@pytest.mark.parametrize("model", rates.MODELS)
def test_a_rate_ratio_is_found_by_each_model_within_its_interval(model):
    made = simulated.study(7, 2500)
    table = of(**{name: [row[name] for row in made.rows] for name in made.rows[0]})
    asked = rates.Question(
        "rj", "offences", "followup_years", ["age", "female", "sqrt(priors)"], unit="years", model=model
    )
    found = rates.answer(table, asked)
    assert found.estimates[0].low < made.rate_ratio < found.estimates[0].high
    with pytest.raises(UnusableError, match="not above 0 in line 2"):
        rates.answer(
            of(**table.columns | {"followup_years": ["0", *table.columns["followup_years"][1:]]}), asked
        )
    with pytest.raises(UnusableError, match="no count in line 2"):
        rates.answer(of(**table.columns | {"offences": ["1.5", *table.columns["offences"][1:]]}), asked)


def test_shares_of_few_people_have_the_published_intervals():
    # Newcombe 1998, table I: 81 of 263, and 15 of 148
    assert proportions.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert proportions.clopper_pearson(15, 148) == pytest.approx((0.0578, 0.1617), abs=5e-5)
    assert proportions.wilson(0, 20)[0] == 0
    assert proportions.clopper_pearson(20, 20)[1] == 1


def test_a_change_counts_only_beyond_what_the_scale_itself_wavers():
    # Jacobson and Truax 1991: a couple from 32.5 to 47.5, spread 10, reliability .80: index 2.37
    before, after = np.array([32.5, 40.0]), np.array([47.5, 41.0])
    assert change.index(before, after, spread=10, reliability=0.80)[0] == pytest.approx(2.37, abs=0.005)
    found = change.judged(before, after, spread=10, reliability=0.80, higher_is_better=True)
    assert (found.better, found.worse) == (1, 0)
    with pytest.raises(UnusableError):
        change.index(before, after, spread=10, reliability=1.0)
