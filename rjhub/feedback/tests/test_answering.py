"""Somebody is asked how it was, answers by a one-time link, and nobody reads it but who may."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client

from rjhub.cases.models import Case, Task
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated, says_no, side_of
from rjhub.feedback.actions import reminding
from rjhub.feedback.models import Concern, Survey, SurveyLink
from rjhub.feedback.tests.factories import (
    EMAIL,
    as_the_program,
    carried,
    planned,
    reachable,
    seen_by,
    sent,
)
from rjhub.feedback.vocabulary import Status
from rjhub.kernel import clock, working_days
from rjhub.letters.models import Letter
from rjhub.offers.actions import erasing
from rjhub.offers.vocabulary import ErasedBecause

pytestmark = pytest.mark.django_db
GROUPS = ("before", "during", "afterwards", "difference", "needs", "safety", "reading")


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        reachable(side_of(case, "harmed"), marian)
        return case


@pytest.fixture
def link(case: Case) -> str:
    with at_work(member("Marian Okafor")) as marian:
        return sent(planned(case, side_of(case, "harmed")), marian)


def the_survey() -> Survey:
    with at_work(member("Marian Okafor")):
        return Survey.objects.get()


def answered(client: Client, link: str, **said: str) -> Any:
    """Somebody begins and goes through every page, answering what is given."""
    assert client.post(link, {"in": "en"}).status_code == 302
    for group in GROUPS:
        last = client.post(f"{link}/en/{group}", said)
        assert last.status_code == 302
    return last


def test_the_message_says_nothing_of_the_case_and_the_link_is_kept_as_a_digest(case: Case, link: str) -> None:
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    said = message.subject + message.body
    assert all(word not in said for word in (case.reference, "Alice", "Fenwick", "Kyle", "restorative"))
    assert link.rpartition("/")[2].encode() not in bytes(SurveyLink.objects.get().key_digest or b"")
    assert the_survey().status == Status.ASKED


def test_what_is_answered_by_the_link_is_kept_page_by_page_and_the_link_opens_once(link: str) -> None:
    client = Client()
    start = client.get(link).content.decode()
    assert all(word not in start for word in ("Alice", "Fenwick", "Kyle", "SX-"))
    thanks = answered(client, link, overall_process="very_satisfied", anything_else="It helped.")
    assert "Thank you" in client.get(thanks["Location"]).content.decode()
    survey, answers, concern = as_the_program(the_survey().id)
    assert (survey.status, survey.how, survey.language, survey.named) == ("answered", "link", "en", None)
    assert answers["overall_process"].value == "very_satisfied"
    assert concern is not None
    assert concern.questions == []
    assert client.get(link).status_code == 404


def test_what_is_typed_is_kept_before_it_is_sent_and_another_language_shows_it(link: str) -> None:
    client = Client()
    client.post(link, {"in": "en"})
    assert client.post(f"{link}/en/before/typing", {"information": "satisfied"}).status_code == 204
    welsh = client.get(f"{link}/cy/before").content.decode()
    assert "Bodlon iawn" in welsh
    assert re.search(r'value="satisfied"[^>]*checked', welsh)
    assert 'lang="cy"' in welsh
    assert "How happy were you" in client.get(f"{link}/easy/before").content.decode()


def without_nonce(response: Any) -> tuple[int, bytes]:
    return response.status_code, response.content


def test_every_link_that_opens_nothing_answers_alike(case: Case, link: str) -> None:
    begun = Client()
    begun.post(link, {"in": "en"})
    forged = without_nonce(Client().get("/survey/0123456789abcdefghijkl"))
    assert forged[0] == 404
    # Somebody else's browser, once it was begun.
    assert without_nonce(Client().get(link)) == forged
    assert without_nonce(Client().post(link, {"in": "en"})) == forged
    assert without_nonce(Client().get(f"{link}/en/before")) == forged
    assert without_nonce(begun.get(f"{link}/en/nothing")) == forged
    # After its owner left quickly, in the same browser too.
    begun.get("/survey/leaving")
    assert without_nonce(begun.get(link)) == forged
    # Expired.
    SurveyLink.objects.update(ended_at=None, expires_at=clock.now() - timedelta(seconds=1))
    assert without_nonce(Client().get(link)) == forged


def test_leaving_quickly_leaves_nothing_in_the_browser_and_keeps_what_was_answered(link: str) -> None:
    client = Client()
    client.post(link, {"in": "en"})
    client.post(f"{link}/en/before", {"information": "satisfied"})
    left = client.get("/survey/leaving")
    assert "Clear-Site-Data" in left.headers
    assert client.cookies["survey"].value == ""
    _, answers, _ = as_the_program(the_survey().id)
    assert answers["information"].value == "satisfied"


def test_an_answer_that_tells_of_harm_is_put_before_the_supervisor_within_a_working_day(
    case: Case, link: str
) -> None:
    client = Client()
    client.post(link, {"in": "en"})
    client.post(f"{link}/en/safety", {"made_worse": "yes", "worse_how": "He shouted at me outside."})
    survey, _, concern = as_the_program(the_survey().id)
    assert concern is not None
    assert concern.questions == ["made_worse"]
    assert concern.due_on == working_days.add_working_days(clock.today(), 1)
    assert seen_by("Sunita Rao", survey.id)[1] == 1
    sunita = signed_in("Sunita Rao")
    with at_work(member("Sunita Rao")) as supervisor:
        task = Task.objects.get(kind="feedback_to_read", holder_id=supervisor.principal_id)
    assert task.due_on == concern.due_on
    with at_work(member("Sunita Rao")), pytest.raises(ProgrammingError), transaction.atomic():
        Concern.objects.update(kept_from=[])
    page = sunita.get(task.address).content.decode()
    assert "He shouted at me outside." in page
    noted = sunita.post(task.address, {"done": "I rang the hub; Marian visits her today."}, follow=True)
    assert "It is noted" in noted.content.decode()
    with at_work(member("Sunita Rao")):
        assert Task.objects.get(id=task.id).status == "done"


def test_who_facilitated_sees_no_answer_and_the_hub_only_what_was_agreed(case: Case, link: str) -> None:
    answered(Client(), link, overall_process="dissatisfied", made_worse="yes", read_with_name="no")
    survey = the_survey()
    address = f"/feedback/answers/{survey.id}"
    for name in ("Gareth Pugh", "Adaeze Obi", "Marian Okafor", "Tomasz Zielinski", "Dean Whitlock"):
        assert seen_by(name, survey.id) == (0, 0), name
        assert signed_in(name).get(address).status_code == 404
    assert seen_by("Sunita Rao", survey.id)[1] == 1


def test_the_hub_reads_it_where_they_agreed_and_cannot_note_that_it_was_read(case: Case, link: str) -> None:
    answered(Client(), link, overall_process="dissatisfied", made_worse="yes", read_with_name="yes")
    survey = the_survey()
    marian = signed_in("Marian Okafor")
    page = marian.get(f"/feedback/answers/{survey.id}").content.decode()
    assert "Alice Fenwick" in page
    assert "Note that you have read it" not in page
    assert marian.post(f"/feedback/answers/{survey.id}", {"done": "Nothing"}).status_code in {403, 404}
    assert seen_by("Gareth Pugh", survey.id) == (0, 0)


def later(days: int) -> Any:
    with at_work(member("Marian Okafor")) as marian:
        survey = Survey.objects.get()
        at = survey.remind_at
        Survey.objects.update(remind_at=clock.now())
    reminding.remind_everybody(at=clock.now())
    return marian, at, days


def test_whoever_does_not_answer_is_reminded_twice_and_no_more(link: str) -> None:
    assert the_survey().remind_at is not None
    for number in (1, 2):
        marian, _, _ = later(7)
        with at_work(marian):
            reminder = carried(marian)
        assert reminder != link
        assert the_survey().reminders == number
    assert the_survey().remind_at is None
    assert len(mail.outbox) == 3
    reminding.remind_everybody(at=clock.now() + timedelta(days=60))
    with at_work(member("Marian Okafor")):
        assert not Letter.objects.filter(status="to_send").exists()


def test_a_reminder_whose_hour_has_passed_waits_a_week_for_the_same_hour(link: str) -> None:
    due = the_survey().remind_at
    assert due is not None
    reminding.remind_everybody(at=due + timedelta(hours=3))
    assert the_survey().remind_at == due + timedelta(days=7)
    assert len(mail.outbox) == 1


def test_nobody_is_reminded_after_an_answer_nor_after_a_no(case: Case, link: str) -> None:
    with at_work(member("Marian Okafor")):
        says_no(side_of(case, "harmed"))
    survey = the_survey()
    assert (survey.status, survey.remind_at) == (Status.ASKED, None)
    # A link that they have still lets them tell us.
    answered(Client(), link)
    assert the_survey().status == Status.ANSWERED
    reminding.remind_everybody(at=clock.now() + timedelta(days=60))
    assert len(mail.outbox) == 1


def test_nobody_is_asked_who_said_no(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        survey = planned(case, side_of(case, "harmed"))
        says_no(side_of(case, "harmed"))
        assert Survey.objects.get(id=survey.id).because == "said_no"


def test_what_they_wrote_goes_with_their_record_and_their_link_opens_nothing(case: Case, link: str) -> None:
    client = Client()
    client.post(link, {"in": "en"})
    client.post(f"{link}/en/safety", {"anything_else": "I live above the bakery."})
    forged = without_nonce(Client().get("/survey/0123456789abcdefghijkl"))
    with at_work(member("Marian Okafor")) as marian:
        Case.objects.update(stage="closed", closed_at=clock.now(), closed_by=marian, closing_reason="other")
        person = side_of(case, "harmed").person
        erasing.minimise_person(person, because=ErasedBecause.ASKED, by=marian, at=clock.now())
    survey, answers, _ = as_the_program(the_survey().id)
    assert (survey.status, survey.because) == ("ended", "erased")
    assert answers["anything_else"].words == ""
    assert without_nonce(client.get(link)) == forged
