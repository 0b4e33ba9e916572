"""The purposes of agreements are the purposes of grants."""

from rjhub.partnership.agreement import vocabulary as of_agreements
from rjhub.sharing.vocabulary import Purpose


def test_purposes_are_those_of_grants() -> None:
    assert [(one.value, one.label) for one in of_agreements.Purpose] == [
        (one.value, one.label) for one in Purpose
    ]
