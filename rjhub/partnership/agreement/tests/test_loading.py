"""Files from outside: whatever is written in them is accepted, or refused in words, and never stops the program."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rjhub.partnership.agreement import model, shipped
from rjhub.partnership.agreement.document import document
from rjhub.partnership.agreement.mistakes import example
from rjhub.partnership.written.errors import FileError

LINES = example().splitlines()
WORDS = sorted(set(example().split()))
ODD = [
    "[]",
    "{}",
    "null",
    "0",
    "-1",
    "99999999",
    "true",
    "9999-12-31",
    "- a",
    "{a: b}",
    "*x",
    "&x",
    "|",
    "!x",
    "'",
]
PLACES = st.integers(0, len(LINES) - 1)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("value"), PLACES, st.sampled_from([*WORDS, *ODD])),
        st.tuples(st.just("remove"), PLACES, st.integers(1, 12)),
        st.tuples(st.just("repeat"), PLACES, st.integers(1, 12)),
        st.tuples(st.just("indent"), PLACES, st.integers(0, 6)),
    ),
    min_size=1,
    max_size=6,
)


def edit(kind: str, at: int, how: str | int, lines: list[str]) -> list[str]:
    at = min(at, len(lines) - 1)
    line = lines[at]
    if isinstance(how, str):
        return [*lines[:at], f"{line.partition(':')[0]}: {how}", *lines[at + 1 :]]
    if kind == "indent":
        return [*lines[:at], " " * how + line.strip(), *lines[at + 1 :]]
    kept = lines[:at] + lines[at : at + how] * (2 if kind == "repeat" else 0) + lines[at + how :]
    return kept or [""]


def accepted_or_refused_in_words(text: str) -> None:
    count = len(text.split("\n"))
    found: tuple[FileError, ...] | None = None
    try:
        assert document(model.load(text, name="anytown.yaml"))
    except model.AgreementErrors as refusal:
        found = refusal.errors
    assert found is None or found
    for error in found or ():
        assert 1 <= error.line <= count + 1
        assert error.message.strip()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_no_edit_of_a_good_file_stops_the_loader(edits: list[tuple[str, int, str | int]]) -> None:
    lines = list(LINES)
    for kind, at, how in edits:
        lines = edit(kind, at, how, lines)
    accepted_or_refused_in_words("\n".join(lines))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("at", range(0, len(LINES), 12))
def test_no_odd_value_stops_the_loader(at: int, odd: str) -> None:
    accepted_or_refused_in_words("\n".join(edit("value", at, odd, LINES)))


def test_a_start_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(model.AgreementErrors) as raised:
        model.load(example().replace("2026-04-01", "9999-12-31"), name="anytown.yaml")
    assert [error.message for error in raised.value.errors] == ["'starts_on' must be 2200-01-01 or less"]


@pytest.mark.parametrize("name", shipped.names())
def test_a_shipped_file_comes_to_the_same_whether_read_as_text_or_bytes(name: str) -> None:
    text = shipped.text(name)
    assert model.load_bytes(text.encode(), name=name) == model.load(text, name=name) == shipped.load(name)
