"""What somebody answers when they are asked: yes, not now, no; and changing their mind at any moment."""

from datetime import date, datetime

from django.db import transaction

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions.moving import STAGE_TASK
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.actions.waiting import pause
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party
from rjhub.cases.vocabulary import PartyStatus, TaskStatus
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.people.actions.stopping import record_stop
from rjhub.sharing.vocabulary import Side

SAID_NO = {
    Side.HARMED: ClosingReason.HARMED_DECLINED_INFORMED,
    Side.RESPONSIBLE: ClosingReason.RESPONSIBLE_DECLINED,
}
WITHDREW = {
    Side.HARMED: ClosingReason.HARMED_WITHDREW,
    Side.RESPONSIBLE: ClosingReason.RESPONSIBLE_WITHDREW,
}


@transaction.atomic
def says_yes(party: Party, *, by: Staff, at: datetime) -> Party:
    """Note that somebody wants to go on. Raises Refused if this person may not note it."""
    case, party = _locked(party, by=by)
    _set(party, PartyStatus.TAKING_PART)
    happened("cases:party:say_yes", case=case, by=by, at=at, row=party)
    return party


@transaction.atomic
def says_not_now(
    party: Party, *, ask_again_on: date, said_on: date, why: str, by: Staff, at: datetime
) -> Party:
    """Note that somebody is not ready. Nobody asks them before that day, and the case waits.

    Raises Refused if this person may not note it, and Invalid for days that cannot be.
    """
    case, party = _locked(party, by=by)
    party.ask_again_on = ask_again_on
    _set(party, PartyStatus.NOT_NOW, "ask_again_on")
    happened("cases:party:say_not_now", case=case, by=by, at=at, row=party)
    record_stop(party.person, said_on=said_on, said_to=by.agency, until=ask_again_on, by=by, at=at)
    pause(case, why=why, ask_again_on=ask_again_on, by=by, at=at)
    return party


@transaction.atomic
def says_no(party: Party, *, said_on: date, by: Staff, at: datetime) -> Party:
    """Note that somebody said no, or withdraws after having said yes.

    From this moment no agency may contact them unless they ask; what is planned stops. Raises Refused if this person
    may not note it, and Invalid for a day that cannot be.
    """
    case, party = _locked(party, by=by)
    withdrew = party.status == PartyStatus.TAKING_PART
    reason = (WITHDREW if withdrew else SAID_NO)[Side(party.side)]
    party.ended_at, party.ending_reason = at, reason
    _set(party, PartyStatus.WITHDREW if withdrew else PartyStatus.DECLINED, "ended_at", "ending_reason")
    tag = "cases:party:withdraw" if withdrew else "cases:party:say_no"
    happened(tag, case=case, by=by, at=at, row=party)
    record_stop(party.person, said_on=said_on, said_to=by.agency, by=by, at=at)
    _tell_the_hub(case, party, at=at)
    return party


def _locked(party: Party, *, by: Staff) -> tuple[Case, Party]:
    case = queries.lock_case(party.case)
    party = (
        Party.objects.select_for_update(of=("self",))
        .select_related("person__file")
        .get(partnership_id=case.partnership_id, id=party.id)
    )
    all_of(
        policies.may_work_on(by, case),
        allow_if(party.ended_at is None, "The case has ended for this person already."),
    ).or_refuse()
    return case, party


def _set(party: Party, status: PartyStatus, *more: str) -> None:
    party.status = status
    party.save(update_fields=["status", *more])


def _tell_the_hub(case: Case, party: Party, *, at: datetime) -> None:
    left = Party.objects.filter(case=case, side=party.side, ended_at=None).exists()
    if left:
        return
    # Nothing of the present stage is to be done any more.
    end_tasks(case, STAGE_TASK, by=None, at=at, status=TaskStatus.DROPPED)
    over = f"nobody is left on the side of the {party.get_side_display()}"
    words = pathways.in_words_of(case, f"Decide how the case ends: {over}")
    to_do = ToDo(kind="close", words=words, address=f"/cases/{case.reference}/closing")
    give_task(case, to_do, to=case.hub.coordinators_id, at=at)
