"""How the work is spread: counted for whoever gives it out, of what they may see."""

from datetime import timedelta

import pytest

from rjhub.cases.actions.allocating import accept_allocation, allocate_case
from rjhub.cases.models import Task
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.kernel import clock
from rjhub.workload import queries
from rjhub.workload.queries import load_of
from rjhub.workload.vocabulary import Load

pytestmark = pytest.mark.django_db


def test_a_coordinator_sees_who_has_which_cases_who_is_asked_and_what_is_late() -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(a_case(marian), marian)
        asked = a_case(marian)
        gareth = member("Gareth Pugh")
        allocate_case(asked, lead=gareth, second=member("Adaeze Obi"), by=marian, at=clock.now())
        Task.objects.filter(holder=gareth.principal_id).update(due_on=clock.today() - timedelta(days=1))
        today = clock.today()
        people = {one.staff.name: one for one in queries.of_people(marian.partnership_id, today)}
        (hub,) = [one for one in queries.of_hubs(today) if one.has]
    assert (people["Gareth Pugh"].cases, people["Gareth Pugh"].asked) == (1, 1)
    assert people["Gareth Pugh"].late >= 1
    assert people["Adaeze Obi"].late == 0
    assert people["Nadia Karim"].load is Load.NOTHING
    assert (hub.has, hub.waiting) == (2, 1)
    page = signed_in("Marian Okafor").get("/workload").content.decode()
    assert "Gareth Pugh" in page
    assert "Nothing now" in page


def test_a_case_that_somebody_gave_back_is_theirs_no_more_and_counts_as_without_two() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        lead, _ = allocate_case(
            case, lead=member("Gareth Pugh"), second=member("Adaeze Obi"), by=marian, at=clock.now()
        )
        with at_work(lead.facilitator) as gareth:
            accept_allocation(lead, knows_nobody=True, by=gareth, at=clock.now())
        lead.refresh_from_db()
        lead.ended_at, lead.ended_because = clock.now(), "Away for long"
        lead.save()
        people = {one.staff.name: one for one in queries.of_people(marian.partnership_id, clock.today())}
        (hub,) = queries.of_hubs(clock.today())
    assert people["Gareth Pugh"].cases == 0
    assert (hub.has, hub.waiting) == (1, 1)


def test_nothing_is_counted_of_cases_that_somebody_may_not_see() -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(a_case(marian), marian)
    with at_work(member("Judith Arkwright")) as judith:
        assert queries.of_hubs(clock.today()) == []
        assert {one.cases for one in queries.of_people(judith.partnership_id, clock.today())} == {0}
    page = signed_in("Judith Arkwright").get("/workload").content.decode()
    assert "You see no open case." in page
    assert "Gareth Pugh" not in page


@pytest.mark.parametrize("address", ["/workload", "/workload/forecast"])
def test_who_neither_gives_out_cases_nor_supervises_sees_none_of_it(address: str) -> None:
    answer = signed_in("Adaeze Obi").get(address)
    assert answer.status_code == 403
    assert "Only coordinators and supervisors" in answer.content.decode()
    assert "/workload" not in signed_in("Adaeze Obi").get("/facilitators").content.decode()


def test_whoever_gives_out_cases_finds_it_from_the_register() -> None:
    assert 'href="/workload"' in signed_in("Marian Okafor").get("/facilitators").content.decode()


@pytest.mark.parametrize(
    ("cases", "middle", "load"),
    [(0, 0, Load.NOTHING), (1, 0, Load.USUAL), (2, 0, Load.MUCH), (5, 4, Load.USUAL), (6, 4, Load.MUCH)],
)
def test_more_than_most_is_half_as_much_again_and_two_more(cases: int, middle: int, load: Load) -> None:
    assert load_of(cases, middle) is load
