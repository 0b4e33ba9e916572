"""The list of faults in later parts is about the database as it is, and about tests that there are."""

from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from tests.planted.later import FAULTS
from tests.planted.plugin import plant

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_every_fault_can_be_planted() -> None:
    for fault in FAULTS:
        with transaction.atomic():
            plant(fault)
            transaction.set_rollback(True)


def test_no_two_are_alike_and_each_has_a_test() -> None:
    assert Counter(one.name for one in FAULTS).most_common(1)[0][1] == 1
    for fault in FAULTS:
        path, _, name = fault.test.partition("::")
        assert f"\ndef {name}(" in (ROOT / path).read_text(), fault.test
