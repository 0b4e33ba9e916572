"""Writes how a case waits and how it ends: for each person, and as a whole."""

from datetime import date, datetime

from rjhub.cases.models import Pause, StageMove
from rjhub.cases.vocabulary import MeetingStatus, PartyStatus
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.book import Book, Place, day
from rjhub.demonstration.writing.opening import enter
from rjhub.demonstration.writing.people import row_of
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.partnership.pathway.stages import StageKind
from rjhub.people.models import Stop
from rjhub.sharing.vocabulary import Category, Purpose

_SAID_NO = {
    ClosingReason.HARMED_DECLINED_OFFER,
    ClosingReason.HARMED_DECLINED_INFORMED,
    ClosingReason.RESPONSIBLE_DECLINED,
}
_WITHDREW = {ClosingReason.HARMED_WITHDREW, ClosingReason.RESPONSIBLE_WITHDREW}
_NEVER_FOUND = {ClosingReason.HARMED_NOT_TRACED, ClosingReason.RESPONSIBLE_NOT_TRACED, ClosingReason.DEATH}
_ENDS_WITH_THE_CASE = tuple(
    purpose for purpose in Purpose if purpose not in {Purpose.COORDINATE, Purpose.REFER}
)


def paused(book: Book, event: Event) -> None:
    """Somebody is not ready. Nobody asks them before that day, and the case waits."""
    said, by = event.detail, book.who(event.by)
    if event.party >= 0:
        party = book.party(event)
        party["status"], party["ask_again_on"] = PartyStatus.NOT_NOW.value, said["ask_again_on"]
        book.happened("cases:party:say_not_now", by=by, at=event.at, row=party)
        _stop(book, (event.side, event.party), until=said["ask_again_on"], by=by, at=event.at)
    book.latest["pause"] = book.add(
        Pause,
        event.at,
        from_stage=book.opened["stage"],
        why=said["why"],
        ask_again_on=said["ask_again_on"],
        paused_at=event.at,
        paused_by_id=by.id,
        resumed_at=None,
    )
    book.happened("cases:case:pause", by=by, at=event.at, row=book.latest["pause"])
    enter(book, StageKind.DORMANT, by=by, at=event.at)


def resumed(book: Book, event: Event) -> None:
    """They are asked again, and it goes on where it stopped."""
    by, pause = book.who(event.by), book.latest["pause"]
    pause["resumed_at"], pause["resumed_by_id"] = event.at, by.id
    for party in book.parties.values():
        if party["status"] == PartyStatus.NOT_NOW:
            party["status"], party["ask_again_on"] = PartyStatus.APPROACHED.value, None
    book.happened("cases:case:resume", by=by, at=event.at, row=pause)
    enter(book, StageKind(pause["from_stage"]), by=by, at=event.at)


def stop_recorded(book: Book, event: Event) -> None:
    """Somebody said no: from now on no agency approaches them."""
    place = (event.side, max(event.party, 0))
    _stop(book, place, until=event.detail["until"], by=book.who(event.by), at=event.at)


def _stop(book: Book, place: Place, *, until: date | None, by: Member, at: datetime) -> None:
    person = book.people[place]
    stop = book.sheet.add(
        Stop,
        **row_of(book.sheet, person, Category.SAFETY, at),
        said_on=day(at),
        said_to_id=by.agency.id,
        until=until,
        recorded_by_id=by.id,
        recorded_at=at,
    )
    book.sheet.log("people:stop:record", stop, by=by, at=at)


def party_ended(book: Book, event: Event) -> None:
    """It ends for one person, for a reason of their own or the case's."""
    if book.case is None:
        return
    party, by = book.party(event), book.who(event.by)
    if party["ended_at"] is not None:
        return
    reason = ClosingReason(event.detail["reason"])
    approached = party["status"] != PartyStatus.WAITING
    status, tag = PartyStatus.ENDED, ""
    if reason in _SAID_NO:
        status, tag = PartyStatus.DECLINED, "cases:party:say_no"
    elif reason in _WITHDREW:
        status, tag = PartyStatus.WITHDREW, "cases:party:withdraw"
    party["status"], party["ended_at"], party["ending_reason"] = status.value, event.at, reason.value
    told = approached and status == PartyStatus.ENDED and reason not in _NEVER_FOUND
    party["told_on"] = day(event.at) if told else None
    if tag:
        book.happened(tag, by=by, at=event.at, row=party)


def case_closed(book: Book, event: Event) -> None:
    """The case is closed. Everybody but the hub and whoever referred is let go."""
    if book.case is None:
        return
    case, by, at = book.case, book.who(event.by), event.at
    reason = ClosingReason(event.detail["reason"])
    before = case["stage"]
    _cancel_meeting(book, by=by, at=at)
    case["stage"], case["stage_since"], case["closed_at"] = StageKind.CLOSED.value, at, at
    case["closed_by_id"], case["closing_reason"] = by.id, reason.value
    case["closing_note"], case["version"] = event.detail["note"], case.get("version", 1) + 1
    note = event.detail["note"]
    book.add(
        StageMove, at, from_stage=before, to_stage=StageKind.CLOSED.value, moved_at=at, moved_by_id=by.id,
        note=note,
    )  # fmt: skip
    for follow_up in book.follow_ups:
        if follow_up["done_on"] is None:
            follow_up["not_done_because"] = "The case was closed before."
    book.happened("cases:case:close", by=by, at=at, detail=reason.label)
    book.let_go(_ENDS_WITH_THE_CASE, by=by, at=at)


def _cancel_meeting(book: Book, *, by: Member, at: datetime) -> None:
    meeting = book.latest.get("meeting")
    if meeting is None or meeting["status"] != MeetingStatus.PLANNED:
        return
    meeting["status"], meeting["cancelled_at"] = MeetingStatus.CANCELLED.value, at
    meeting["cancelled_because"] = "The case ends."
    book.happened("cases:meeting:cancel", by=by, at=at, row=meeting, detail="The case ends")
