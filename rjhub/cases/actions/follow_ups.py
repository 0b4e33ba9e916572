"""Follow-ups: asking each person how they are since, when the pathway says, and whenever else it is wanted."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import clocks, pathways, policies, queries
from rjhub.cases.actions.safeguards import made_already
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, FollowUp, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import Direction, TaskStatus, WordsPlace
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway import vocabulary as pathway
from rjhub.sharing.vocabulary import Category, Side

FOLLOW_UP = "follow_up"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What somebody said when they were asked how they are. `feedback_offered` is None if that comes later."""

    done_on: date
    how_they_are: str
    worries: str = ""
    feedback_offered: bool | None = None
    no_feedback_because: str = ""


def plan_follow_ups(case: Case, parties: list[Party], *, since: datetime, by: Staff, at: datetime) -> None:
    """Plan what the pathway wants after these people were brought together. For other actions.

    What is still open from an earlier meeting or message moves to the new day instead of being asked twice.
    """
    for party in parties:
        for line in rules.follow_ups_for(pathways.pathway_of(case), pathway.Side(party.side)):
            due = _due_on(case, line.clock, since=since)
            follow_up = FollowUp.objects.filter(
                party=party, key=line.key, done_on=None, not_done_because=""
            ).first()
            if follow_up is None:
                follow_up = FollowUp(**party.row(Category.CASEWORK), key=line.key, ask=line.ask)
            follow_up.due_on = due
            follow_up.save()
            _remind(case, follow_up, by=by, at=at)
            happened("cases:follow_up:plan", case=case, by=by, at=at, row=follow_up)


@transaction.atomic
def add_follow_up(
    party: Party, *, ask: str, due_on: date, by: Staff, at: datetime, key: UUID | None = None
) -> FollowUp:
    """Plan one more follow-up with somebody.

    Raises Refused if this person may not, or if the case has ended for them.
    """
    case = queries.lock_case(party.case)
    made = made_already(FollowUp, case.partnership_id, key)
    if made is not None:
        return made
    all_of(
        policies.may_work_on(by, case),
        policies.goes_on(case),
        policies.party_goes_on(party),
        allow_if(due_on >= clock.day_of(at), "Choose today or a day in the future."),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.FOLLOW_UP, ask)
    follow_up = FollowUp.objects.create(
        **party.row(Category.CASEWORK), key="", ask=ask, due_on=due_on, submission_key=key
    )
    _remind(case, follow_up, by=by, at=at)
    happened("cases:follow_up:plan", case=case, by=by, at=at, row=follow_up)
    return follow_up


@transaction.atomic
def follow_up_with(follow_up: FollowUp, heard: Heard, *, by: Staff, at: datetime) -> FollowUp:
    """Write down how somebody is.

    Raises Refused if it is written down already, if this person may not contact them, or if they said no.
    """
    case, follow_up = _locked(follow_up, by=by)
    policies.may_contact(by, case, follow_up.party, Direction.OUTGOING, None).or_refuse()
    allow_if(heard.done_on <= clock.day_of(at), "Choose today or a day in the past.").or_refuse()
    written = (heard.how_they_are, heard.worries, heard.no_feedback_because)
    wording.let_through(case.id, WordsPlace.FOLLOW_UP, *written)
    follow_up.done_on, follow_up.done_by = heard.done_on, by
    follow_up.how_they_are, follow_up.worries = heard.how_they_are, heard.worries
    follow_up.feedback_offered = heard.feedback_offered
    follow_up.no_feedback_because = heard.no_feedback_because
    follow_up.save()
    end_tasks(case, FOLLOW_UP, by=by, at=at, subject_id=follow_up.id)
    happened("cases:follow_up:do", case=case, by=by, at=at, row=follow_up)
    return follow_up


@transaction.atomic
def leave_out_follow_up(follow_up: FollowUp, *, because: str, by: Staff, at: datetime) -> FollowUp:
    """Note why somebody is not asked: they cannot be reached, or do not want it. Nobody is kept waiting for it.

    Raises Refused if this person may not, or if it is written down already.
    """
    case, follow_up = _locked(follow_up, by=by)
    wording.let_through(case.id, WordsPlace.FOLLOW_UP, because)
    follow_up.not_done_because = because
    follow_up.save(update_fields=["not_done_because"])
    end_tasks(case, FOLLOW_UP, by=by, at=at, subject_id=follow_up.id, status=TaskStatus.DROPPED)
    happened("cases:follow_up:leave_out", case=case, by=by, at=at, row=follow_up)
    return follow_up


def _locked(follow_up: FollowUp, *, by: Staff) -> tuple[Case, FollowUp]:
    case = queries.lock_case(follow_up.case)
    follow_up = queries.as_it_stands(follow_up)
    all_of(
        policies.may_work_on(by, case),
        allow_if(
            follow_up.done_on is None and not follow_up.not_done_because, "This is written down already."
        ),
    ).or_refuse()
    return case, follow_up


def _due_on(case: Case, key: str, *, since: datetime) -> date:
    found = next(one for one in pathways.pathway_of(case).clocks if one.key == key)
    return clocks.due_on(found, since=since)


def _remind(case: Case, follow_up: FollowUp, *, by: Staff, at: datetime) -> None:
    party = follow_up.party
    end_tasks(case, FOLLOW_UP, by=by, at=at, subject_id=follow_up.id, status=TaskStatus.DROPPED)
    word = pathways.pathway_of(case).words
    to_do = ToDo(
        kind=FOLLOW_UP,
        words=f"Ask the {word.harmed if party.side == Side.HARMED else word.responsible} how they are",
        address=f"/cases/{case.reference}/follow-ups/{follow_up.id}",
        due_on=follow_up.due_on,
        subject_id=follow_up.id,
    )
    give_task(case, to_do, to=queries.speaks_with(case, party), at=at)
