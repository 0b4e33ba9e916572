import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rjhub.kernel.invalid import Invalid
from rjhub.kernel.vocabulary import agreements, code_list, crime, equality
from rjhub.kernel.vocabulary.code_list import CodeList, Trust

ALL = (*equality.ALL, crime.POLICE_OUTCOMES, crime.OFFENCE_CLASSES, agreements.AGREEMENT_ACTIONS)
BY_NAME = pytest.mark.parametrize("codes", ALL, ids=lambda codes: codes.name)


@BY_NAME
def test_every_label_is_plain_and_said_once(codes: CodeList) -> None:
    labels = [code.label for code in codes.values()]
    assert len(set(labels)) == len(labels)
    for label in labels:
        assert re.fullmatch(r"[A-Z][^_{}<>|]{1,89}", label), label
        assert label == " ".join(label.split())
        assert not label.isupper()


@BY_NAME
def test_every_code_can_be_stored_and_sent(codes: CodeList) -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9_]{1,40}", code) for code in codes)
    assert codes.choices()


@BY_NAME
def test_what_is_shown_can_be_read_again(codes: CodeList) -> None:
    for code in codes.values():
        assert codes.read(code.code) is code
        assert codes.read(f" {code.label.upper()} ") is code


@BY_NAME
@given(text=st.text(max_size=12))
def test_what_is_not_in_the_list_is_asked_about(codes: CodeList, text: str) -> None:
    with pytest.raises(Invalid, match="is not in the list of"):
        codes.read(f"?{text}")


def test_every_file_of_codes_is_used_and_its_sources_are_named() -> None:
    folder = Path(code_list.__file__).with_name("data")
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    files = {path.stem for path in folder.glob("*.csv")}
    lists = {name for name in files if not name.endswith("_imports")}
    assert len(lists) == len(ALL)
    assert all(f"`{name}.csv`" in sources for name in lists)
    assert {name.removesuffix("_imports") for name in files} == lists


def test_ethnicity_has_the_18_groups_and_roma() -> None:
    groups = {code.group for code in equality.ETHNICITY.values()}
    offered = [code for code, _ in equality.ETHNICITY.choices()]
    assert len(offered) == 18 + 1 + 1
    assert groups >= {"White", "Black or Black British"}


@pytest.mark.parametrize(
    ("imported", "code"),
    [
        ("O1", "A4"),
        ("W8", "W3"),
        ("W4", "W3"),
        ("Z1", "UN"),
        ("chinese", "A4"),
        ("Other: Arab", "O2"),
        ("a1", "A1"),
    ],
)
def test_other_systems_ethnic_groups_are_understood(imported: str, code: str) -> None:
    assert equality.ETHNICITY.read(imported).code == code


def test_other_systems_religions_and_orientations_are_understood() -> None:
    assert equality.RELIGION.read("Roman Catholic").code == "RC"
    assert equality.RELIGION.read("CHRMORM").group == "Christian"
    assert equality.SEXUAL_ORIENTATION.read("02").code == "HOM"


def test_not_asked_is_not_the_same_as_not_saying() -> None:
    for codes in equality.ALL:
        assert codes[equality.NOT_ASKED].label == "Not asked"
        assert equality.NOT_ASKED not in dict(codes.choices())
    assert equality.ETHNICITY["NS"].label == "Prefers not to say"


def test_an_old_code_that_left_the_list_is_shown_as_it_is() -> None:
    assert equality.SEX.label("F") == "Female"
    assert equality.SEX.label("Z") == "Z"


def test_each_row_says_how_far_it_can_be_trusted() -> None:
    assert crime.POLICE_OUTCOMES["8"].trust is Trust.READ
    assert crime.POLICE_OUTCOMES["17"].trust.label.startswith("known")
    assert crime.POLICE_OUTCOMES["22"].since is not None


@pytest.mark.parametrize(
    ("written", "code"), [("8/6", "008/06"), ("008/06", "008/06"), (" 105/01 ", "105/01"), ("34", "034/00")]
)
def test_an_offence_code_gives_one_form(written: str, code: str) -> None:
    assert crime.offence_code(written) == code


@pytest.mark.parametrize("written", ["", "0", "1234", "8/123", "8-6", "theft", "\uff18/6"])
def test_what_is_no_offence_code_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Invalid, match="008/06"):
        crime.offence_code(written)


def test_an_offence_code_tells_its_class() -> None:
    burglary = crime.offence_class("28/3")
    assert burglary is not None
    assert (burglary.label, burglary.group) == ("Burglary in a dwelling", "Burglary")
    assert crime.offence_class("092/00") is None


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("A,Apple,,yes,,V\nA,Apricot,,yes,,V", "broken.csv, line 3: A is there twice"),
        ("A,Apple,,perhaps,,V", "broken.csv, line 2"),
        ("A,Apple,,yes,1st May,V", "broken.csv, line 2"),
        ("A,Apple,,yes,,X", "broken.csv, line 2"),
        ("A,Apple", "broken.csv, line 2: the columns"),
    ],
)
def test_a_broken_file_is_refused_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, complaint: str
) -> None:
    (tmp_path / "broken.csv").write_text(f"code,label,group,offered,since,trust\n{rows}\n", encoding="utf-8")
    monkeypatch.setattr(code_list, "_FOLDER", tmp_path)
    code_list.load.cache_clear()
    with pytest.raises(ValueError, match=complaint):
        code_list.load("broken", "broken things")
