"""When a referral arrives, its people are looked for, by the program and unseen by whoever sent it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from rjhub.matching.models import Pair
from rjhub.referrals import jobs
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here

pytestmark = pytest.mark.django_db


def waiting() -> list[dict[str, object]]:
    found = ProcrastinateJob.objects.filter(task_name="look_for_people").order_by("id")
    return list(found.values_list("args", flat=True))


def run() -> None:
    for told in waiting():
        jobs.look_for_people(**told)


def test_sending_a_referral_puts_the_look_into_the_queue_and_keeps_no_pair_itself() -> None:
    here.a_referral()
    second = here.a_referral()
    assert waiting()[-1] == {"referral_id": str(second.id), "partnership_id": second.partnership_id}
    with here.at_work(here.coordinator()):
        assert not Pair.objects.exists()


def test_whoever_sends_causes_the_same_whether_or_not_somebody_is_known() -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            here.a_referral()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_coordinators_find_each_person_of_a_second_referral_to_compare() -> None:
    here.a_referral()
    here.a_referral()
    run()
    with here.at_work(here.coordinator()):
        assert Pair.objects.count() == 2
    page = web.text_of(web.signed_in("Marian Okafor").get("/matching"))
    assert "Alice Fenwick" in page
    assert "Kyle Marsden" in page
    assert "Compare 2 pairs of records" in web.text_of(web.signed_in("Marian Okafor").get("/"))


def test_whoever_sent_it_sees_nothing_of_what_was_found() -> None:
    here.a_referral()
    here.a_referral()
    run()
    with here.at_work(here.sergeant()):
        assert not Pair.objects.exists()


def test_a_look_that_runs_again_finds_the_same_once() -> None:
    here.a_referral()
    here.a_referral()
    run()
    run()
    with here.at_work(here.coordinator()):
        assert Pair.objects.count() == 2


def test_a_look_for_a_referral_that_is_not_there_does_nothing() -> None:
    jobs.look_for_people("00000000-0000-0000-0000-000000000000", here.coordinator().partnership_id)
