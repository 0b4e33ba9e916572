"""Cases before sentence in Kent, and what the pages of the court are sent."""

from datetime import date
from typing import Any

from django.test import Client

from rjhub.cases.actions.court import Matter, record_matter
from rjhub.cases.models import Case, Consent, CourtMatter, Party
from rjhub.cases.tests.factories import a_case
from rjhub.cases.vocabulary import ConsentPurpose, Plea
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import Court, Initiator

COURT = "Medway Magistrates' Court"
MATTER: dict[str, Any] = {
    "court": COURT, "court_kind": "magistrates", "plea": "guilty", "conviction_dates": "2 3 2026\n9/3/2026",
    "version": "0",
}  # fmt: skip
REPORT: dict[str, Any] = {
    "suitable": "yes", "responsible_view": "He says he would answer her questions.",
    "findings": "Both were seen on 16 March 2026. Nobody put pressure on AF.", "proposal": "To defer sentence.",
    "submission_key": "5b0f4b3e-53a7-4f65-9d05-1f5d9b0d0c22",
}  # fmt: skip


def day(name: str, on: date) -> dict[str, str]:
    """A day as a form sends it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def a_kent_case(by: Staff, **more: object) -> Case:
    """A burglary of which Kyle was convicted, and for which he waits for sentence."""
    facts = {"initiated_by": Initiator.AGENCY, "referred_by": "probation"} | more
    return a_case(by, **{"cj_stage": "convicted_awaiting_sentence", **facts})


def before_court(case: Case, by: Staff, *convicted_on: date) -> CourtMatter:
    """The case is before the magistrates, after a guilty plea."""
    matter = Matter(
        court=COURT, court_kind=Court.MAGISTRATES, plea=Plea.GUILTY,
        conviction_dates=convicted_on or (date(2026, 3, 2),),
    )  # fmt: skip
    return record_matter(case, matter, version=0, by=by, at=clock.now())


def agrees_to_tell(party: Party, by: Staff, to_whom: str = COURT) -> Consent:
    """Somebody agrees in writing that what they think is passed on."""
    return Consent.objects.create(
        **party.row(), purpose=ConsentPurpose.DISCLOSURE, what="What I think of it", to_whom=to_whom, wording="1",
        written=True, given_on=date(2026, 3, 16), recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip


def post(client: Client, case: Case, page: str, **typed: Any) -> Any:
    """Send a form of the court's pages."""
    return client.post(f"/cases/{case.reference}/court/{page}", typed)
