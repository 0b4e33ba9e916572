"""A file of definitions that cannot be counted by is refused, and says why."""

import pytest

from rjhub.reporting.rules.definitions import WrongDefinition, read

RIGHT = """
[[indicator]]
key = "cases"
title = "Cases"
unit = "cases"
national = "5 cases accepted"
[[indicator.version]]
number = 1
since = 2026-11-23
words = "Each case."
breakdowns = ["hub"]
query = "SELECT 1"
"""


def test_a_definition_has_a_mark_that_changes_with_what_it_counts() -> None:
    one = read([RIGHT]).indicators["cases"].newest
    other = read([RIGHT.replace("SELECT 1", "SELECT 2")]).indicators["cases"].newest
    assert one.digest != other.digest


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("number = 1", "number = 2", "numbered 1, 2, 3"),
        ('unit = "cases"', 'unit = "cases"\nkind = "guess"', "of the kind guess"),
        ('unit = "cases"', 'unit = "cases"\nof = "nothing"', "names nothing"),
        ('["hub"]', '["colour"]', "broken down by something else"),
        ('["hub"]', '["sex"]', "does not give person_id"),
        ('["hub"]', '["hub"]\ngives = ["name"]', "gives something else"),
        ('["hub"]', '["hub"]\ngives = ["amount"]', "amount as days"),
        ("query", "sql", "cannot be read"),
        ("[[indicator]]", "[[indicator", "cannot be read"),
    ],
    ids=["numbers", "kind", "denominator", "breakdown", "person", "gives", "amount", "field", "broken"],
)
def test_a_wrong_definition_is_refused(was: str, becomes: str, says: str) -> None:
    with pytest.raises(WrongDefinition, match=says):
        read([RIGHT.replace(was, becomes, 1)])


def test_an_indicator_is_there_once() -> None:
    with pytest.raises(WrongDefinition, match="there twice"):
        read([RIGHT, RIGHT])
