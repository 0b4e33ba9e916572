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
            "What clause 1.2 gives may now be seen until 1 month after the case closes. Before, it was for 1 month.",
        ),
        (
            "categories: [casework, safety]",
            "categories: [casework]",
            "Clause 2.1 no longer lets Probation Service (Anytown) give what keeps somebody safe.",
        ),
        (
            "    from: probation",
            "    from: [probation, police]",
            "Clause 2.1 now also lets Anytown Police give information.",
        ),
        ("signs: invited", "signs: required", "parties, 'council', signs: was 'invited', is now 'required'."),
        ("  months: 12", "  months: 6", "review, months: was '12', is now '6'."),
        (
            'number: "1.2"',
            'number: "1.3"',
            (
                "Clause 1.2 is gone. It said: Whoever writes a referral down at any party may see what they wrote "
                "down themselves: the referral and how to reach somebody, about the person responsible and the case as "
                "a whole."
            ),
        ),
    ],
)
def test_a_change_is_said_in_words(find: str, replace: str, says: str) -> None:
    assert changed(find, replace)[0] == says
