"""How much work is to come: from the area's own cases, as a range, and nothing where too little has happened."""

from datetime import date, timedelta

import pytest

from rjhub.cases.models import Allocation
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.vocabulary import FacilitatorPart
from rjhub.kernel import clock
from rjhub.partnership.vocabulary import Level
from rjhub.workload import forecasting
from rjhub.workload.queries import Led

TODAY = date(2026, 3, 30)


def led(weeks_ago: float, *, weeks: float | None = 10, sensitive: bool = False) -> Led:
    since = TODAY - timedelta(weeks=weeks_ago)
    until = None if weeks is None else since + timedelta(weeks=weeks)
    return Led(since - timedelta(weeks=6), since, until, sensitive)


def test_weeks_end_today_and_each_case_is_of_the_week_in_which_somebody_began_to_lead_it() -> None:
    cases = [led(30)] + [led(12)] * 25 + [led(1 / 7, weeks=None), led(1, weeks=None)]
    history = forecasting.history_of(cases, TODAY)
    assert len(history.begun) == 30
    assert history.begun[0] == 1
    assert history.begun[-12] == 25
    assert history.begun[-1] == 2
    assert sum(history.begun) == len(cases)
    assert sorted(history.ages) == pytest.approx([1 / 7, 1])


def test_a_rise_in_referrals_shows_after_the_weeks_from_a_referral_to_a_lead() -> None:
    steady = [led(week + 0.5, weeks=10 if week >= 10 else None) for week in range(100) for _ in range(3)]
    now, _ = forecasting.forecasts(steady, rise=0.0, weeks=40, today=TODAY)
    more, none = forecasting.forecasts(steady, rise=0.6, weeks=40, today=TODAY)
    assert now.told is not None
    assert more.told is not None
    assert more.weeks_to_a_lead == 6
    assert abs(more.told.going_on[5].middle - now.told.going_on[5].middle) <= 1
    assert more.told.going_on[-1].low > now.told.going_on[-1].middle
    assert (none.level, none.told) == (Level.ADVANCED, None)
    assert "0 whole weeks and 0 cases" in none.too_little


@pytest.mark.parametrize(("leads", "usual"), [([], 3), ([1], 1), ([1, 2, 9], 2), ([2, 3], 2)])
def test_a_lead_is_taken_to_carry_what_the_one_in_the_middle_does(leads: list[int], usual: int) -> None:
    assert forecasting.usual_for(leads) == usual


@pytest.mark.django_db
def test_a_coordinator_learns_how_many_leads_it_takes_and_what_is_too_little_to_tell() -> None:
    now = clock.now()
    with at_work(member("Marian Okafor")) as marian:
        for number in range(24):
            case, since = a_case(marian), now - timedelta(weeks=40 - number)
            Allocation.objects.create(
                **case.row(), facilitator=member("Gareth Pugh"), agency_id=marian.agency_id,
                part=FacilitatorPart.LEAD, allocated_at=since, allocated_by=marian,
                holder_id=member("Gareth Pugh").principal_id, case_reference=case.reference, people="",
                accepted_at=since, knows_nobody=True,
                **({} if number > 21 else {"ended_at": since + timedelta(weeks=8), "ended_because": "Done"}),
            )  # fmt: skip
    client = signed_in("Marian Okafor")
    page = client.get("/workload/forecast").content.decode()
    assert "people at the level Intermediate or Advanced, most likely" in page
    assert "now it is 2." in page
    assert "There is no forecast yet: too little has happened. There are 0 whole weeks" in page
    asked = client.get("/workload/forecast", {"change": "30", "ahead": "13", "each": "1"}).content.decode()
    assert asked.count("<tr") > 3
    wrong = client.get("/workload/forecast", {"change": "a lot", "ahead": "13", "each": "0"}).content.decode()
    assert "The rise in referrals must be a whole number, like 12" in wrong
    assert 'value="a lot"' in wrong
    assert "most likely" not in wrong
