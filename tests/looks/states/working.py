"""What people of a case decide about each other: approvals, hand-overs, messages, pauses, and reports to court."""

from collections.abc import Iterator
from datetime import timedelta

from rjhub.cases.actions.handing_over import offer_handover
from rjhub.cases.actions.waiting import pause_case
from rjhub.cases.models import Case
from rjhub.cases.tests import test_court_reports as reporting
from rjhub.cases.tests import test_sensitivity as approving
from rjhub.cases.tests.court import a_kent_case, agrees_to_tell, before_court
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import a_ready_case, side_of
from rjhub.cases.tests.together import written
from rjhub.kernel import clock
from tests.looks.scenes import Scene, at

MARIAN, ROSALIND = "Marian Okafor", "Rosalind Peake"


def asked_to_decide() -> Iterator[Scene]:
    """Somebody who is to approve a sensitive case, and somebody who is to answer for one."""
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        asked = offer_handover(
            case, to=member("Gareth Pugh"), why="Marian is away", by=marian, at=clock.now()
        )
    yield at("Gareth Pugh", f"/handovers/{asked.id}")
    approving.mark(case, "domestic_abuse")
    approving.ask(case)
    here = f"/cases/{case.reference}"
    yield at("Sunita Rao", f"{here}/approval")
    approving.decide(case)
    yield at(MARIAN, f"{here}/sensitivity")


def messages_to_read() -> Iterator[Scene]:
    """A message for the supervisor to read, and one that came back with a note."""
    with at_work(member(MARIAN)) as marian:
        case = a_ready_case(marian)
    with at_work(member("Gareth Pugh")) as gareth:
        found = written(case, gareth)
    messages = f"/cases/{case.reference}/messages"
    yield at("Sunita Rao", f"{messages}/{found['WRITTEN']}/review")
    yield at("Gareth Pugh", f"{messages}/{found['RETURNED']}/again")


def a_case_that_pauses() -> Iterator[Scene]:
    """A case that waits until somebody goes on with it."""
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian)
        pause_case(
            case, why="He is ill", ask_again_on=clock.today() + timedelta(days=30), by=marian, at=clock.now()
        )
    yield at(MARIAN, f"/cases/{case.reference}/ending")


def reports_to_court() -> Iterator[Scene]:
    """A report that is written, checked and sent, with and without consent to tell the court her view."""
    with at_work(member(ROSALIND)) as rosalind:
        case = a_kent_case(rosalind)
        before_court(case, rosalind)
        agrees_to_tell(side_of(case, "harmed"), rosalind)
    court = f"/cases/{case.reference}/court"
    reporting.write(case, harmed_view=reporting.VIEW)
    report = f"{court}/reports/{reporting.report_of(case).id}"
    yield at(ROSALIND, court, report, f"{report}/change", f"{report}/draft", f"{report}/sending")
    reporting.send(case)
    yield at(ROSALIND, report, f"{report}/sending")
    yield from _without_consent()


def _without_consent() -> Iterator[Scene]:
    with at_work(member(ROSALIND)) as rosalind:
        case: Case = a_kent_case(rosalind)
        before_court(case, rosalind)
    yield at(ROSALIND, f"/cases/{case.reference}/court/reports/suitability/new")
