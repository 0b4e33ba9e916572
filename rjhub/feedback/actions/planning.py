"""Planning who is asked what, at the moments that a case comes to: the program does, whoever acts on the case."""

from datetime import datetime
from typing import cast

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.cases import queries as cases
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.announcements import CaseHappened
from rjhub.cases.models import Case, FollowUp, Party, Preparation
from rjhub.cases.vocabulary import PartyStatus
from rjhub.feedback import queries
from rjhub.feedback.instrument import shelf
from rjhub.feedback.models import Survey
from rjhub.feedback.vocabulary import Questionnaire, Variant
from rjhub.kernel import clock, working_days
from rjhub.people import approach
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Category

DOOR = "feedback:planning"
SEND = "survey_to_send"
SENT_WITHIN = 5  # working days


def note_happening(fact: CaseHappened) -> None:
    """Plan what follows from what happened on a case.

    Before somebody is prepared they are asked how things are; when they were offered the questions at a follow-up that
    the pathway names, and when the case closes, how it was.
    """
    plan = _PLANNING.get(fact.tag)
    if plan is None:
        return
    with doors.opened(
        readers.coordinators_of(fact.partnership_id),
        door=DOOR,
        purpose="the program, to plan what people are asked",
    ):
        plan(fact)


def _at_follow_up(fact: CaseHappened) -> None:
    follow_up = cast("FollowUp", fact.row)
    if follow_up.feedback_offered:
        party = Party.objects.select_related("case__hub", "case__supervisor", "person").get(
            id=follow_up.party_id
        )
        ask_how_it_was(party.case, party, at=fact.at)


def _at_preparation(fact: CaseHappened) -> None:
    preparation = cast("Preparation", fact.row)
    party = Party.objects.select_related("case__hub", "case__supervisor", "person").get(
        id=preparation.party_id
    )
    plan_survey(party.case, party, Questionnaire.NEEDS, Variant.BEFORE, at=fact.at)


def _at_closing(fact: CaseHappened) -> None:
    case = Case.objects.select_related("hub", "supervisor").get(id=cast("Case", fact.row).id)
    parties = Party.objects.filter(case=case).select_related("person").order_by("id")
    for party in parties.exclude(status=PartyStatus.WAITING):
        ask_how_it_was(case, party, at=fact.at)


def ask_how_it_was(case: Case, party: Party, *, at: datetime) -> Survey | None:
    """Plan that somebody is asked how it was, by what they have been through."""
    return plan_survey(case, party, Questionnaire.PARTICIPANTS, queries.went(case, party), at=at)


@transaction.atomic
def plan_survey(
    case: Case, party: Party, questionnaire: Questionnaire, went: Variant, *, at: datetime
) -> Survey | None:
    """Plan one survey, unless they said no or are asked it already; somebody gets the task to send it."""
    if approach.may_be_approached(party.person_id) is approach.STOPPED:
        return None
    if Survey.objects.filter(party=party, questionnaire=questionnaire, went=went).exists():
        return None
    kept_from = queries.facilitated_by(case)
    survey = Survey.objects.create(
        partnership_id=case.partnership_id,
        file_id=case.file_id,
        side=party.side,
        category=Category.FEEDBACK,
        case=case,
        case_reference=case.reference,
        party=party,
        holder_id=queries.reader_for(case, kept_from),
        hub_reader_id=case.hub.coordinators_id,
        kept_from=kept_from,
        questionnaire=questionnaire,
        version=shelf.newest(questionnaire).version,
        went=went,
        made_at=at,
        due_on=working_days.add_working_days(clock.day_of(at), SENT_WITHIN),
    )
    record("feedback:survey:plan", by=None, subject=survey, partnership=survey.partnership_id)
    to_do = ToDo(
        kind=SEND,
        words="Send the questions about how it was"
        if questionnaire is Questionnaire.PARTICIPANTS
        else "Send the questions about how things are",
        address=f"/cases/{case.reference}/feedback",
        due_on=survey.due_on,
        subject_id=survey.id,
    )
    hub: int = case.hub.coordinators_id
    give_task(case, to_do, to=hub if case.is_closed else cases.speaks_with(case, party), at=at)
    return survey


_PLANNING = {
    "cases:follow_up:do": _at_follow_up,
    "cases:preparation:record": _at_preparation,
    "cases:case:close": _at_closing,
}
