"""Writing, sending, no, yes and other addresses in any order: nothing leaves that may not."""

import pytest
from django.core import mail
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from rjhub.letters.models import Dispatch
from rjhub.letters.tests.machine import QUICK, Writing

pytestmark = pytest.mark.django_db


def test_nothing_leaves_against_what_she_said_and_everything_else_does() -> None:
    run_state_machine_as_test(Writing, settings=QUICK)


# A fault: in which function, what it says, what it says with the fault.


def test_the_record_of_every_mail_that_left_is_there() -> None:
    class Counting(Writing):
        def teardown(self) -> None:
            left = Dispatch.objects.filter(what="email", person=self.rosa).count()
            assert len(mail.outbox) <= left
            super().teardown()

    run_state_machine_as_test(Counting, settings=settings(QUICK, max_examples=5))
