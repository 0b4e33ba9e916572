"""What a case knows from the referral on the day that it opens."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rjhub.cases.models import Case, CourtMatter, Task
from rjhub.kernel import clock
from rjhub.referrals.models import Referral
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import Plea

pytestmark = pytest.mark.django_db
SOON = clock.today() + timedelta(days=40)


def taken_on(**court: Any) -> Case:
    """The case of a referral that the coordinator accepted in the browser."""
    referral: Referral = here.a_referral(
        circumstances=replace(here.BY_POLICE, cj_stage="convicted_awaiting_sentence", **court)
    )
    marian, address = web.signed_in("Marian Okafor"), f"/referrals/{referral.reference}"
    web.press(marian, f"{address}/duplicates", {"decision": "different"})
    assert web.press(marian, address, at=f"{address}/acceptance").status_code == 302
    with here.at_work(here.coordinator()):
        return Case.objects.get(reference=referral.reference)


def test_what_the_referral_said_about_the_court_is_in_the_case_with_its_reminders() -> None:
    case = taken_on(court="crown", plea=Plea.GUILTY, hearing_on=SOON, court_deadline_on=SOON - timedelta(7))

    page = web.text_of(web.signed_in("Marian Okafor").get(f"/cases/{case.reference}/court"))

    assert "Crown Court" in page
    assert "Guilty" in page
    with here.at_work(here.coordinator()):
        matter = CourtMatter.objects.get(case=case)
        assert (matter.hearing_on, matter.version) == (SOON, 1)
        tasks = Task.objects.filter(case=case, subject_id=matter.id)
        assert sorted(task.kind for task in tasks) == ["court_hearing", "court_report"]


def test_a_plea_that_the_referrer_did_not_know_is_asked_for_in_the_case() -> None:
    case = taken_on(court="magistrates", plea=Plea.NOT_KNOWN)

    with here.at_work(here.coordinator()):
        assert CourtMatter.objects.get(case=case).plea == ""


def test_without_a_court_there_is_no_court_matter() -> None:
    case = taken_on()

    with here.at_work(here.coordinator()):
        assert not CourtMatter.objects.filter(case=case).exists()
