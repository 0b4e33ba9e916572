"""The contact log: speaking with people, safely, and never with somebody who said no."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.moving import reach_milestone
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.gates.first_contact import right_person_first
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, ContactLogEntry, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import Direction, PartyStatus, WordsPlace
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused, all_of
from rjhub.kernel.prepared import Prepared
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Side

_OF_A_MINUTE = Prepared(
    lambda party, by, moment, summary, then: ContactLogEntry.objects.filter(
        party_id=party, made_by=by, happened_at=moment, summary=summary, next_step=then
    ).order_by("id"),
    party=UUID,
    by=UUID,
    moment=datetime,
    summary=str,
    then=str,
)
TOLD = {Side.HARMED: Check.TOLD_HARMED, Side.RESPONSIBLE: Check.TOLD_RESPONSIBLE}


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A contact with somebody, or an attempt at one."""

    direction: Direction
    channel: Channel
    happened_at: datetime
    reached: bool
    safe: bool
    left_message: bool = False
    message_left: str = ""
    summary: str = ""
    mood: str = ""
    next_step: str = ""


@transaction.atomic(savepoint=False)  # the page that calls has one of its own to go back to
def log_contact(party: Party, contact: Contact, *, told: bool, by: Staff, at: datetime) -> ContactLogEntry:
    """Write a contact into the log. `told` says that they were told what restorative justice is.

    The same words about the same minute are the same contact, sent a second time. Raises Refused if this person may
    not, if it says how somebody harmed can be reached, or if we contacted somebody who said no to any agency: then the
    log is not the place, and a supervisor has to know.
    """
    case = queries.lock_case(party.case)
    _decide(case, party, contact, by=by)
    sent_before = _sent_before(party, contact, by)
    if sent_before is not None:
        return sent_before
    with guarded(case, savepoint=False):
        entry = ContactLogEntry.objects.create(**party.row(), **asdict(contact), made_by=by, recorded_at=at)
    if contact.reached and party.status == PartyStatus.WAITING:
        Party.objects.filter(partnership_id=case.partnership_id, id=party.id).update(
            status=PartyStatus.APPROACHED
        )
    detail = f"{contact.channel.label}, {'reached' if contact.reached else 'not reached'}"
    happened("cases:contact:log", case=case, by=by, at=at, row=entry, detail=detail)
    if told:
        _note_told(party, contact, case=case, by=by, at=at)
    return entry


def _decide(case: Case, party: Party, contact: Contact, *, by: Staff) -> None:
    # Whether they said no the database decides as it takes the row, under the lock of noes, and in the same words: it
    # weighs much for that, so it is asked before only where something else refuses, to tell the worst first.
    # What was left on a machine names how the hub can be rung back, so that is not read.
    written = (contact.summary, contact.mood, contact.next_step)
    may = all_of(policies.may_be_heard(by, case, party), policies.log_reaches_nobody(party, *written))
    if contact.direction == Direction.OUTGOING:
        may = all_of(may, right_person_first(CaseState(case), party, by))
    try:
        may.or_refuse()
        wording.let_through(case.id, WordsPlace.CONTACT, *written)
    except Refused:
        if contact.direction == Direction.OUTGOING:
            all_of(policies.may_be_approached(party, contact.channel), may).or_refuse()
        raise


def _sent_before(party: Party, contact: Contact, by: Staff) -> ContactLogEntry | None:
    words = asdict(contact)
    of_that_minute = _OF_A_MINUTE(
        party=party.id,
        by=by.pk,
        moment=contact.happened_at,
        summary=contact.summary,
        then=contact.next_step,
    )
    return next(
        (one for one in of_that_minute if all(getattr(one, name) == words[name] for name in words)), None
    )


def _note_told(party: Party, contact: Contact, *, case: Case, by: Staff, at: datetime) -> None:
    check = TOLD[Side(party.side)]
    if party.id not in {one.party_id for one in CaseState(case).milestones.get(check, ())}:
        day = clock.day_of(contact.happened_at)
        reach_milestone(case, check=check, done_on=day, by=by, at=at, party=party)
