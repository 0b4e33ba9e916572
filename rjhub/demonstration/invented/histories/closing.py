"""How an invented case comes to its end, at whatever stage."""

from rjhub.demonstration.invented.histories.outcomes import Outcome
from rjhub.demonstration.invented.histories.pen import Pen
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE

_SAID_NO = frozenset(
    {"harmed_declined_offer", "harmed_declined_informed", "responsible_declined", "harmed_withdrew"}
)
_OWN_REASON = {
    HARMED: frozenset(
        {"harmed_declined_offer", "harmed_declined_informed", "harmed_withdrew", "harmed_not_traced"}
    ),
    RESPONSIBLE: frozenset(
        {
            "responsible_declined",
            "responsible_withdrew",
            "responsible_not_traced",
            "responsible_denies",
            "deported_or_absconded",
        }
    ),
}


def close(pen: Pen, outcome: Outcome) -> None:
    """End the case: for each person, and as a whole."""
    pen.diary.wait(0, 5)
    if outcome.side and outcome.reason in _SAID_NO:
        pen.write("stop_recorded", outcome.side, 0, until=None)
    for side in (HARMED, RESPONSIBLE):
        for party in pen.each(side):
            pen.write("party_ended", side, party, reason=reason_for(outcome, side))
    pen.start("closed")
    pen.write("case_closed", reason=outcome.reason, note=pen.tell("closing", family=outcome.reason))


def reason_for(outcome: Outcome, side: str) -> str:
    """Why it ended for one side: their own reason, or the case's; never the other side's refusal by name."""
    if outcome.reason in _OWN_REASON[side] or not any(outcome.reason in own for own in _OWN_REASON.values()):
        return outcome.reason
    return "other"
