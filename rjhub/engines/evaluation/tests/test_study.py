"""The whole study, from a follow-up file to two figures, on people whose truth is known."""

import numpy as np
import pytest

from rjhub.engines.evaluation import pictures, reading, study
from rjhub.engines.evaluation.tests import simulated
from rjhub.engines.trouble import UnusableError


def table(rows, **more):
    columns = {name: [str(row[name]) for row in rows] for name in rows[0]}
    return reading.Table("follow-up.csv", columns | more, np.arange(2, len(rows) + 2))


@pytest.fixture(scope="module")
def rows():
    return simulated.study(1).rows


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    held = np.zeros(2)
    off = np.zeros(2)
    for seed in range(30):
        made = simulated.study(seed, 700)
        top = study.answer(table(made.rows)).top
        for at, (name, truth) in enumerate(
            (("att_12m", made.risk_difference), ("rate_ratio", made.rate_ratio))
        ):
            estimate, low, high = top[name]
            held[at] += low <= truth <= high
            off[at] += (estimate - truth) / 30
    assert (held >= 25).all()
    assert abs(off[0]) < 0.02
    assert abs(off[1]) < 0.05


def test_the_answer_says_how_it_was_made_and_what_would_make_it_wrong(rows):
    found = study.answer(table(rows)).as_json()
    assert len(found["att_12m"]) == len(found["rate_ratio"]) == 3
    assert "Efron" in found["method"]["ties"]
    assert "influence" in found["method"]["variance"]
    assert any("would be wrong if" in words for words in found["in_words"])
    assert any("less than 18 months" in words for words in found["doubts"])


def test_every_picture_has_a_title_and_words_for_those_who_cannot_see_it(rows):
    drawn = pictures.of(study.answer(table(rows)))
    assert set(drawn) == {"survival.svg", "balance.svg", "overlap.svg"}
    for svg in drawn.values():
        assert svg.startswith("<svg")
        assert 'role="img"' in svg.partition(">")[0]
        assert "<title>" in svg
        assert "<desc>" in svg


def rid(name, value, places=(0,)):
    def change(rows):
        return [{**row, name: value} if at in places else row for at, row in enumerate(rows)]

    return change


REFUSED = {
    "missing": (rid("priors", ""), r"priors in 1 row \(line 2\)"),
    "not a number": (rid("priors", "many"), "priors"),
    "before": (rid("time_years", -0.2), r"before the intervention stands in line 2"),
    "twice": (lambda rows: [*rows, rows[4]], r"lines 6 and 1502"),
    "one group": (lambda rows: [{**row, "rj": 1} for row in rows], "nobody to compare"),
    "few": (lambda rows: [row for row in rows if row["rj"]][:59] + [row for row in rows if not row["rj"]], "59 people"),
    "no events": (
        lambda rows: [
            {**row, "reoffended": 0, "reoffended_12m": 0, "offences": 0,
                "time_years": row["followup_years"]} for row in rows
        ],
        "without events",
    ),
    "too early": (
        lambda rows: [
            {**row, "followup_years": min(1.3, row["followup_years"]), "time_years": min(1.3, row["time_years"])}
            for row in rows if row["time_years"] <= 1 or not row["reoffended"]
        ],
        "ask again when 18",
    ),
    "short": (
        lambda rows: [
            {**row, "followup_years": 0.5, "time_years": 0.5} if not row["reoffended"] and row["case_id"] < 9 else row
            for row in rows
        ],
        "less than 12 months",
    ),
    "contradiction": (lambda rows: [{**rows[0], "offences": 3 - 3 * min(1, rows[0]["offences"])},
        *rows[1:]], "contradict"),
    "declined": (
        lambda rows: [{**row, "comparison": "with" if row["rj"] else "declined to take part"} for row in rows],
        "people who declined",
    ),
    "dates": (
        lambda rows: [{**row, "intervention_on": "2024-03-01",
            "first_offence_on": "2024-02-01" if at == 5 else ""} for at, row in enumerate(rows)],
        "before the intervention counts as reoffending in line 7",
    ),
    "separated": (lambda rows: [{**row, "female": row["rj"]} for row in rows], "female separates perfectly"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_study_can_be_made_of_is_refused_with_rows_and_reason(rows, name):
    change, words = REFUSED[name]
    with pytest.raises(UnusableError, match=words):
        study.answer(table(change(rows)))


def test_groups_that_no_weight_makes_alike_are_not_compared(rows):
    chance = np.random.default_rng(3)
    age = [str(round(float(chance.normal(60 if row["rj"] else 25, 9)))) for row in rows]
    with pytest.raises(UnusableError, match=r"differ by more than 0.1|effective controls|separate"):
        study.answer(table(rows, age=age))
