"""Allocation to facilitators, and the first contact with each side."""

from rjhub.demonstration.invented.draws import table_of
from rjhub.demonstration.invented.histories import closing
from rjhub.demonstration.invented.histories.outcomes import Outcome
from rjhub.demonstration.invented.histories.pen import Pen
from rjhub.demonstration.invented.person import HARMED

_NEEDS_APPROVAL = frozenset(
    {"domestic_abuse", "sexual_offence", "stalking", "bereavement", "hate_crime", "serious_violence", "mappa"}
)
_TRIES = table_of([(0, 46), (1, 30), (2, 16), (3, 8)], size=256)
_CHANNELS = table_of([("phone", 66), ("text", 12), ("email", 8), ("letter", 8), ("visit", 6)], size=256)
_IN_CUSTODY = table_of([("letter", 46), ("visit", 34), ("video", 20)], size=256)
_FINDABLE = frozenset({"harmed_not_traced", "responsible_not_traced"})
_AT_ONCE = "harmed_declined_offer"


def allocation(pen: Pen, _outcome: Outcome) -> bool:
    """Two facilitators take the case; a sensitive one is approved first."""
    pen.start("allocation")
    pen.diary.wait(0, 6)
    for part in ("lead", "second"):
        pen.write("allocated", part=part, to=part)
        pen.diary.wait(0, 3)
        if pen.chance.yes(0.06):
            pen.write("allocation_declined", by=part, part=part, because=pen.tell("handover"))
            pen.write("allocated", part=part, to=part)
            pen.diary.wait(0, 3)
        pen.write("allocation_accepted", by=part, part=part)
    pen.write("supervisor_named", who="supervisor")
    if _NEEDS_APPROVAL & set(pen.matter.flags):
        pen.diary.wait(1, 8)
        pen.write("approval_decided", by="supervisor", decision="approved", why=pen.tell("approval"))
    if pen.chance.yes(0.03):
        pen.diary.wait(5, 30)
        pen.write("handover_offered", to="coordinator", why=pen.tell("handover"))
        pen.write("handover_accepted")
    return True


def first_contact(pen: Pen, side: str, outcome: Outcome) -> bool:
    """One side is approached for the first time. Says whether the case goes on."""
    pen.start(f"first_contact_{side}")
    if side == HARMED:
        pen.write("named_contact_set", side, 0, who="lead")
    ends = outcome.ends_in == f"first_contact_{side}"
    if ends and outcome.reason in _FINDABLE:
        for _ in range(pen.chance.between(3, 4)):
            _missed(pen, side)
        closing.close(pen, outcome)
        return False
    for _ in range(pen.chance.pick(_TRIES)):
        _missed(pen, side)
    if ends and outcome.reason == _AT_ONCE:
        _reached(pen, side, 0, summary=pen.tell(f"{side}_declines", side))
        closing.close(pen, outcome)
        return False
    _reached(pen, side, 0)
    pen.write("told", side, 0, by="lead")
    if ends:
        pen.diary.wait(2, 12)
        _reached(pen, side, 0, summary=pen.tell(f"{side}_declines", side))
        closing.close(pen, outcome)
        return False
    if pen.chance.yes(0.05):
        _not_now(pen, side)
    _agrees(pen, side)
    return True


def contact(pen: Pen, side: str, party: int, **more: str) -> None:
    """Write down a contact that was made, with one person."""
    _reached(pen, side, party, **more)


def _agrees(pen: Pen, side: str) -> None:
    for party in pen.each(side):
        if party:
            pen.diary.wait(0, 4)
            _reached(pen, side, party)
            pen.write("told", side, party, by="lead")
            if pen.chance.yes(0.15):
                pen.write("stop_recorded", side, party, until=None)
                reason = "harmed_declined_informed" if side == HARMED else "responsible_declined"
                pen.write("party_ended", side, party, reason=reason)
                continue
        for purpose in ("contact", "assessment"):
            pen.write("consent_given", side, party, by="lead", purpose=purpose, written=pen.chance.yes(0.7))


def _not_now(pen: Pen, side: str) -> None:
    ask_again_on = pen.diary.on(pen.chance.between(60, 210))
    pen.write("paused", side, 0, why=pen.tell(f"{side}_not_now", side), ask_again_on=ask_again_on)
    pen.start("dormant")
    pen.diary.wait_until(ask_again_on)
    pen.diary.wait(0, 5)
    pen.write("resumed", side, 0)
    pen.start(f"first_contact_{side}")
    _reached(pen, side, 0)


def _channel(pen: Pen, side: str) -> str:
    held = bool(pen.matter.prison) and side != HARMED
    return pen.chance.pick(_IN_CUSTODY if held else _CHANNELS)


def _missed(pen: Pen, side: str) -> None:
    held = bool(pen.matter.prison) and side != HARMED
    message = not held and pen.chance.yes(0.3)
    pen.write(
        "contact",
        side,
        0,
        by="lead",
        channel=pen.chance.pick(_IN_CUSTODY) if held else "phone",
        direction="outgoing",
        reached=False,
        safe=True,
        left_message=message,
        message=pen.tell("left_message", side) if message else "",
        summary=pen.tell("not_reached", side, family="custody" if held else "any"),
        mood="",
        next_step=pen.tell("next_try", side, family="again"),
    )
    pen.diary.wait(1, 8)


def _reached(pen: Pen, side: str, party: int, *, summary: str = "") -> None:
    channel = _channel(pen, side)
    held = bool(pen.matter.prison) and side != HARMED
    step = "declined" if summary else "custody" if held else "any"
    pen.write(
        "contact",
        side,
        party,
        by="lead",
        channel=channel,
        direction="incoming" if pen.chance.yes(0.16) else "outgoing",
        reached=True,
        safe=True,
        left_message=False,
        message="",
        summary=summary or pen.tell("reached", side, party, family=channel),
        mood=pen.tell("mood", side, party),
        next_step=pen.tell("next_step", side, party, family=step),
    )
