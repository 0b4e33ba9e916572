"""A one-time link that opens nothing any more, and an answer that took longer than the browser remembers the code."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from rjhub.cases.models import Case, InformationRequest
from rjhub.cases.tests import test_outside
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.test_outside import NEUTRAL, REPLY, answers, link_in_mail, sent, wrong
from rjhub.kernel import clock

pytestmark = pytest.mark.django_db
case = test_outside.case


def test_an_answer_that_took_more_than_an_hour_is_kept_while_the_code_is_asked_for_again(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    link, code = sent(case, django_capture_on_commit_callbacks)
    client = Client()
    client.post(link, {"code": code})
    del client.cookies["answering"]
    typed = REPLY | {"limits": ["hub_only", "not_to_other"]}
    page = client.post(link, typed).content.decode()
    assert "Your answer is kept, and not sent yet." in page
    assert "There is a problem" not in page
    kept: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page):
        kept.setdefault(name, []).append(value)
    kept.pop("csrfmiddlewaretoken", None)
    page = client.post(link, kept | {"code": wrong(code)}).content.decode()
    assert "This is not the code" in page
    assert 'name="answer" value="He keeps his appointments."' in page
    page = client.post(link, kept | {"code": code}).content.decode()
    assert "He keeps his appointments.</textarea>" in page
    assert "There is a problem" not in page
    assert answers() == []
    assert "Thank you" in client.post(link, typed).content.decode()
    over = client.post(link, typed).content.decode()
    assert NEUTRAL in over
    assert "He keeps his appointments." in over
    assert len(answers()) == 1


def test_every_link_that_opens_nothing_gets_the_same_page_to_the_byte(
    case: Case, django_capture_on_commit_callbacks: Any, time_machine: Any
) -> None:
    capture, seen = django_capture_on_commit_callbacks, []

    def look(link: str) -> None:
        for method in ("get", "post"):
            answered = getattr(Client(), method)(link)
            headers = {
                name: value for name, value in answered.headers.items() if name not in {"Expires", "Date"}
            }
            seen.append(
                (answered.status_code, answered.content, sorted(headers.items()), sorted(answered.cookies))
            )

    look("/answer/forged")
    used, code = sent(case, capture)
    client = Client()
    client.post(used, {"code": code})
    client.post(used, REPLY)
    look(used)
    locked, code = sent(case, capture)
    for _ in range(5):
        Client().post(locked, {"code": wrong(code)})
    look(locked)
    replaced, _ = sent(case, capture)
    with at_work(member("Marian Okafor")):
        newest = InformationRequest.objects.filter(case=case).latest("asked_at")
    with capture(execute=True):
        signed_in("Marian Okafor").post(f"/cases/{case.reference}/information/{newest.id}/link")
    assert link_in_mail() != replaced
    look(replaced)
    old, _ = sent(case, capture)
    time_machine.move_to(clock.now() + timedelta(days=8), tick=False)
    look(old)
    assert len(seen) == 10
    assert seen.count(seen[0]) == 10
    assert seen[0][0] == 404


def test_a_request_that_was_taken_back_opens_nothing_by_its_link(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    link, code = sent(case, django_capture_on_commit_callbacks)
    client = Client()
    client.post(link, {"code": code})
    with at_work(member("Marian Okafor")):
        asked = InformationRequest.objects.get()
    signed_in("Marian Okafor").post(f"/cases/{case.reference}/information/{asked.id}/cancellation")
    assert NEUTRAL in client.get(link).content.decode()
    assert NEUTRAL in client.post(link, REPLY).content.decode()
    assert answers() == []
