"""What an analyst types about studies."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rjhub import cli
from rjhub.engines.evaluation.tests import simulated
from rjhub.server.trouble import TroubleError

DATA = Path(__file__).parents[2] / "engines" / "evaluation" / "tests" / "data"


def rjhub(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.rjhub, [str(word) for word in words])


@pytest.fixture
def follow_up(tmp_path):
    return write(tmp_path / "follow-up.csv", simulated.study(3, 900).rows)


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_file_alone_is_a_study_and_its_two_figures_stand_first(follow_up, tmp_path):
    answer = rjhub(
        "evaluate", follow_up, "--json", tmp_path / "out.json", "--pictures", tmp_path / "pictures"
    )
    assert answer.exit_code == 0, answer.output
    written = json.loads((tmp_path / "out.json").read_text())
    assert list(written)[:2] == ["att_12m", "rate_ratio"]
    estimate, low, high = written["att_12m"]
    assert low < estimate < high
    assert {path.name for path in (tmp_path / "pictures").iterdir()} == {
        "survival.svg",
        "balance.svg",
        "overlap.svg",
    }
    assert rjhub("evaluate", "--json", tmp_path / "again.json", follow_up).exit_code == 0
    assert (tmp_path / "again.json").read_text() == (tmp_path / "out.json").read_text()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            (
                "match",
                "nsw.csv",
                "--treatment",
                "treat",
                "--outcome",
                "re78",
                "--covariates",
                "age,educ,re74",
            ),
            "ATT",
        ),
        (
            (
                "match",
                "nsw.csv",
                "--treatment",
                "treat",
                "--outcome",
                "re78",
                "--covariates",
                "age,educ",
                "--method",
                "nearest",
            ),
            "ATT",
        ),
        (("meta", "bcg.csv", "--hartung-knapp"), "random_effects_reml_hartung_knapp"),
    ],
    ids=["match", "nearest", "meta"],
)
def test_each_evaluation_writes_estimates_errors_intervals_and_its_rules(words, name, tmp_path):
    kind, file, *rest = words
    answer = rjhub(
        "evaluate", kind, DATA / file, *rest, "--json", tmp_path / "out.json", "--pictures", tmp_path
    )
    assert answer.exit_code == 0, answer.output
    written = json.loads((tmp_path / "out.json").read_text())
    first = written["estimates"][0]
    assert first["name"] == name
    assert first["low"] < first["estimate"] < first["high"]
    assert first["standard_error"] > 0
    assert {"ties", "variance", "name"} <= set(written["method"])
    assert written["diagnostics"]


def test_survival_and_rates_are_asked_of_any_names_of_columns(follow_up, tmp_path):
    survival = rjhub(
        "evaluate", "survival", follow_up, "--time", "time_years", "--event", "reoffended", "--covariates", "rj,age",
        "--json", tmp_path / "survival.json",
    )  # fmt: skip
    rate = rjhub(
        "evaluate", "rate", follow_up, "--treatment", "rj", "--count", "offences", "--time", "followup_years",
        "--unit", "years", "--covariates", "age,sqrt(priors)", "--json", tmp_path / "rate.json",
    )  # fmt: skip
    assert (survival.exit_code, rate.exit_code) == (0, 0), survival.output + rate.output
    coefficients = json.loads((tmp_path / "survival.json").read_text())["coefficients"]
    assert [row["name"] for row in coefficients] == ["rj", "age"]
    assert json.loads((tmp_path / "rate.json").read_text())["estimates"][0]["name"] == "rate_ratio"


def test_what_is_refused_writes_nothing(tmp_path):
    rows = simulated.study(3, 900).rows
    rows[7]["age"] = ""
    file = write(tmp_path / "holed.csv", rows)
    answer = rjhub("evaluate", file, "--json", tmp_path / "out.json", "--pictures", tmp_path / "pictures")
    assert isinstance(answer.exception, TroubleError)
    assert "line 9" in str(answer.exception)
    assert {path.name for path in tmp_path.iterdir()} == {"holed.csv"}


def test_a_follow_up_may_only_speak_of_the_cohort(follow_up, tmp_path):
    rows = simulated.study(3, 900).rows
    cohort = write(tmp_path / "cohort.csv", [{"case_id": row["case_id"]} for row in rows[3:]])
    answer = rjhub("evaluate", follow_up, "--cohort", cohort)
    assert "lines 2, 3 and 4" in str(answer.exception)
    fewer = write(tmp_path / "fewer.csv", rows[:-2])
    whole = write(tmp_path / "whole.csv", [{"case_id": row["case_id"]} for row in rows])
    assert "says nothing in lines 900 and 901" in str(rjhub("evaluate", fewer, "--cohort", whole).exception)


def test_simulated_studies_are_measured_against_their_truth(follow_up, tmp_path):
    made = simulated.study(3, 900)
    truth = {"att_12m_expected": made.risk_difference, "rate_ratio_treated": made.rate_ratio}
    folder = tmp_path / "studies"
    folder.mkdir()
    write(folder / "one.csv", made.rows)
    (folder / "one_truth.json").write_text(json.dumps(truth))
    answer = rjhub("bench", "studies", folder, "--json")
    assert answer.exit_code == 0, answer.output
    (risk, rate) = json.loads(answer.stdout)["figures"]
    assert (risk["studies"], rate["studies"]) == (1, 1)
    assert risk["coverage"] in {0, 1}


def test_what_each_pound_saves_is_asked_with_inputs_that_say_where_they_come_from(tmp_path):
    inputs = tmp_path / "inputs.json"
    given = {
        "offences_avoided_per_person": {"estimate": 0.2, "low": 0.05, "high": 0.35}, "cost_per_person": 1000,
        "offence_mix": {"robbery": 1}, "uprating": 1.25,
        "sources": {"offences_avoided_per_person": "our study", "cost_per_person": "accounts", "uprating": "deflator"},
    }  # fmt: skip
    inputs.write_text(json.dumps(given))
    answer = rjhub(
        "evaluate", "benefit", inputs, "--json", tmp_path / "out.json", "--pictures", tmp_path / "pictures"
    )
    assert answer.exit_code == 0, answer.output
    assert json.loads((tmp_path / "out.json").read_text())["estimates"][0]["estimate"] == pytest.approx(2.83)
    assert {path.name for path in (tmp_path / "pictures").iterdir()} == {"tornado.svg", "draws.svg"}
    inputs.write_text(json.dumps(given | {"sources": {}}))
    assert isinstance(rjhub("evaluate", "benefit", inputs).exception, TroubleError)
