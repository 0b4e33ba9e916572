"""Writes how people come together: meetings and who comes, messages, agreements, follow-ups."""

from datetime import datetime, timedelta

from rjhub.cases import clocks
from rjhub.cases.models import (
    Agreement,
    AgreementItem,
    AgreementReport,
    Attendance,
    FollowUp,
    Meeting,
    Message,
)
from rjhub.cases.vocabulary import AttendeeRole, ItemStatus, Medium, MeetingStatus, MessageStatus
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE
from rjhub.demonstration.writing.area import Member
from rjhub.demonstration.writing.book import Book, day
from rjhub.demonstration.writing.tables import Row
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.vocabulary import InterventionType
from rjhub.partnership.pathway.vocabulary import Side as PathwaySide
from rjhub.sharing.vocabulary import Category, Side

_ROLES = {HARMED: AttendeeRole.HARMED, RESPONSIBLE: AttendeeRole.RESPONSIBLE}
_SUPPORTERS = {HARMED: AttendeeRole.HARMED_SUPPORTER, RESPONSIBLE: AttendeeRole.RESPONSIBLE_SUPPORTER}


def meeting_booked(book: Book, event: Event) -> None:
    """A meeting is booked for everybody who goes on, with the facilitators."""
    said, by = event.detail, book.who(event.by)
    row = book.add(
        Meeting,
        event.at,
        kind=InterventionType(said["kind"]).value,
        status=MeetingStatus.PLANNED.value,
        starts_at=said["starts_at"],
        venue=said["venue"],
        venue_risk=said["venue_risk"],
        venue_assessed_by_id=by.id,
        venue_assessed_on=day(event.at),
        arrival_plan=said["arrival"],
        booked_at=event.at,
        booked_by_id=by.id,
    )
    book.latest["meeting"] = row
    for party in book.going():
        _seat(book, row, event.at, side=party["side"], role=_ROLES[party["side"]], party_id=party["id"])
    for allocation in book.allocations.values():
        if allocation["accepted_at"]:
            _seat(book, row, event.at, role=AttendeeRole.FACILITATOR, staff_id=allocation["facilitator_id"])
    book.happened("cases:meeting:book", by=by, at=event.at, row=row, detail=_kind(row))


def meeting_cancelled(book: Book, event: Event) -> None:
    """The meeting does not take place."""
    row, by = book.latest["meeting"], book.who(event.by)
    row["status"], row["cancelled_at"] = MeetingStatus.CANCELLED.value, event.at
    row["cancelled_because"] = event.detail["because"]
    book.happened("cases:meeting:cancel", by=by, at=event.at, row=row, detail=_kind(row))


def meeting_held(book: Book, event: Event) -> None:
    """What took place is written down; follow-ups are planned from then."""
    row, said, by = book.latest["meeting"], event.detail, book.who(event.by)
    ended = row["starts_at"] + timedelta(minutes=said["minutes"])
    row["status"], row["started_at"], row["ended_at"] = MeetingStatus.HELD.value, row["starts_at"], ended
    row["outcome"], row["debriefs"] = said["outcome"], said["debrief"]
    row["apology_given"], row["questions_answered"] = said["apology"], said["answered"]
    for seat in (one for one in book.seats if one["meeting_id"] == row["id"]):
        seat["came"] = True
    for side in (HARMED, RESPONSIBLE):
        for number in range(said[f"supporters_{side}"]):
            name = f"Supporter {number + 1}"
            seat = _seat(book, row, event.at, side=side, role=_SUPPORTERS[side], name=name)
            seat["came"], seat["prepared_on"] = True, day(row["booked_at"])
    plan_follow_ups(book, since=max(ended, event.at), by=by, at=event.at)
    book.happened("cases:meeting:write_down", by=by, at=event.at, row=row, detail=_kind(row))


def _seat(
    book: Book,
    meeting: Row,
    at: datetime,
    *,
    role: AttendeeRole,
    side: str = Side.NEUTRAL.value,
    **who: str,
) -> Row:
    seat = book.sheet.add(
        Attendance, **book.start(at, side=side), meeting_id=meeting["id"], role=role.value, **who
    )
    book.seats.append(seat)
    return seat


def _kind(meeting: Row) -> str:
    return InterventionType(meeting["kind"]).label[:120]


def message_taken(book: Book, event: Event) -> None:
    """A facilitator takes down what one side wants to say to the other."""
    said, by = event.detail, book.who(event.by)
    other = RESPONSIBLE if event.side == HARMED else HARMED
    passed_on = [one for one in book.messages if one["status"] == MessageStatus.PASSED_ON]
    returned = [
        one
        for one in book.messages[-1:]
        if one["status"] == MessageStatus.RETURNED and one["side"] == event.side
    ]
    row = book.add(
        Message,
        event.at,
        side=event.side,
        category=Category.STATEMENT,
        from_party_id=book.party(event)["id"],
        to_party_id=book.parties[other, 0]["id"],
        answers_id=passed_on[-1]["id"] if said["answers"] and passed_on else None,
        instead_of_id=returned[0]["id"] if returned else None,
        medium=Medium(said["medium"]).value,
        words=said["words"],
        status=MessageStatus.WRITTEN.value,
        taken_at=event.at,
        taken_by_id=by.id,
    )
    book.messages.append(row)
    book.happened("cases:message:take_down", by=by, at=event.at, row=row, detail=_medium(row))


def message_returned(book: Book, event: Event) -> None:
    """The second reader gives it back."""
    _review(book, event, MessageStatus.RETURNED)


def message_approved(book: Book, event: Event) -> None:
    """The second reader finds that it may be passed on."""
    _review(book, event, MessageStatus.APPROVED)


def _review(book: Book, event: Event, status: MessageStatus) -> None:
    row, by = book.messages[-1], book.who(event.by)
    row["status"], row["reviewed_at"], row["reviewed_by_id"] = status.value, event.at, by.id
    row["review_note"] = event.detail["note"]
    book.happened("cases:message:review", by=by, at=event.at, row=row, detail=status.label.lower())


def message_passed_on(book: Book, event: Event) -> None:
    """The other side hears it."""
    row, by = book.messages[-1], book.who(event.by)
    row["status"], row["passed_on_at"] = MessageStatus.PASSED_ON.value, event.at
    row["passed_on_by_id"], row["response"] = by.id, event.detail["response"]
    book.happened("cases:message:pass_on", by=by, at=event.at, row=row, detail=_medium(row))
    if row["response"]:
        book.happened("cases:message:respond", by=by, at=event.at, row=row, detail=_medium(row))


def _medium(message: Row) -> str:
    return Medium(message["medium"]).label.lower()


def agreement_made(book: Book, event: Event) -> None:
    """What was agreed, thing by thing; or that nothing was wanted."""
    said, by = event.detail, book.who(event.by)
    meeting = book.latest.get("meeting")
    held = meeting is not None and meeting["status"] == MeetingStatus.HELD
    agreement = book.add(
        Agreement,
        event.at,
        category=Category.AGREEMENT,
        meeting_id=meeting["id"] if meeting is not None and held else None,
        nothing_wanted=said["nothing_wanted"],
        words=said["words"] or ("" if said["nothing_wanted"] else "As they agreed it."),
        made_on=day(event.at),
        recorded_at=event.at,
        recorded_by_id=by.id,
    )
    book.latest["agreement"] = agreement
    book.items = [_write_item(book, agreement, item, by=by, at=event.at) for item in said["items"]]
    book.happened("cases:agreement:record", by=by, at=event.at, row=agreement)


def _write_item(book: Book, agreement: Row, item: dict[str, object], *, by: Member, at: datetime) -> Row:
    return book.about(
        book.parties[RESPONSIBLE, 0],
        AgreementItem,
        at,
        category=Category.AGREEMENT,
        agreement_id=agreement["id"],
        action=item["action"],
        words=item["words"],
        due_on=item["due_on"],
        checked_by_id=by.id,
        status=ItemStatus.OPEN.value,
    )


def item_settled(book: Book, event: Event) -> None:
    """One thing is done, or not."""
    row, by = book.items[event.detail["item"]], book.who(event.by)
    row["status"], row["settled_on"] = ItemStatus(event.detail["status"]).value, day(event.at)
    row["evidence"] = event.detail["evidence"]
    label = ItemStatus(row["status"]).label
    book.happened("cases:agreement_item:settle", by=by, at=event.at, row=row, detail=label)


def harmed_told(book: Book, event: Event) -> None:
    """The person harmed hears what became of it."""
    agreement, by = book.latest.get("agreement"), book.who(event.by)
    if agreement is None:
        return
    row = book.about(
        book.party(event),
        AgreementReport,
        event.at,
        category=Category.AGREEMENT,
        agreement_id=agreement["id"],
        told_on=day(event.at),
        told_by_id=by.id,
        note=event.detail["note"],
        recorded_at=event.at,
    )
    book.happened("cases:agreement_report:tell", by=by, at=event.at, row=row)


def plan_follow_ups(book: Book, *, since: datetime, by: Member, at: datetime) -> None:
    """Everybody who goes on is asked how they are, as often as the pathway says. Planned once."""
    if book.follow_ups:
        return
    lengths = {clock.key: clock for clock in book.area.pathway.clocks}
    for party in book.going():
        for line in rules.follow_ups_for(book.area.pathway, PathwaySide(party["side"])):
            row = book.about(
                party,
                FollowUp,
                at,
                category=Category.STATEMENT,
                key=line.key,
                ask=line.ask,
                due_on=clocks.due_on(lengths[line.clock], since=since),
                done_on=None,
                not_done_because="",
            )
            book.follow_ups.append(row)
            book.happened("cases:follow_up:plan", by=by, at=at, row=row)


def follow_up_done(book: Book, event: Event) -> None:
    """Somebody was asked how they are. What comes next is asked next."""
    said, by, party = event.detail, book.who(event.by), book.party(event)
    plan_follow_ups(book, since=event.at, by=by, at=event.at)
    theirs = [one for one in book.follow_ups if one["party_id"] == party["id"] and one["done_on"] is None]
    if not theirs:
        return
    row = next((one for one in theirs if one["key"] == said["key"]), theirs[0])
    row["done_on"], row["done_by_id"] = day(event.at), by.id
    row["how_they_are"], row["worries"] = said["how_they_are"], said["worries"]
    row["feedback_offered"] = True if said["feedback_offered"] else None
    book.happened("cases:follow_up:do", by=by, at=event.at, row=row)
