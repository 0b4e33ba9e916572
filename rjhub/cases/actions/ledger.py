"""What happens on a case, as lines of the ledgers of its people: each in the transaction in which it happens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from rjhub.cases.announcements import CaseHappened
from rjhub.cases.models import Case, Consent, ContactLogEntry, Milestone, Party
from rjhub.cases.vocabulary import Direction
from rjhub.kernel import clock
from rjhub.offers.actions.noting import Line, note
from rjhub.offers.vocabulary import RaisedBy, Said, Source
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.checks import Check
from rjhub.people.vocabulary import Channel

Told = tuple[Party, Line] | None
ANSWERS = {
    "cases:party:say_yes": Said.INTERESTED,
    "cases:party:say_not_now": Said.NOT_NOW,
    "cases:party:say_no": Said.SAID_NO,
    "cases:party:withdraw": Said.WITHDREW,
}
TOLD = (Check.TOLD_HARMED, Check.TOLD_RESPONSIBLE)


def note_happening(fact: CaseHappened) -> None:
    """Write a line for what somebody was asked or said; the rest of what happens on a case is not of the ledger."""
    find = _FINDING.get(fact.tag)
    found = find(fact) if find else None
    if found is not None:
        party, line = found
        note(party.person_id, line, partnership_id=fact.partnership_id, by=fact.by, at=fact.at)


def _answer(fact: CaseHappened) -> Told:
    party = cast("Party", fact.row)
    said = ANSWERS[fact.tag]
    # Somebody may say the same again later in a case, so the row is no key to it.
    asked_again_on = party.ask_again_on if said is Said.NOT_NOW else None
    line = _line(party.case, said, clock.day_of(fact.at), fact.by)
    return party, replace(line, raised_by=RaisedBy.THEMSELF, ask_again_on=asked_again_on)


def _consent(fact: CaseHappened) -> Told:
    consent = cast("Consent", fact.row)
    gave = consent.withdrawn_at is None
    on = consent.given_on if gave else clock.day_of(fact.at)
    line = _line(consent.party.case, Said.AGREED if gave else Said.WITHDREW, on, fact.by)
    return consent.party, replace(line, what=consent.get_purpose_display(), subject_id=consent.id)


def _contact(fact: CaseHappened) -> Told:
    entry = cast("ContactLogEntry", fact.row)
    if entry.direction != Direction.OUTGOING:
        return None
    line = _line(entry.party.case, Said.CONTACTED, clock.day_of(entry.happened_at), fact.by)
    return entry.party, replace(
        line, channel=Channel(entry.channel), raised_by=RaisedBy.AGENCY, subject_id=entry.id
    )


def _told(fact: CaseHappened) -> Told:
    reached = cast("Milestone", fact.row)
    if Check(reached.check_name) not in TOLD or reached.party is None:
        return None
    line = _line(reached.party.case, Said.TOLD, reached.done_on, fact.by)
    return reached.party, replace(line, subject_id=reached.id)


def _line(case: Case, said: Said, on: date, by: Staff | None) -> Line:
    return Line(
        said=said,
        happened_on=on,
        source=Source.CASE,
        agency_id=by.agency_id if by else None,
        case_reference=case.reference,
    )


_FINDING: dict[str, Callable[[CaseHappened], Told]] = {
    **dict.fromkeys(ANSWERS, _answer),
    "cases:consent:give": _consent,
    "cases:consent:withdraw": _consent,
    "cases:contact:log": _contact,
    "cases:milestone:reach": _told,
}
