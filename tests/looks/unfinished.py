"""Cases at moments that pass too quickly for a story of the demonstration to stop there."""

from datetime import timedelta

from rjhub.cases.actions.allocating import allocate_case
from rjhub.cases.actions.handing_over import offer_handover
from rjhub.cases.actions.transferring import offer_transfer
from rjhub.cases.models import Case, RiskAssessment
from rjhub.cases.tests.court import a_kent_case, before_court
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import a_ready_case, facilitated, says_no, side_of
from rjhub.cases.tests.test_documents import add
from rjhub.cases.tests.test_information import ask_all
from rjhub.cases.tests.together import everything
from rjhub.cases.vocabulary import RiskDecision
from rjhub.kernel import clock
from rjhub.people.actions.linking import decide_link
from rjhub.people.vocabulary import SamePerson


def write() -> dict[str, tuple[str, ...]]:
    """Open them in Sussex and Kent. Says at which addresses somebody begins who works on them."""
    with at_work(member("Marian Okafor")) as marian:
        ready = a_ready_case(marian, harmed="Alice Fenwick", responsible="Kyle Marsden")
        asked = a_case(marian, harmed="Rose Amery", responsible="Dean Cole")
        _ask_others(asked)
        says_no(side_of(asked, "harmed"))
        unsigned = a_case(marian, harmed="Ines Prior", responsible="Luke Hale")
        facilitated(unsigned, marian)
        _assess(unsigned)
        same = [side_of(case, "responsible").person for case in (ready, asked)]
        decide_link(*same, decision=SamePerson.NOT_SURE, why="Alike", by=marian, at=clock.now())
    with at_work(member("Gareth Pugh")) as gareth:
        everything(ready, gareth)
    ask_all(asked)
    add(asked)
    with at_work(member("Rosalind Peake")) as rosalind:
        convicted = a_kent_case(rosalind)
        before_court(convicted, rosalind, clock.today() - timedelta(days=20))
    # Each begins elsewhere, so that a walk which opens few addresses of a kind still comes to all of them.
    return {
        "Marian Okafor": _addresses(asked, unsigned, ready),
        "Gareth Pugh": _addresses(ready, asked, unsigned),
        "Sunita Rao": _addresses(unsigned, ready, asked),
        "Rosalind Peake": _addresses(convicted),
    }


def _addresses(*cases: Case) -> tuple[str, ...]:
    return tuple(f"/cases/{case.reference}" for case in cases)


def _ask_others(case: Case) -> None:
    marian, at = member("Marian Okafor"), clock.now()
    allocate_case(case, lead=member("Gareth Pugh"), second=member("Adaeze Obi"), by=marian, at=at)
    offer_handover(case, to=member("Gareth Pugh"), why="Marian is away", by=marian, at=at)
    offer_transfer(
        case, to_name="Surrey", to_contact="rj@surrey.example", why="They moved", agreed_by_parties=True,
        by=marian, at=at,
    )  # fmt: skip


def _assess(case: Case) -> None:
    at = clock.now()
    RiskAssessment.objects.create(
        **case.row(), stage=case.stage, assessed_on=clock.day_of(at), assessed_by=member("Gareth Pugh"),
        decision=RiskDecision.PROCEED, why="Both are calm.", recorded_at=at,
    )  # fmt: skip
