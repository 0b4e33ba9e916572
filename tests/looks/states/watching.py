"""What officers and hubs look after: unusual reading, the agreement between agencies, receipts, and tokens."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection

from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.tests.shut import GARETH, MARIAN
from rjhub.kernel import clock
from rjhub.partnership.models import AgreementVersion
from rjhub.proving import one_connection
from rjhub.reading.models import Finding
from rjhub.reading.tests.factories import HELEN, PETER, read, watched
from rjhub.sharing.actions import receipts
from rjhub.sharing.tests.agreed import FOR_PROBATION, following, signed_by_all
from rjhub.tokens.tests.programs import program_of
from tests.looks.scenes import Scene, at, signed_in

LEILA = "Leila Haddad"


def unusual_reading() -> Iterator[Scene]:
    """Somebody read of a person with their own surname; an officer says what came of it."""
    with at_work(member(MARIAN)) as marian:
        case = a_case(marian, responsible="Kyle Haddad")
        facilitated(case, marian)
        kyle = case.parties.get(side="responsible").person
    then = clock.now() - timedelta(days=3)
    read(member(LEILA), [case.file_id, kyle.file_id], then, times=2)
    read(member(GARETH), [], then, door="people:search", times=30)
    watched(behind_the_walls, member(LEILA))
    with behind_the_walls():
        findings = list(
            Finding.objects.filter(staff=member(LEILA)).order_by("id").values_list("id", flat=True)
        )
    yield at(HELEN, "/reading/unusual", *(f"/reading/unusual/{one}" for one in findings))


def where_somebody_lives() -> Iterator[Scene]:
    """Giving the postcode of one's home, and taking it away again."""
    yield at(LEILA, "/reading/home")
    leila = signed_in(LEILA)
    leila.post("/reading/home", {"postcode": "BN1 1AA"})
    yield LEILA, leila, ("/reading/home",)


def the_next_agreement() -> Iterator[Scene]:
    """A version that nobody has signed, that one agency has not, and that all have."""
    fewer = FOR_PROBATION.replace("police, ", "")
    signed_in(MARIAN).post("/agreement/new", {"text": following((FOR_PROBATION, fewer)), "store": "yes"})
    version = AgreementVersion.objects.select_related("partnership").latest("id")
    there = f"/agreement/{version.number}"
    yield at(MARIAN, there, f"{there}/parties/sussex-police/signature", f"{there}/force")
    signed_by_all(version)
    yield at(MARIAN, there, f"{there}/force")


def a_program_of_ones_own() -> Iterator[Scene]:
    """Somebody whose case system asks with a token."""
    program_of("Dean Whitlock")
    yield at("Dean Whitlock", "/my-account/tokens")


def a_receipt() -> Iterator[Scene]:
    """An officer for whom there is a receipt of the sealed log."""
    receipts.seal_everything()
    yield at(PETER, "/receipts")


@contextmanager
def behind_the_walls() -> Iterator[Any]:
    """Step out of the application's role, as whoever keeps the database does."""
    with one_connection.behind_the_walls(), connection.cursor() as cursor:
        yield cursor
