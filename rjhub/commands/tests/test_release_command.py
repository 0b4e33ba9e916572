"""What an analyst types before publishing a table."""

import json

import pytest
from click.testing import CliRunner, Result

from rjhub import cli
from rjhub.server.trouble import TroubleError

MARCH = "hub,way,count\neast,conference,3\neast,letter,20\nnorth,conference,15\nnorth,letter,18\n"
APRIL = "hub,way,count\neast,conference,14\neast,letter,30\nnorth,conference,15\nnorth,letter,20\n"


def rjhub(*words) -> Result:
    return CliRunner().invoke(cli.rjhub, [str(word) for word in words])


@pytest.fixture
def march(tmp_path):
    file = tmp_path / "march.csv"
    file.write_text(MARCH)
    return file


def test_a_release_is_attacked_and_says_what_the_attack_found(march, tmp_path):
    answer = rjhub(
        "release", march, "--attack", "--out", tmp_path / "out.csv", "--json", tmp_path / "out.json"
    )
    assert answer.exit_code == 0, answer.output
    assert "0 of" in answer.output
    written = json.loads((tmp_path / "out.json").read_text())
    assert written["attack"]["recovered"] == 0
    assert written["attack"]["narrowest"] >= 5 - 1e-6
    assert written["attack_on_naive_suppression"]["recovered"] == 1
    hidden = [cell for cell in written["table"] if cell["hidden"]]
    assert {"hub": "east", "way": "conference", "count": None, "hidden": True} in hidden
    published = (tmp_path / "out.csv").read_text()
    assert "east,conference,c" in published
    assert "3\n" not in published.replace("23\n", "").replace("33\n", "")


def test_what_was_released_before_is_remembered_by_its_folder(march, tmp_path):
    past = tmp_path / "published"
    past.mkdir()
    assert rjhub("release", march, "--out", past / "2026-03.csv").exit_code == 0
    april = tmp_path / "april.csv"
    april.write_text(APRIL)
    answer = rjhub("release", april, "--earlier", past, "--attack", "--json", tmp_path / "april.json")
    assert answer.exit_code == 0, answer.output
    written = json.loads((tmp_path / "april.json").read_text())
    by_key = {(cell["hub"], cell["way"]): cell["count"] for cell in written["table"]}
    march_told = "north,letter,18" in (past / "2026-03.csv").read_text()
    assert not (march_told and by_key["north", "letter"])  # it grew by 2 since March
    assert {each["release"] for each in written["attack"]["numbers"]} >= {"2026-03.csv"}


def test_a_table_that_cannot_be_read_is_refused_and_nothing_is_written(march, tmp_path):
    march.write_text(MARCH + "east,letter,4\n")
    answer = rjhub("release", march, "--attack", "--out", tmp_path / "out.csv")
    assert isinstance(answer.exception, TroubleError)
    assert "repeats the cell" in str(answer.exception)
    assert not (tmp_path / "out.csv").exists()
    march.write_text(MARCH.replace("letter,20", "letter,c"))
    assert "hides counts already" in str(rjhub("release", march).exception)


def test_simulated_years_are_attacked(tmp_path):
    answer = rjhub("bench", "releases", "--years", "1", "--releases", "3", "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["recovered"] == 0
