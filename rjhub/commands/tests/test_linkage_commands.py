"""What an analyst types about person files."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rjhub import cli
from rjhub.demonstration.invented import agencies_files
from rjhub.server.trouble import TroubleError


def rjhub(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.rjhub, [str(word) for word in words])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def files(tmp_path):
    """A person file of invented people, new referrals, and the truth."""
    held, asked = agencies_files.written(300, agencies_files.ways(900_002), referrals=40)
    for name, each, letter in (("people.csv", held, "p"), ("new.csv", asked, "q")):
        ids = [f"{letter}{n}" for n in range(len(each.humans))]
        table = zip(ids, *each.columns.values(), strict=True)
        write(tmp_path / name, ("id", *each.columns), table)
    write(tmp_path / "truth.csv", ("id", "whose"), ((f"p{n}", str(h)) for n, h in enumerate(held.humans)))
    return tmp_path


def write(path, header, table):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *table])


def test_duplicates_are_written_as_pairs_clusters_and_charts_and_can_be_judged(files):
    answer = rjhub(
        "link", files / "people.csv", "--out", files / "pairs.csv", "--clusters", files / "clusters.csv",
        "--charts", files / "charts",
    )  # fmt: skip
    assert answer.exit_code == 0, answer.output
    pairs, clusters = rows(files / "pairs.csv"), rows(files / "clusters.csv")
    assert list(pairs[0]) == ["id_a", "id_b", "match_weight", "probability"]
    weights = [float(pair["match_weight"]) for pair in pairs]
    assert weights == sorted(weights, reverse=True)
    assert all(0 <= float(pair["probability"]) <= 1 for pair in pairs)
    assert [row["id"] for row in clusters] == [row["id"] for row in rows(files / "people.csv")]
    assert {path.name for path in (files / "charts").iterdir()} == {
        "match-weights.svg",
        "thresholds.svg",
        "hardest-pair.svg",
    }
    judged = rjhub("evaluate-links", files / "pairs.csv", files / "truth.csv")
    (best,) = (line for line in judged.output.splitlines() if line.endswith("best"))
    assert float(best.split()[-2]) > 0.9


def test_two_files_are_linked_across_and_ids_that_stand_in_both_are_told_apart(files):
    answer = rjhub("link", files / "people.csv", files / "people.csv", "--out", files / "pairs.csv")
    assert answer.exit_code == 0, answer.output
    pairs = rows(files / "pairs.csv")
    assert all(pair["id_a"][:2] == "a:" and pair["id_b"][:2] == "b:" for pair in pairs)
    assert {pair["id_a"][2:] for pair in pairs if pair["id_a"][2:] == pair["id_b"][2:]}


def test_a_lookup_gives_at_most_five_hits_the_best_first(files):
    answer = rjhub("lookup", files / "people.csv", files / "new.csv", "--out", files / "hits.csv")
    assert answer.exit_code == 0, answer.output
    hits = rows(files / "hits.csv")
    assert list(hits[0]) == ["query_id", "rank", "rec_id", "score"]
    assert {hit["rank"] for hit in hits} <= set("12345")


def test_unusual_columns_are_named_in_a_file(tmp_path):
    (tmp_path / "people.csv").write_text("key,fam,fore\n1,Whitwick,Ann\n2,Whitwick,Ann\n")
    (tmp_path / "columns.json").write_text('{"id": "key", "last_name": "fam", "first_name": "fore"}')
    answer = rjhub(
        "link",
        tmp_path / "people.csv",
        "--columns",
        tmp_path / "columns.json",
        "--out",
        tmp_path / "pairs.csv",
    )
    assert answer.exit_code == 0, answer.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,surname\n1,A\n1,B\n", "stands twice"),
        ("surname\nA\n", "no column of ids"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_in_plain_words(tmp_path, text, said):
    if text is not None:
        (tmp_path / "people.csv").write_text(text)
    answer = rjhub("link", tmp_path / "people.csv", "--out", tmp_path / "pairs.csv")
    assert isinstance(answer.exception, TroubleError)
    assert said in str(answer.exception)


def test_a_folder_that_is_not_there_is_said_in_plain_words(files):
    answer = rjhub("link", files / "people.csv", "--out", files / "nowhere" / "pairs.csv")
    assert isinstance(answer.exception, TroubleError)
    assert "cannot be written" in str(answer.exception)


def test_three_files_are_too_many(files):
    answer = rjhub("link", *[files / "people.csv"] * 3)
    assert answer.exit_code == 2
    assert "Give one file, or two" in answer.output


def test_a_model_is_trained_and_used(files):
    made = rjhub("train", files / "model.json", "--files", 4, "--people", 100)
    assert made.exit_code == 0, made.output
    used = rjhub("link", files / "people.csv", "--out", files / "pairs.csv", "--model", files / "model.json")
    assert used.exit_code == 0, used.output


def test_files_without_pairs_are_judged_too(tmp_path):
    write(tmp_path / "pairs.csv", ("id_a", "id_b", "match_weight"), [])
    write(tmp_path / "truth.csv", ("id", "whose"), [("1", "a")])
    assert (
        "pairs.csv has no pairs."
        in rjhub("evaluate-links", tmp_path / "pairs.csv", tmp_path / "truth.csv").output
    )
