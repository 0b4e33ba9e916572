"""Cases whose agencies have been asked, and answers as their lead contacts send them."""

from typing import Any

from rjhub.cases.forms.information import Asking
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.wanted import unasked
from rjhub.cases.models import Case, InformationRequest
from rjhub.cases.tests.factories import at_work, member, signed_in

POLICE, PROBATION, VICTIM_SUPPORT, NHS = "Dean Whitlock", "Marcus Bell", "Esther Lindqvist", "Yasmin Sadiq"


def ask_all(case: Case) -> list[InformationRequest]:
    """The coordinator asks every agency that the pathway names, in one step."""
    marian = signed_in("Marian Okafor")
    page = marian.get(f"/cases/{case.reference}/information/requests")
    assert page.status_code == 200
    with at_work(member("Marian Okafor")):
        typed = Asking(None, wanted=unasked(CaseState(case))).initial
    assert marian.post(f"/cases/{case.reference}/information/requests", typed).status_code == 302
    return requests_of(case)


def requests_of(case: Case) -> list[InformationRequest]:
    """All requests of a case, as the hub sees them."""
    with at_work(member("Marian Okafor")):
        return list(
            InformationRequest.objects.filter(case=case).select_related("agency").order_by("asked_at", "id")
        )


def request_to(case: Case, key: str) -> InformationRequest:
    """The newest request of a key."""
    return [one for one in requests_of(case) if one.key == key][-1]


def answer(name: str, request: InformationRequest, kind: str = "information", **typed: Any) -> Any:
    """Somebody sends an answer."""
    return signed_in(name).post(f"/requests/{request.id}", {"kind": kind} | typed)
