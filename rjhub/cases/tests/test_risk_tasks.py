"""Who is asked to assess a risk, and who to sign it off, when the case or its people change."""

from datetime import date

import pytest

from rjhub.cases import queries
from rjhub.cases.actions.allocating import accept_allocation, allocate_case
from rjhub.cases.actions.moving import enter_stage
from rjhub.cases.actions.naming import name_supervisor
from rjhub.cases.actions.risk_assessing import Decided, assess_risk
from rjhub.cases.models import Case, Task
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.vocabulary import RiskDecision, TaskStatus
from rjhub.kernel import clock
from rjhub.partnership import installation
from rjhub.partnership.models import RoleHeld
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.vocabulary import Role

pytestmark = pytest.mark.django_db
SIGN = "Look at the risk assessment and sign it off"
NAME = "Name a supervisor: a risk assessment has to be signed off"
AGAIN = "Look at the risks again and assess them for the stage that the case has reached"
CALM = Decided(decision=RiskDecision.PROCEED, why="Both are calm.", assessed_on=date(2026, 3, 3))


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        return a_case(marian)


def open_tasks(holder: int) -> set[str]:
    with at_work(member("Marian Okafor")):
        tasks = Task.objects.filter(holder_id=holder, status=TaskStatus.OPEN)
        return set(tasks.values_list("words", flat=True))


def of(name: str) -> set[str]:
    return open_tasks(member(name).principal_id)


def assess(case: Case, by: str = "Gareth Pugh") -> None:
    with at_work(member(by)) as somebody:
        assess_risk(case, CALM, by=somebody, at=clock.now())


def move(case: Case, to: StageKind) -> None:
    with at_work(member("Marian Okafor")) as marian:
        enter_stage(queries.lock_case(case), to, by=marian, at=clock.now())


def test_a_supervisor_who_is_named_late_finds_what_waits_for_them(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        lead, second = member("Gareth Pugh"), member("Adaeze Obi")
        for asked in allocate_case(case, lead=lead, second=second, by=marian, at=clock.now()):
            with at_work(asked.facilitator) as facilitator:
                accept_allocation(asked, knows_nobody=True, by=facilitator, at=clock.now())
    assess(case)
    assert NAME in open_tasks(case.hub.coordinators_id)

    with at_work(member("Marian Okafor")) as marian:
        name_supervisor(case, supervisor=member("Sunita Rao"), by=marian, at=clock.now())

    assert SIGN in of("Sunita Rao")
    assert NAME not in open_tasks(case.hub.coordinators_id)


def test_what_waits_goes_to_the_next_supervisor_and_leaves_the_first(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(case, marian)
    with installation.acts():
        RoleHeld.objects.create(staff=member("Esther Lindqvist"), role=Role.SUPERVISOR)
    assess(case)
    assert SIGN in of("Sunita Rao")

    with at_work(member("Marian Okafor")) as marian:
        name_supervisor(case, supervisor=member("Esther Lindqvist"), by=marian, at=clock.now())

    assert SIGN in of("Esther Lindqvist")
    assert SIGN not in of("Sunita Rao")


def test_a_new_stage_that_needs_it_asks_the_lead_facilitator_for_a_new_assessment(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        facilitated(case, marian)
    assess(case)

    move(case, StageKind.PREPARATION)

    assert AGAIN in of("Gareth Pugh")
    assert AGAIN not in of("Adaeze Obi")
    assert SIGN not in of("Sunita Rao")
    assess(case)
    assert AGAIN not in of("Gareth Pugh")
    assert SIGN in of("Sunita Rao")


def test_nobody_is_asked_before_there_is_a_facilitator(case: Case) -> None:
    move(case, StageKind.PREPARATION)

    assert AGAIN not in open_tasks(case.hub.coordinators_id)
