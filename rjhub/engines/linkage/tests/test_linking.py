"""People found in files: published data, invented data, and bad input."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from rjhub.demonstration.invented import agencies_files
from rjhub.engines.linkage import evaluating, linking, ranking, reading, training
from rjhub.engines.linkage.reading import Records
from rjhub.engines.linkage.trouble import UnusableError

FEBRL = Path(__file__).parent / "data" / "febrl3.csv.gz"
COLUMNS = ("first_name", "last_name", "date_of_birth", "postcode", "address", "phone", "email", "reference")


def people(*rows):
    return Records(
        [f"r{n}" for n in range(len(rows))], {f: [row[n] for row in rows] for n, f in enumerate(COLUMNS)}
    )


def best_of(linked, ids, whose):
    pairs = linked.pairs
    listed = [(ids[a], ids[b], float(o)) for a, b, o in zip(pairs.one, pairs.other, pairs.odds, strict=True)]
    return evaluating.best(evaluating.by_threshold(listed, whose)).f1


def clusters_f1(group, whose):
    together = sum(n * (n - 1) // 2 for n in np.unique(group, return_counts=True)[1].tolist())
    true = sum(n * (n - 1) // 2 for n in np.unique(whose, return_counts=True)[1].tolist())
    both = np.unique(np.stack((group, np.unique(whose, return_inverse=True)[1])), axis=1, return_counts=True)[
        1
    ]
    return 2 * sum(n * (n - 1) // 2 for n in both.tolist()) / (together + true)


@cache
def invented():
    """A file of a kind that the shipped model was not taught on: its seed is far from those of training."""
    return agencies_files.written(1_500, agencies_files.ways(900_002), referrals=300)


def held():
    labelled, _ = invented()
    return Records([str(n) for n in range(len(labelled.humans))], labelled.columns)


def test_the_published_data_of_febrl_is_linked_as_well_as_is_reported():
    records = reading.read(FEBRL)
    linked = linking.deduplicated(records, ranking.shipped())
    whose = {identity: identity.split("-")[1] for identity in records.ids}
    assert best_of(linked, records.ids, whose) >= 0.9985
    assert clusters_f1(linked.group, [whose[identity] for identity in records.ids]) >= 0.997


def test_an_invented_file_is_grouped_into_its_people():
    labelled, _ = invented()
    linked = linking.deduplicated(held(), ranking.shipped())
    assert clusters_f1(linked.group, labelled.humans) >= 0.93


def test_new_referrals_of_known_people_are_found():
    labelled, asked = invented()
    queries = Records([f"q{n}" for n in range(len(asked.humans))], asked.columns)
    hits = linking.looked_up(held(), queries, ranking.shipped())
    found = {hit.query for hit in hits if labelled.humans[hit.record] == asked.humans[hit.query]}
    known = {n for n, human in enumerate(asked.humans) if human >= 0}
    assert len(found & known) >= 0.95 * len(known)
    assert max(hit.rank for hit in hits) <= 5
    scores = {}
    for hit in hits:
        assert hit.score <= scores.get(hit.query, hit.score)
        scores[hit.query] = hit.score


def test_the_same_file_gives_the_same_answer_in_whatever_order_it_stands():
    records = held()
    turned = Records(records.ids[::-1], {name: values[::-1] for name, values in records.fields.items()})
    one, other = (linking.deduplicated(each, ranking.shipped()).group for each in (records, turned))
    same = sum((one == one[n]).sum() == (other == other[len(one) - 1 - n]).sum() for n in range(len(one)))
    assert same >= 0.99 * len(one)


def test_twins_and_people_of_one_home_are_kept_apart():
    home = ("LS1 9ZZ", "12 Mill Lane", "01632960001")
    linked = linking.deduplicated(
        people(
            ("Rachel", "Whitwick", "1984-03-17", *home, "", ""),
            ("Esther", "Whitwick", "1984-03-17", *home, "", ""),
            ("Gordon", "Whitwick", "1951-11-02", *home, "", ""),
            ("Rachel", "Whitwick", "1984-03-17", *home, "", ""),
        ),
        ranking.shipped(),
    )
    assert linked.group.tolist() == [0, 1, 2, 0]


BAD = {
    "empty": ("", "", "", "", "", "", "", ""),
    "unknown": ("Unknown", "Unknown", "", "", "", "", "", ""),
    "unknown, as some programs write it": ("N/K", "TBC", "1900-01-01", "", "", "", "", ""),
    "first of January": ("Ali", "Khan", "1990-01-01", "", "", "", "", ""),
    "baby": ("Baby", "Khan", "2026-10-10", "", "", "", "", ""),
    "emoji": ("🎉", "👩‍👩‍👧", "🎂", "🏠", "🏠", "☎️", "✉️@🎉", "🔢"),
    "look-alikes": ("Аnna", "Ѕmith", "1984-03-17", "", "", "", "", ""),  # noqa: RUF001 letters of another alphabet
    "right to left": ("\u202eنورة", "الأحمد", "\u0661\u0669\u0669\u0660-\u0660\u0661", "", "", "", "", ""),
    "nothing but marks": ("'", "--", "//", ".", ",", "+", "@", "/"),
    "formula": ("=1+1", "@SUM(A1)", "2026-11-22", "", "", "", "", ""),
    "very long": (
        "A" * 500,
        "B c " * 120,
        "9" * 500,
        "9" * 500,
        "9 " * 250,
        "9" * 500,
        "a@b" * 160,
        "9" * 500,
    ),
    "control": ("\x00\x07", "a\u0300" * 60, "0000-00-00", "", "", "", "", ""),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_breaks_nothing_even_a_hundred_times(name):
    linked = linking.deduplicated(
        people(*[BAD[name]] * 100, ("Ann", "Lee", "1984-03-07", "", "", "", "", "")), ranking.shipped()
    )
    assert len(linked.group) == 101
    assert linked.group[100] == 100


def test_records_that_say_nothing_are_nobody_s():
    linked = linking.deduplicated(people(*[BAD["empty"], BAD["unknown"]] * 50), ranking.shipped())
    assert linked.group.tolist() == list(range(100))


def test_letters_that_only_look_alike_are_read_as_what_was_meant():
    linked = linking.deduplicated(
        people(
            ("Аnna", "Ѕmithwick", "1984-03-17", "LS1 9ZZ", "", "", "", ""),  # noqa: RUF001 letters of another alphabet
            ("Anna", "Smithwick", "1984-03-17", "LS1 9ZZ", "", "", "", ""),
            ("Peter", "Fox", "1950-03-02", "", "", "", "", ""),
        ),
        ranking.shipped(),
    )
    assert linked.group.tolist() == [0, 0, 2]


def test_no_record_and_one_record_are_files_too():
    assert len(linking.deduplicated(people(), ranking.shipped()).group) == 0
    assert linking.deduplicated(people(BAD["formula"]), ranking.shipped()).group.tolist() == [0]
    assert linking.looked_up(people(), people(BAD["formula"]), ranking.shipped()) == []


def test_a_model_is_made_from_invented_files_and_read_again(tmp_path):
    files = [agencies_files.written(250, agencies_files.ways(seed))[0] for seed in (1, 2)]
    trees, facts = training.teach(((each.columns, each.humans) for each in files), trees=20)
    for path in (tmp_path / "model.json", tmp_path / "model.json.gz"):
        ranking.save(path, trees, facts, {"files": 2})
        linked = linking.deduplicated(held(), ranking.load(path))
        assert clusters_f1(linked.group, invented()[0].humans) >= 0.7


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b'{"format": 0}', b'{"format": 1, "trees": "x", "facts": [], "about": 0}']
)
def test_what_is_no_model_is_refused(tmp_path, content):
    path = tmp_path / "model.json"
    path.write_bytes(content)
    with pytest.raises(UnusableError):
        ranking.load(path)
