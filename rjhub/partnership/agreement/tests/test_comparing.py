"""What changed between two versions of an agreement, in words."""

import pytest

from rjhub.partnership.agreement import model
from rjhub.partnership.agreement.mistakes import example

OLD = model.load(example(), name="anytown.yaml")


def changed(find: str, replace: str) -> list[str]:
    assert find in example()
    return model.compare(OLD, model.load(example().replace(find, replace, 1), name="anytown.yaml"))


def test_a_file_that_says_the_same_has_no_differences() -> None:
    assert changed("# A small agreement", "# A note on a small agreement") == []


@pytest.mark.parametrize(
    ("find", "replace", "says"),
    [
        (
            "lasts: { months: 1 }",
            "lasts: { months_after_closing: 1 }",
            "clauses, '1.2', lasts: was for 1 month, is now until 1 month after the case closes.",
        ),
        (
            "categories: [casework, safety]",
            "categories: [casework]",
            "clauses, '2.1', categories: 'safety' is gone.",
        ),
        ("    from: probation", "    from: [probation, police]", "clauses, '2.1', from: 'police' is new."),
        ("signs: invited", "signs: required", "parties, 'council', signs: was 'invited', is now 'required'."),
        ("  months: 12", "  months: 6", "review, months: was '12', is now '6'."),
        ('number: "1.2"', 'number: "1.3"', "clauses: '1.2' is gone."),
    ],
)
def test_a_change_is_said_in_words(find: str, replace: str, says: str) -> None:
    assert changed(find, replace)[0] == says
