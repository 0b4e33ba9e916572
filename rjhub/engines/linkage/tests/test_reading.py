"""Person files as people have them, and what is said about those that cannot be used."""

import gzip

import pytest

from rjhub.engines.linkage import identities, reading
from rjhub.engines.trouble import UnusableError


def written(folder, text, *, encoding="utf-8", name="people.csv"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_usual_names_of_columns_are_understood(tmp_path):
    path = written(tmp_path, "rec_id, Given Name,SURNAME,dob,soc_sec_id\nr1, Ann,Lee,1990-01-02,77\n")
    records = reading.read(path)
    assert records.ids == ["r1"]
    assert records.fields == {
        "first_name": ["Ann"],
        "last_name": ["Lee"],
        "date_of_birth": ["1990-01-02"],
        "other_number": ["77"],
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_other_separators_are_understood(tmp_path, delimiter):
    path = written(tmp_path, delimiter.join(("id", "surname")) + "\n" + delimiter.join(("1", "Lee")))
    assert reading.read(path).fields["last_name"] == ["Lee"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_other_ways_of_unicode_are_understood(tmp_path, encoding):
    assert reading.read(written(tmp_path, "id,surname\n1,Siân\n", encoding=encoding)).fields["last_name"] == [
        "Siân"
    ]


def test_a_gzipped_file_is_understood(tmp_path):
    path = tmp_path / "people.csv.gz"
    path.write_bytes(gzip.compress(b"id,surname\n1,Lee\n"))
    assert len(reading.read(path)) == 1


def test_a_line_break_inside_quotes_and_short_and_empty_rows_do_no_harm(tmp_path):
    records = reading.read(written(tmp_path, 'id,address,surname\n1,"2 High St\nLeeds",Lee\n\n2\n,,\n'))
    assert records.ids == ["1", "2"]
    assert records.fields["last_name"] == ["Lee", ""]


def test_the_mapping_names_unusual_columns(tmp_path):
    path = written(tmp_path, "key,fam\n1,Lee\n")
    assert reading.read(path, {"id": "key", "last_name": "Fam"}).fields == {"last_name": ["Lee"]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("surname\nLee\n", "has no column of ids"),
        ("id,colour\n1,red\n", "no column by which people can be told apart"),
        ("id,surname\n1,Lee\n2,Fox\n1,Ray\n", "The id 1 stands twice in people.csv: in records 1 and 3"),
        ("id,surname\n1,Lee\n,Fox\n", "Record 2 of people.csv has no id"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path, text, said):
    with pytest.raises(UnusableError, match=said):
        reading.read(written(tmp_path, text))


def test_a_file_that_is_not_unicode_is_said_so(tmp_path):
    with pytest.raises(UnusableError, match="is not text in UTF-8"):
        reading.read(written(tmp_path, "id,surname\n1,Siân\n", encoding="cp1252"))


def test_a_broken_archive_is_said_so(tmp_path):
    path = tmp_path / "people.csv.gz"
    path.write_bytes(gzip.compress(b"id,surname\n1,Lee\n" * 50)[:40])
    with pytest.raises(UnusableError, match="is not text in UTF-8"):
        reading.read(path)


def test_a_mapping_of_what_is_not_there_is_refused(tmp_path):
    path = written(tmp_path, "id,surname\n1,Lee\n")
    with pytest.raises(UnusableError, match="has no column Sname"):
        reading.read(path, {"last_name": "Sname"})
    with pytest.raises(UnusableError, match="The mapping has the field shoe_size"):
        reading.read(path, {"shoe_size": "surname"})


def test_a_mapping_that_is_no_json_is_refused(tmp_path):
    with pytest.raises(UnusableError, match="is not JSON"):
        reading.read_mapping(written(tmp_path, "last_name=Sname", name="columns.json"))


def test_pairs_without_a_number_are_refused(tmp_path):
    with pytest.raises(UnusableError, match=r"Line 3 of people\.csv is not two ids and a number"):
        list(reading.read_pairs(written(tmp_path, "id_a,id_b,match_weight\na,b,1.5\na,c,high\n")))


@pytest.mark.parametrize(
    ("identity", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("-a", "'-a"),
        ("+44", "+44"),
        ("-5", "-5"),
        ("r1", "r1"),
        ("'=x", "''=x"),
        ("'r", "'r"),
    ],
)
def test_an_id_that_begins_like_a_formula_is_written_so_that_it_is_not_run_and_read_as_it_was(identity, cell):
    assert identities.written(identity) == cell
    assert identities.read(cell) == identity


def test_ids_with_an_apostrophe_before_a_formula_are_the_same_ids_everywhere(tmp_path):
    path = written(tmp_path, "id,whose\n'=1+1,a\n=2,b\n")
    assert reading.read_two_columns(path) == {"=1+1": "a", "=2": "b"}
    assert reading.read(written(tmp_path, "id,surname\n'=1+1,Lee\n")).ids == ["=1+1"]
