"""Cases in which the people may be brought together: facilitated, consented to, assessed and signed off."""

from datetime import date, timedelta

from rjhub.cases.actions.allocating import accept_allocation, allocate_case
from rjhub.cases.actions.naming import name_supervisor
from rjhub.cases.models import Acknowledgement, Case, Consent, Party, RiskAssessment
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.cases.vocabulary import ConsentPurpose, RiskDecision
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind
from rjhub.people.actions.stopping import record_stop

LEAD, SECOND, SUPERVISOR = "Gareth Pugh", "Adaeze Obi", "Sunita Rao"


def facilitated(
    case: Case, by: Staff, *, lead: str = LEAD, second: str = SECOND, supervisor: str = SUPERVISOR
) -> None:
    """Both facilitators have accepted, one from the hub, one from probation; Sunita supervises."""
    at = clock.now()
    asked = allocate_case(case, lead=member(lead), second=member(second), by=by, at=at)
    for allocation in asked:
        with at_work(allocation.facilitator) as facilitator:
            accept_allocation(allocation, knows_nobody=True, by=facilitator, at=at)
    name_supervisor(case, supervisor=member(supervisor), by=by, at=at)
    case.refresh_from_db()


def agrees(party: Party, by: Staff, purpose: ConsentPurpose = ConsentPurpose.TAKING_PART) -> Consent:
    """Somebody's written consent."""
    return Consent.objects.create(
        **party.row(), purpose=purpose, wording="1", written=True, given_on=date(2026, 3, 2),
        recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip


def acknowledges(party: Party, by: Staff, *, facts: bool = True) -> Acknowledgement:
    """Somebody says whether the basic facts are right."""
    return Acknowledgement.objects.create(
        **party.row(), facts=facts, responsibility=None, willing=True, acknowledged_on=date(2026, 3, 2),
        recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip


def assessed(case: Case, by: Staff, decision: RiskDecision = RiskDecision.PROCEED) -> RiskAssessment:
    """The risk at the present stage, signed off by the supervisor."""
    at = clock.now()
    return RiskAssessment.objects.create(
        **case.row(), stage=case.stage, assessed_on=clock.day_of(at), assessed_by=by, decision=decision,
        why="Both are calm and well supported.", recorded_at=at, signed_off_at=at,
        signed_off_by=member(SUPERVISOR),
    )  # fmt: skip


def a_ready_case(by: Staff, stage: StageKind = StageKind.READY, **more: object) -> Case:
    """A case of a coordinator who is at work, in which every gate before a meeting or a message is open."""
    case = a_case(by, **more)
    facilitated(case, by)
    for party in case.parties.all():
        agrees(party, by)
        acknowledges(party, by)
    Case.objects.filter(id=case.id).update(stage=stage, stage_since=clock.now() - timedelta(seconds=1))
    case.refresh_from_db()
    assessed(case, by)
    return case


def side_of(case: Case, side: str) -> Party:
    """The person of a side."""
    return case.parties.select_related("person", "case").get(side=side)


def says_no(party: Party) -> None:
    """Somebody tells the hub that they do not want this."""
    staff = member("Marian Okafor")
    record_stop(party.person, said_on=date(2026, 3, 3), said_to=staff.agency, by=staff, at=clock.now())
