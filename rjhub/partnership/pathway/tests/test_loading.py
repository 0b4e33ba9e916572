"""Files from outside: odd bytes, huge files and nonsense are refused in words, and never stop the program."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rjhub.partnership.pathway import model, shipped
from rjhub.partnership.pathway.mistakes import example
from rjhub.partnership.written import reading

LINES = example().splitlines()
WORDS = sorted(set(example().split()))


def errors_in(text: str) -> tuple[model.PathwayError, ...]:
    with pytest.raises(model.PathwayErrors) as raised:
        model.load(text, name="anytown.yaml")
    return raised.value.errors


def errors_in_bytes(raw: bytes) -> tuple[model.PathwayError, ...]:
    with pytest.raises(model.PathwayErrors) as raised:
        model.load_bytes(raw, name="anytown.yaml")
    return raised.value.errors


def test_a_file_in_another_encoding_is_refused_with_the_line_of_the_odd_byte() -> None:
    raw = example().replace("Anytown hub", "Anytown hüb").encode("latin-1")
    (error,) = errors_in_bytes(raw)
    assert "UTF-8" in error.message
    assert LINES[error.line - 1] == "    name: Anytown hub"
    assert error.column == LINES[error.line - 1].index("u", 18) + 1


def test_a_byte_order_mark_does_no_harm() -> None:
    assert model.load_bytes(b"\xef\xbb\xbf" + example().encode(), name="anytown.yaml").key == "anytown"


def test_line_ends_of_other_systems_do_no_harm() -> None:
    assert model.load_bytes(example().replace("\n", "\r\n").encode(), name="anytown.yaml").key == "anytown"


@pytest.mark.parametrize("size", [reading.MOST_BYTES + 1, 5_000_000])
def test_a_huge_file_is_refused_before_it_is_read(size: int) -> None:
    (error,) = errors_in_bytes(b"#" * size)
    assert error.message == f"the file has {size:,} bytes; a pathway has at most 200,000"
    assert errors_in("#" * size) == (error,)


def test_a_file_of_the_greatest_size_is_read() -> None:
    padding = reading.MOST_BYTES - len(example().encode())
    assert model.load(example() + "#" * padding, name="anytown.yaml").key == "anytown"


def test_a_bomb_of_repeated_parts_is_refused_and_never_unfolds() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    said = " ".join(error.message for error in errors_in(bomb))
    assert "'&a' marks a part to be repeated" in said
    assert "'*a' repeats another part" in said


@pytest.mark.parametrize("sign", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(sign: str) -> None:
    (error,) = errors_in(sign * 500)
    assert error.message == "this is nested more than 20 levels deep; a pathway never is"


def test_a_list_without_end_is_refused() -> None:
    (error,) = errors_in("stages:\n" + "- a\n" * 5_000)
    assert error.message == "there are more than 300 entries here; a pathway never has so many"


def test_after_five_hundred_errors_the_rest_is_not_listed() -> None:
    bad = "".join(f"  - stage: s{number}\n    to_start: [{'x, ' * 250}x]\n" for number in range(4))
    errors = errors_in(f"stages:\n{bad}")
    assert len(errors) <= reading.MOST_ERRORS
    said = [error.message for error in errors]
    assert "more than 498 things are wrong; put these right, then load again" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file must hold keys, like 'name: Sussex'"),
        ("# only a note\n", "the file must hold keys, like 'name: Sussex'"),
        ("null", "the file is empty"),
        ("just text", "the file must hold keys, like 'name: Sussex'"),
        ("- a\n- b\n", "the file must hold keys, like 'name: Sussex'"),
        ("{[a]: b}", "a key must be a word, not a list or a group"),
    ],
)
def test_a_file_that_is_something_else_is_refused(text: str, says: str) -> None:
    assert says in [error.message for error in errors_in(text)]


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u200b", "\u2028", "\u00ad", "\x85"])
def test_characters_that_nobody_sees_are_refused_with_their_place(character: str) -> None:
    text = example().replace("Anytown hub", f"Anytown {character}hub")
    (error,) = errors_in(text)
    assert "hidden character" in error.message
    assert (error.line, error.column) == (28, 19)


def test_tabs_are_named_on_every_line_that_has_one() -> None:
    text = example().replace("  by: offence", "\tby: offence").replace("  outside", "\toutside")
    assert [error.message for error in errors_in(text)] == ["there is a tab here; use spaces"] * 2


def test_words_that_look_like_something_else_stay_text() -> None:
    text = example().replace('version: "1"', "version: 1.10", 1).replace("name: Anytown hub", "name: No")
    pathway = model.load(text, name="anytown.yaml")
    assert pathway.documents[0].version == "1.10"
    assert pathway.hubs[0].name == "No"


def test_a_date_that_does_not_exist_is_refused() -> None:
    excludes = (
        "excludes:\n  - when: { in_custody: true }\n    reason: No visits\n    review_on: 2027-02-30\n"
        "    source: default\nstages:\n"
    )
    (error,) = errors_in(example().replace("stages:\n", excludes, 1))
    assert error.message == "'review_on' must be a date, like 2027-03-31"


def test_the_hash_stays_the_same_when_only_the_layout_changes() -> None:
    plain = model.load(example(), name="anytown.yaml")
    laid_out = model.load(
        "# A note\n" + example().replace("[refers, answers]", "[ refers,  answers ]"), name="other.yaml"
    )
    changed = model.load(example().replace("working_days: 5", "working_days: 6"), name="anytown.yaml")
    assert model.content_hash(plain) == model.content_hash(laid_out) != model.content_hash(changed)


def test_the_hash_does_not_depend_on_the_order_of_keys_or_on_defaults_written_out() -> None:
    plain = model.load(example(), name="anytown.yaml")
    spoken = model.load(example() + "words:\n  hub: hub\nnotes: []\n", name="anytown.yaml")
    assert model.content_hash(plain) == model.content_hash(spoken)
    assert len(model.content_hash(plain)) == 64


def accepted_or_refused_in_words(text: str) -> None:
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    found: tuple[model.PathwayError, ...] | None = None
    try:
        model.load(text, name="anytown.yaml")
    except model.PathwayErrors as refusal:
        found = refusal.errors
    assert found is None or found
    for error in found or ():
        assert 1 <= error.line <= count + 1
        assert error.column >= 1
        assert error.message.strip()


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(0, len(LINES) - 1), st.text(max_size=8)),
        st.tuples(st.just("remove"), st.integers(0, len(LINES) - 1), st.integers(1, 12)),
        st.tuples(st.just("repeat"), st.integers(0, len(LINES) - 1), st.integers(1, 12)),
        st.tuples(st.just("move"), st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1)),
        st.tuples(st.just("indent"), st.integers(0, len(LINES) - 1), st.integers(0, 6)),
        st.tuples(
            st.just("value"),
            st.integers(0, len(LINES) - 1),
            st.sampled_from(
                [*WORDS, "[]", "{}", "null", "1", "true", "- a", "{a: b}", "*x", "&x", "|", ">-", "!x", "'"]
            ),
        ),
    ),
    min_size=1,
    max_size=6,
)


def edit(kind: str, at: int, how: object, lines: list[str]) -> list[str]:
    at = min(at, len(lines) - 1)
    line = lines[at]
    if isinstance(how, str):
        new = line[: len(line) // 2] + how + line[len(line) // 2 :]
        if kind == "value":
            new = line.split(":", maxsplit=1)[0] + ": " + how
        return [*lines[:at], new, *lines[at + 1 :]]
    assert isinstance(how, int)
    if kind == "indent":
        return [*lines[:at], " " * how + line.strip(), *lines[at + 1 :]]
    if kind == "move":
        rest = [*lines[:at], *lines[at + 1 :]]
        return [*rest[:how], line, *rest[how:]]
    kept = lines[:at] + lines[at : at + how] * (2 if kind == "repeat" else 0) + lines[at + how :]
    return kept or [""]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_no_edit_of_a_good_file_stops_the_loader(edits: list[tuple[str, int, object]]) -> None:
    lines = list(LINES)
    for kind, at, how in edits:
        lines = edit(kind, at, how, lines)
    accepted_or_refused_in_words("\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.characters() | st.sampled_from("{}[]:-,'\"&*!|>%@`#? \n\t"), max_size=200))
def test_no_text_at_all_stops_the_loader(text: str) -> None:
    accepted_or_refused_in_words(text)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_stray_bytes_are_refused_in_words(raw: bytes) -> None:
    assert all(error.line >= 1 and error.column >= 1 for error in errors_in_bytes(raw))


@pytest.mark.parametrize("name", shipped.names())
def test_a_shipped_file_comes_to_the_same_whether_read_as_text_or_bytes(name: str) -> None:
    text = shipped.text(name)
    assert model.load_bytes(text.encode(), name=name) == model.load(text, name=name) == shipped.pathway(name)
