"""Cases that are shut to somebody, and one that was opened in an emergency."""

from collections.abc import Iterator

from rjhub.cases.models import EmergencyAccess
from rjhub.cases.tests import test_emergencies as emergencies
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN, SUNITA, a_facilitated_case, recorded
from rjhub.cases.tests.test_sealing_a_case import sealed
from rjhub.sharing.models import ConflictOfInterest
from tests.looks.scenes import Scene, at


def somebody_knows_somebody() -> Iterator[Scene]:
    """A conflict of interest that the hub recorded, and its end."""
    case = a_facilitated_case()
    recorded(case, "Nadia Karim")
    with at_work(member(MARIAN)):
        conflict = ConflictOfInterest.objects.latest("id")
    kept = f"/cases/{case.reference}"
    yield at(MARIAN, f"{kept}/kept-out", f"{kept}/conflicts/{conflict.id}/ending")


def a_sealed_case() -> Iterator[Scene]:
    """A case that only people see who are named."""
    case = a_facilitated_case()
    sealed(case, GARETH, SUNITA)
    there = f"/cases/{case.reference}"
    yield at(MARIAN, there, f"{there}/kept-out", f"{there}/unsealing")


def an_emergency() -> Iterator[Scene]:
    """Somebody opens a case that is not theirs, and somebody else looks at why."""
    case = a_facilitated_case()
    officer = emergencies.reviewer_of("Dean Whitlock")
    emergencies.opened(case, "Dean Whitlock")
    with at_work(officer):
        review = f"/emergencies/{EmergencyAccess.objects.get(case=case).id}"
    yield at("Dean Whitlock", f"/cases/{case.reference}", review)
    yield at(officer.name, review)
    yield at(ADAEZE, "/emergency")
