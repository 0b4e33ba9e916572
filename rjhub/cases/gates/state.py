"""All that a gate may ask about one case, each part read once and only when it is asked for."""

from functools import cached_property
from uuid import UUID

from rjhub.cases import pathways, queries
from rjhub.cases.models import (
    Acknowledgement,
    Agreement,
    AgreementItem,
    AgreementReport,
    Allocation,
    Approval,
    Attendance,
    Case,
    Consent,
    CourtMatter,
    CourtReport,
    Flag,
    FollowUp,
    InformationRequest,
    Meeting,
    Message,
    Milestone,
    Party,
    Preparation,
    RiskAssessment,
    SuitabilityAssessment,
)
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.kernel.prepared import Prepared
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.schema import Pathway
from rjhub.people.models import SafeContact
from rjhub.sharing.vocabulary import Side

_FLAGS = Prepared(
    lambda case: Flag.objects.filter(case_id=case, lowered_at=None).order_by("raised_at", "id"), case=UUID
)
_APPROVALS = Prepared(
    lambda case: Approval.objects.filter(case_id=case).order_by("-decided_at", "-id"), case=UUID
)
_COURT_REPORTS = Prepared(
    lambda case: CourtReport.objects.filter(case_id=case).defer("sealed").order_by("written_at", "id"),
    case=UUID,
)
_INFORMATION_REQUESTS = Prepared(
    lambda case: InformationRequest.objects.filter(case_id=case).order_by("asked_at", "id"), case=UUID
)
_CONSENTS = Prepared(
    lambda case: Consent.objects.filter(case_id=case, withdrawn_at=None).order_by("-given_on", "-id"),
    case=UUID,
)
_ACKNOWLEDGEMENTS = Prepared(
    lambda case: Acknowledgement.objects.filter(case_id=case).order_by("-recorded_at", "-id"), case=UUID
)
_SUITABILITY_ASSESSMENTS = Prepared(
    lambda case: SuitabilityAssessment.objects.filter(case_id=case).order_by("-recorded_at", "-id"), case=UUID
)
_RISK_ASSESSMENTS = Prepared(
    lambda case: RiskAssessment.objects.filter(case_id=case).order_by("-recorded_at", "-id"), case=UUID
)
_PREPARATIONS = Prepared(
    lambda case: Preparation.objects.filter(case_id=case).order_by("-held_on", "-recorded_at", "-id"),
    case=UUID,
)
_MEETINGS = Prepared(
    lambda case: Meeting.objects.filter(case_id=case).order_by("-starts_at", "-id"), case=UUID
)
_MESSAGES = Prepared(lambda case: Message.objects.filter(case_id=case).order_by("taken_at", "id"), case=UUID)
_AGREEMENTS = Prepared(
    lambda case: Agreement.objects.filter(case_id=case).order_by("-recorded_at", "-id"), case=UUID
)
_AGREEMENT_ITEMS = Prepared(lambda case: AgreementItem.objects.filter(case_id=case), case=UUID)
_AGREEMENT_REPORTS = Prepared(
    lambda case: AgreementReport.objects.filter(case_id=case).order_by("recorded_at", "id"), case=UUID
)
_FOLLOW_UPS = Prepared(lambda case: FollowUp.objects.filter(case_id=case).order_by("due_on", "id"), case=UUID)
_COURT = Prepared(lambda case: CourtMatter.objects.filter(case_id=case).order_by("id")[:1], case=UUID)
_MILESTONES = Prepared(
    lambda case: Milestone.objects.filter(case_id=case, undone_at=None).order_by("done_on", "id"), case=UUID
)


class CaseState:
    """One case as the gates see it. Make a new one after each change."""

    def __init__(self, case: Case) -> None:
        """Take the case; nothing is read yet."""
        self.case = case

    @cached_property
    def pathway(self) -> Pathway:
        """The version that the case keeps."""
        return pathways.pathway_of(self.case)

    @cached_property
    def facts(self) -> CaseFacts:
        """What the pathway's conditions ask about."""
        return pathways.facts_of(self.case, parties=self.parties, flags=self.flags, court=self.court)

    @cached_property
    def parties(self) -> list[Party]:
        """Everybody whose case it is, also those for whom it has ended."""
        return queries.parties_of(self.case)

    def going(self, side: Side) -> list[Party]:
        """The people of a side for whom the case has not ended."""
        return [party for party in self.parties if party.side == side and party.ended_at is None]

    @cached_property
    def flags(self) -> list[Flag]:
        """What makes the case sensitive or complex now."""
        return list(_FLAGS(case=self.case.id))

    @cached_property
    def approvals(self) -> list[Approval]:
        """Decisions on it, the newest first."""
        return list(_APPROVALS(case=self.case.id))

    @cached_property
    def court(self) -> CourtMatter | None:
        """What is before the court, if anything."""
        return _COURT.first(case=self.case.id)

    @cached_property
    def court_reports(self) -> list[CourtReport]:
        """Reports to the court."""
        return list(_COURT_REPORTS(case=self.case.id))

    @cached_property
    def requests(self) -> list[InformationRequest]:
        """Requests to agencies."""
        return list(_INFORMATION_REQUESTS(case=self.case.id))

    @cached_property
    def consents(self) -> list[Consent]:
        """Consents in force."""
        return list(_CONSENTS(case=self.case.id))

    def consents_to(self, purpose: ConsentPurpose, party: Party) -> list[Consent]:
        """A person's consents to one thing, in force."""
        return [one for one in self.consents if one.purpose == purpose and one.party_id == party.id]

    @cached_property
    def acknowledgements(self) -> list[Acknowledgement]:
        """What people acknowledge, the newest first."""
        return list(_ACKNOWLEDGEMENTS(case=self.case.id))

    @cached_property
    def suitability(self) -> list[SuitabilityAssessment]:
        """Assessments of the people, the newest first."""
        return list(_SUITABILITY_ASSESSMENTS(case=self.case.id))

    @cached_property
    def risk_assessments(self) -> list[RiskAssessment]:
        """Risk assessments, the newest first."""
        return list(_RISK_ASSESSMENTS(case=self.case.id))

    @cached_property
    def risk_now(self) -> RiskAssessment | None:
        """The newest risk assessment that was made at the present stage."""
        case = self.case
        return next(
            (
                one
                for one in self.risk_assessments
                if one.stage == case.stage and one.recorded_at >= case.stage_since
            ),
            None,
        )

    @cached_property
    def allocations(self) -> list[Allocation]:
        """Who is, or was asked to be, a facilitator now."""
        return list(queries.allocations_in_force(self.case))

    @cached_property
    def preparations(self) -> list[Preparation]:
        """Preparation sessions, the newest first."""
        return list(_PREPARATIONS(case=self.case.id))

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Meetings, the newest first."""
        return list(_MEETINGS(case=self.case.id))

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Who is to come to the meetings, or came."""
        return list(Attendance.objects.filter(meeting__case=self.case))

    @cached_property
    def messages(self) -> list[Message]:
        """Messages between the sides."""
        return list(_MESSAGES(case=self.case.id))

    @cached_property
    def agreements(self) -> list[Agreement]:
        """Agreements, the newest first."""
        return list(_AGREEMENTS(case=self.case.id))

    @cached_property
    def agreement_items(self) -> list[AgreementItem]:
        """Everything that anybody agreed to do."""
        return list(_AGREEMENT_ITEMS(case=self.case.id))

    @cached_property
    def agreement_reports(self) -> list[AgreementReport]:
        """What people harmed were told about agreements."""
        return list(_AGREEMENT_REPORTS(case=self.case.id))

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        """Follow-ups, done and to do."""
        return list(_FOLLOW_UPS(case=self.case.id))

    @cached_property
    def milestones(self) -> dict[Check, list[Milestone]]:
        """What was simply done, by the check that asks for it."""
        done: dict[Check, list[Milestone]] = {}
        for one in _MILESTONES(case=self.case.id):
            done.setdefault(Check(one.check_name), []).append(one)
        return done

    @cached_property
    def safe_contacts(self) -> set[object]:
        """Ids of the people for whom somebody recorded how to make contact safely."""
        people = [party.person_id for party in self.parties]
        return set(SafeContact.objects.filter(person__in=people).values_list("person_id", flat=True))

    @cached_property
    def mandatory(self) -> frozenset[str]:
        """What the database itself says is in the way of meeting or passing on a message now."""
        return queries.stands_in_the_way(self.case, indirect=True)
