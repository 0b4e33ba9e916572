"""Words that the style of GOV.UK settles are written in one way, wherever somebody can read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

PLACE = Path(__file__).parent.parent / "rjhub"
WRITTEN = {"e-mail": "email"}
NAMES = {
    # Not words but the name of a key: another name would be another key of everybody whose record there is.
    ("kernel/match_keys.py", "e-mail"),
    # A label that stands in a migration, too.
    ("sharing/vocabulary.py", "By e-mail"),
    ("sharing/migrations/0001_initial.py", "By e-mail"),
}


def test_words_have_one_spelling_on_screen() -> None:
    wrong = [
        f"{where}: write {right!r}, not {word!r}: {said.strip()[:80]}"
        for where, said in (*strings(), *texts())
        for word, right in WRITTEN.items()
        if word in said.lower() and (where, said) not in NAMES
    ]
    assert wrong == []


def test_what_is_not_looked_for_is_still_there() -> None:
    assert set(strings()) >= NAMES


def strings() -> Iterator[tuple[str, str]]:
    """Every text in the program that is not a note to whoever reads the program."""
    for path in sorted(PLACE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        tree = ast.parse(path.read_text())
        notes = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
                yield str(path.relative_to(PLACE)), node.value


def texts() -> Iterator[tuple[str, str]]:
    """Every line of templates, of what is printed, and of what is shown out of a file."""
    for kind in ("html", "typ", "toml", "yaml"):
        for path in sorted(PLACE.rglob(f"*.{kind}")):
            if "tests" not in path.parts:
                yield from ((str(path.relative_to(PLACE)), line) for line in path.read_text().splitlines())
