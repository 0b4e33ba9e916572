"""Reading surveys and what people answered, as far as the reader may see it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Allocation, Attendance, Case, Message, Party
from rjhub.cases.vocabulary import MeetingStatus, MessageStatus
from rjhub.feedback.instrument import shelf
from rjhub.feedback.instrument.schema import Group, Questionnaire, Side
from rjhub.feedback.models import Answer, Concern, Survey, SurveyLink
from rjhub.feedback.vocabulary import Language, Status, Variant
from rjhub.partnership.models import RoleHeld, Staff
from rjhub.partnership.pathway.vocabulary import InterventionType
from rjhub.partnership.vocabulary import Role

_TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.STOPPED)


def surveys_of(case: Case) -> list[Survey]:
    """Who of a case was or is to be asked, first what was made first."""
    found = Survey.objects.filter(case=case).select_related("party__person", "sent_by__account")
    return list(found.order_by("made_at", "id"))


def find_survey(case: Case, survey_id: UUID) -> Survey:
    """One of them. Raises Http404."""
    found = Survey.objects.filter(case=case, id=survey_id).select_related("party__person", "party__case")
    survey = found.first()
    if survey is None:
        raise Http404
    return survey


def lock_survey(survey_id: UUID) -> Survey:
    """A survey as it stands, held until the transaction ends. Raises Survey.DoesNotExist."""
    return Survey.objects.select_for_update(of=("self",)).select_related("party").get(id=survey_id)


def answered_by_link(link: SurveyLink) -> Survey | None:
    """The survey of a link, if it can still be answered."""
    found = Survey.objects.filter(partnership_id=link.partnership_id, id=link.survey_id).first()
    return found if found and found.status not in {Status.ANSWERED, Status.ENDED} else None


def asked_in(survey: Survey) -> Questionnaire:
    """The questionnaire of a survey, in the version in which it was asked."""
    return shelf.find(survey.questionnaire, survey.version)


def groups_of(survey: Survey) -> tuple[Group, ...]:
    """The pages of questions that somebody is asked."""
    return asked_in(survey).groups_for(Side(survey.side), Variant(survey.went))


def answers_of(survey: Survey) -> dict[str, Answer]:
    """What somebody answered, by question, as far as the reader may see it."""
    found = Answer.objects.filter(survey_id=survey.id, partnership_id=survey.partnership_id)
    return {answer.question: answer for answer in found.order_by("id")}


def concern_of(survey: Survey) -> Concern | None:
    """What a supervisor is to read of it, if anything, as far as the reader may see it."""
    found = Concern.objects.filter(survey_id=survey.id, partnership_id=survey.partnership_id)
    return found.select_related("read_by__account").first()


def went(case: Case, party: Party) -> Variant:
    """What somebody has been through in a case."""
    came = Attendance.objects.filter(
        party=party, came=True, meeting__case=case, meeting__status__in=_TOOK_PLACE
    )
    kinds = {InterventionType(kind) for kind in came.values_list("meeting__kind", flat=True)}
    if any(kind.is_direct for kind in kinds):
        return Variant.CONFERENCE
    passed = Message.objects.filter(case=case, status=MessageStatus.PASSED_ON)
    if kinds or passed.filter(from_party=party).exists() or passed.filter(to_party=party).exists():
        return Variant.INDIRECT
    return Variant.NOT_PROCEEDED


def facilitated_by(case: Case) -> list[int]:
    """The principals of everybody who facilitated a case, then or now."""
    taken = Allocation.objects.filter(case=case, accepted_at__isnull=False)
    return sorted(set(taken.values_list("facilitator__principal_id", flat=True)))


def reader_for(case: Case, kept_from: Iterable[int]) -> int:
    """Who reads what somebody of a case answers: its supervisor, else one of the partnership, else the hub."""
    if case.supervisor is not None and case.supervisor.principal_id not in kept_from:
        supervisor: int = case.supervisor.principal_id
        return supervisor
    held = RoleHeld.objects.filter(
        role=Role.SUPERVISOR, ended_at=None, staff__partnership_id=case.partnership_id, staff__until=None
    ).exclude(staff__principal_id__in=list(kept_from))
    nearest = held.select_related("staff").order_by("staff__since", "id")
    at_host = [one.staff.principal_id for one in nearest if one.staff.agency_id == case.hub.host_id]
    others = [one.staff.principal_id for one in nearest]
    hub: int = case.hub.coordinators_id
    return next(iter((*at_host, *others)), hub)


def to_remind(partnership_id: int, *, by: datetime) -> list[Survey]:
    """Who is to be reminded by a moment."""
    found = Survey.objects.filter(partnership_id=partnership_id, remind_at__lte=by, status=Status.ASKED)
    return list(found.select_related("party__person", "case__file", "sent_by").order_by("remind_at", "id"))


def find_sender(survey: Survey) -> Staff | None:
    """Whoever sent a survey, as they are now."""
    found = Staff.objects.select_related("agency", "partnership", "principal", "account")
    return found.filter(id=survey.sent_by_id).first() if survey.sent_by_id else None


def languages_of(survey: Survey) -> tuple[Language, ...]:
    """In which words it can be read."""
    return asked_in(survey).languages


def find_answered(survey_id: UUID) -> Survey:
    """A survey of which the reader sees answers. Raises Http404 where there is none, or none for them."""
    survey = Survey.objects.filter(id=survey_id).first()
    if survey is None or not (answers_of(survey) or concern_of(survey)):
        raise Http404
    return survey


def unread(staff_principals: Iterable[int]) -> list[Concern]:
    """What supervisors have to read and have not, first what is due first."""
    found = Concern.objects.filter(holder_id__in=list(staff_principals), read_at=None)
    return list(found.select_related("survey").order_by("due_on", "id"))


def name_in(survey: Survey) -> str:
    """Who answered, if the reader may see that person; the case may have ended for them."""
    party = Party.objects.filter(partnership_id=survey.partnership_id, id=survey.party_id)
    found = party.select_related("person").first()
    return found.person.name if found else ""
