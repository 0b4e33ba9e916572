"""The morning's reminder: only to those who have something to do, and it gives nothing away."""

from datetime import timedelta

import pytest
from django.core import mail

from rjhub.cases import reminding
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.kernel import clock

pytestmark = pytest.mark.django_db


def test_only_who_has_something_to_do_by_today_is_reminded_and_of_nothing_by_name() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        today = clock.today()
        late = ToDo(kind="one", words="Ring Alice", address="/", due_on=today - timedelta(days=1))
        later = ToDo(kind="two", words="Write", address="/", due_on=today + timedelta(days=9))
        give_task(case, late, to=member("Gareth Pugh").principal_id, at=clock.now())
        give_task(case, later, to=member("Nadia Karim").principal_id, at=clock.now())
    reminding.remind_everybody(today=today)
    sent = {message.to[0]: message for message in mail.outbox}
    assert "gareth.pugh@sussex-rj-hubs.example" in sent
    assert "nadia.karim@victim-support-sussex.example" not in sent
    assert all(len(message.to) == 1 for message in mail.outbox)
    said = sent["gareth.pugh@sussex-rj-hubs.example"]
    assert case.reference not in said.subject + said.body
    assert "Alice" not in said.subject + said.body
