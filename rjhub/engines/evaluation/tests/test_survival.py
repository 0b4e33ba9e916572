"""Published tables, and what other programs say of the same data."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rjhub.engines.evaluation import cox, curves, proportional, reading, survival
from rjhub.engines.trouble import UnusableError

# As lifelines 0.30.3 brings them, under the MIT licence: Rossi, Berk and Lenihan (1980); Loprinzi and others (1994).
DATA = Path(__file__).with_name("data")
# What lifelines 0.30.3 makes of Rossi's data with weights of seed 0, work as strata and robust errors.
LIFELINES = [-0.4562698244, -0.04926381123, 0.3676381523, -0.6145408525, -0.0001189176441, 0.09159526621]
FOX = {  # Fox and Weisberg, Cox regression in R, appendix to An R Companion: Rossi's data, Efron's ties
    "fin": (-0.37942, 0.19138), "age": (-0.05744, 0.02200), "race": (0.31390, 0.30799), "wexp": (-0.14980, 0.21222),
    "mar": (-0.43370, 0.38187), "paro": (-0.08487, 0.19576), "prio": (0.09150, 0.02865),
}  # fmt: skip


def as_table(frame, name="data.csv"):
    columns = {column: [str(value) for value in frame[column]] for column in frame}
    return reading.Table(name, columns, np.arange(2, len(frame) + 2))


@pytest.fixture(scope="module")
def rossi():
    return pd.read_csv(DATA / "rossi.csv")


def asked(**more):
    return survival.Question("week", "arrest", list(FOX), **more)


def test_the_published_table_of_recidivism_is_reproduced(rossi):
    found = survival.answer(as_table(rossi), asked())
    for row in found.tables["coefficients"]:
        coefficient, error = FOX[row["name"]]
        assert row["coefficient"] == pytest.approx(coefficient, abs=6e-6)
        assert row["standard_error"] == pytest.approx(error, abs=6e-6)
    assert found.diagnostics["likelihood_ratio"]["chi_squared"] == pytest.approx(33.27, abs=0.005)
    assert found.diagnostics["wald"]["chi_squared"] == pytest.approx(32.11, abs=0.005)
    assert found.diagnostics["score"]["chi_squared"] == pytest.approx(33.53, abs=0.005)
    assert found.diagnostics["concordance"]["estimate"] == pytest.approx(0.64, abs=0.005)


def test_weights_and_strata_agree_with_lifelines_to_six_digits(rossi):
    weight = np.random.default_rng(0).uniform(0.5, 2, len(rossi))
    names = [name for name in FOX if name != "wexp"]
    times = cox.Times(
        rossi.week.to_numpy(float), rossi.arrest.to_numpy(bool), weight, rossi.wexp.to_numpy(np.int64)
    )
    mine = cox.fit(rossi[names].to_numpy(float), times)
    assert mine.beta == pytest.approx(LIFELINES, rel=1e-6, abs=1e-9)


def test_the_residuals_are_how_the_coefficients_move_with_each_persons_weight(rossi):
    x, time, event = rossi[list(FOX)].to_numpy(float), rossi.week.to_numpy(float), rossi.arrest.to_numpy(bool)
    whole = cox.fit(x, cox.Times.plain(time, event))
    for person in (0, 40, 100):
        weight = np.ones(len(time))
        weight[person] += 1e-4
        moved = (cox.fit(x, cox.Times.plain(time, event, weight)).beta - whole.beta) / 1e-4
        assert whole.residuals[person] @ whole.variance == pytest.approx(moved, abs=1e-6)


def test_breslows_ties_are_those_of_weighted_cases_that_never_tie():
    chance = np.random.default_rng(1)
    x, time = chance.normal(size=(300, 2)), chance.permutation(300).astype(float)
    times = cox.Times.plain(time, chance.random(300) < 0.6)
    assert cox.fit(x, times, ties="breslow").beta == pytest.approx(cox.fit(x, times).beta, rel=1e-9)
    tied = cox.Times.plain(np.floor(time / 20), times.event)
    assert abs(cox.fit(x, tied, ties="breslow").beta[0]) != pytest.approx(
        abs(cox.fit(x, tied).beta[0]), rel=1e-6
    )


def test_the_check_of_proportional_hazards_points_at_age_and_work(rossi):
    times = cox.Times.plain(rossi.week.to_numpy(float), rossi.arrest.to_numpy(bool))
    fit = cox.fit(rossi[list(FOX)].to_numpy(float), times)
    by_km = proportional.check(fit, times, tuple(FOX))["km"]["each"]
    assert [each["name"] for each in by_km if each["p"] < 0.05] == ["age", "wexp"]
    assert by_km[1]["chi_squared"] == pytest.approx(11.279, abs=0.001)  # cox.zph of survival 2


def test_the_medians_of_lung_cancer_are_the_published_ones():
    lung = pd.read_csv(DATA / "lung.csv")
    event = (lung.status == lung.status.max()).to_numpy()
    found = curves.curve(lung.time.to_numpy(float), event)
    assert found.median("log") == (310, 285, 363)  # survfit in R
    assert found.median("log-log") == (310, 284, 361)
    by_sex = curves.log_rank(lung.time.to_numpy(float), event, lung.sex.to_numpy())
    assert by_sex["chi_squared"] == pytest.approx(10.3, abs=0.05)
    assert by_sex["observed"].tolist() == [112, 53]
    assert by_sex["expected"] == pytest.approx([91.6, 73.4], abs=0.05)


def test_a_median_that_is_never_reached_is_null_and_not_a_number_from_somewhere(rossi):
    found = survival.answer(as_table(rossi), asked(moments=(52,))).as_json()
    assert found["curves"]["all"]["median"] == {"estimate": None, "low": None, "high": None}
    (year,) = found["curves"]["fin=1"]["at"]
    assert year["proven_rate"]["count"] == 48


def test_rows_with_missing_values_are_named_or_left_out_when_asked(rossi):
    holed = rossi.astype(object)
    holed.loc[[3, 7], "age"] = ""
    with pytest.raises(UnusableError, match=r"age in 2 rows \(lines 5 and 9\)"):
        survival.answer(as_table(holed), asked())
    found = survival.answer(as_table(holed), asked(drop_missing=True))
    assert found.data["rows"] == 430
    assert found.data["dropped_lines"] == [5, 9]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.assign(arrest=0), "nothing to estimate"),
        (lambda data: data.assign(fin=1), "fin is the same in every row"),
        (lambda data: data.assign(week=[-3, *data.week[1:]]), "week is below 0 in line 2"),
        (lambda data: data.assign(week=["soon", *data.week[1:]]), "must be numbers, but is “soon”"),
        (lambda data: data.assign(prio=data.arrest * 50), "separates perfectly"),
        (lambda data: data.assign(race=data.fin + 1), "can be worked out"),
        (lambda data: data.assign(id=[1, 1, *range(2, len(data))]), "lines 2 and 3"),
        (lambda data: data.head(59), "fewer than 60"),
        (lambda data: data.assign(age=[float("inf"), *data.age[1:]]), "line 2"),
    ],
    ids=["no events", "constant", "before", "words", "separated", "dependent", "twice", "few", "infinite"],
)
def test_data_that_carry_no_answer_are_refused_with_the_reason(rossi, change, words):
    with pytest.raises(UnusableError, match=words):
        survival.answer(as_table(change(rossi)), asked())
