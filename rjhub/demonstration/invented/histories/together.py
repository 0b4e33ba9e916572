"""Preparation, and the meeting or the messages."""

from datetime import datetime, time

from rjhub.demonstration.invented.draws import table_of
from rjhub.demonstration.invented.histories import approach, assessment, closing
from rjhub.demonstration.invented.histories.outcomes import Outcome
from rjhub.demonstration.invented.histories.pen import Pen, other_side
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE

_SESSIONS = table_of([(1, 24), (2, 40), (3, 24), (4, 12)], size=256)
_KINDS = table_of([("voc", 82), ("remote", 9), ("comm", 5), ("fgc", 4)], size=256)
_MEDIA = table_of([("letter", 62), ("spoken", 26), ("video", 7), ("audio", 5)], size=256)
_TURNS = table_of([(1, 30), (2, 42), (3, 18), (4, 10)], size=256)
_WITHDRAWALS = {"harmed_withdrew": HARMED, "responsible_withdrew": RESPONSIBLE}


def preparation(pen: Pen, outcome: Outcome) -> bool:
    """Each person is prepared, in one to four sessions. Says whether the case goes on."""
    pen.start("preparation")
    ends = outcome.ends_in == "preparation"
    for side in (RESPONSIBLE, HARMED):
        for party in assessment.taking_part(pen, side):
            sessions = 1 if ends else pen.chance.pick(_SESSIONS)
            for session in range(sessions):
                pen.diary.wait(3, 15)
                _prepare(pen, side, party, ready=not ends and session == sessions - 1)
                if pen.chance.yes(0.4):
                    pen.diary.wait(1, 6)
                    approach.contact(pen, side, party)
    if ends:
        _end(pen, outcome)
    return not ends


def ready(pen: Pen, outcome: Outcome) -> bool:
    """Written consents, a last look at risk, and the supervisor's word."""
    pen.start("ready")
    pen.diary.wait(0, 6)
    for side in (HARMED, RESPONSIBLE):
        for party in assessment.taking_part(pen, side):
            pen.write("consent_given", side, party, by="lead", purpose="taking_part", written=True)
    assessment.assess_risk(pen, "ready", "", outcome)
    return True


def meeting(pen: Pen, _outcome: Outcome) -> bool:
    """The people meet."""
    pen.start("meeting")
    kind = _kind(pen)
    _book(pen, kind)
    if pen.chance.yes(0.08):
        pen.diary.wait(2, 8)
        pen.write("meeting_cancelled", by="lead", because=pen.tell("cancelled"))
        _book(pen, kind)
    pen.diary.wait_until(_starts_at(pen).date())
    pen.write(
        "meeting_held",
        by="lead",
        kind=kind,
        minutes=pen.chance.between(40, 110),
        outcome=pen.tell("meeting_outcome"),
        apology=pen.chance.yes(0.83),
        answered=pen.chance.yes(0.9),
        debrief=pen.tell("debrief"),
        supporters_harmed=pen.chance.between(0, 2),
        supporters_responsible=pen.chance.between(0, 1),
    )
    return True


def messages(pen: Pen, _outcome: Outcome) -> bool:
    """The facilitators carry messages."""
    pen.start("messages")
    writer = HARMED if pen.matter.initiator == "harmed" else RESPONSIBLE
    for turn in range(pen.chance.pick(_TURNS)):
        pen.diary.wait(2, 16)
        _carry(pen, writer, answers=turn > 0)
        writer = other_side(writer)
    return True


def _kind(pen: Pen) -> str:
    special = {"youth_referral_order": "ro_panel", "no_crime_recorded": "njp"}.get(pen.matter.cj_stage)
    return special if special and pen.chance.yes(0.35) else pen.chance.pick(_KINDS)


def _prepare(pen: Pen, side: str, party: int, *, ready: bool) -> None:
    harmed = side == HARMED
    held = bool(pen.matter.prison) and not harmed
    pen.write(
        "prepared",
        side,
        party,
        by="lead",
        place=pen.tell("venue", family="custody" if held else "any"),
        questions=pen.tell("wishes" if harmed else "responsible_wishes", side, party),
        hopes=pen.tell("hopes" if harmed else "responsible_hopes", side, party),
        fears=pen.tell(f"{side}_fears", side, party),
        supporters=pen.tell("preparation_supporters", side, party),
        ground_rules=pen.tell("preparation_ground_rules", side, party) if ready else "",
        practical=pen.tell("preparation_practical", side, party),
        ready=ready,
    )


def _end(pen: Pen, outcome: Outcome) -> None:
    pen.diary.wait(1, 12)
    side = _WITHDRAWALS.get(outcome.reason)
    if side:
        approach.contact(pen, side, 0, summary=pen.tell(f"{side}_withdraws", side))
        for purpose in ("contact", "assessment"):
            pen.write("consent_withdrawn", side, 0, purpose=purpose)
    elif outcome.reason == "lost_contact":
        pen.diary.wait(20, 35)
    closing.close(pen, outcome)


def _book(pen: Pen, kind: str) -> None:
    pen.diary.wait(1, 10)
    held = "custody" if pen.matter.prison else "any"
    starts_on = pen.diary.after(pen.chance.between(5, 22))
    starts_at = datetime.combine(starts_on, time(pen.chance.between(9, 16)), tzinfo=pen.diary.now.tzinfo)
    pen.write(
        "meeting_booked",
        by="lead",
        kind=kind,
        starts_at=starts_at,
        venue=pen.tell("venue", family=held),
        venue_risk=pen.tell("venue_risk", family=held),
        arrival=pen.tell("arrival"),
    )


def _starts_at(pen: Pen) -> datetime:
    booked = [event for event in pen.events if event.kind == "meeting_booked"]
    starts_at: datetime = booked[-1].detail["starts_at"]
    return starts_at


def _carry(pen: Pen, writer: str, *, answers: bool) -> None:
    reader = other_side(writer)
    words = pen.tell(f"{writer}_message", writer)
    pen.write(
        "message_taken", writer, 0, by="lead", medium=pen.chance.pick(_MEDIA), words=words, answers=answers
    )
    pen.diary.wait(0, 4)
    if pen.chance.yes(0.08):
        pen.write("message_returned", writer, 0, by="second", note=pen.tell("review", family="returned"))
        pen.diary.wait(1, 6)
        again = pen.tell(f"{writer}_message", writer)
        pen.write("message_taken", writer, 0, by="lead", medium="letter", words=again, answers=answers)
        pen.diary.wait(0, 3)
    pen.write("message_approved", writer, 0, by="second", note=pen.tell("review"))
    pen.diary.wait(1, 7)
    pen.write("message_passed_on", writer, 0, by="lead", response=pen.tell("response", reader))
