"""The first stages: the referral, the duplicate check, information from agencies, and the hub's decision."""

from rjhub.demonstration.invented.draws import table_of
from rjhub.demonstration.invented.histories import closing
from rjhub.demonstration.invented.histories.events import NEUTRAL
from rjhub.demonstration.invented.histories.outcomes import Outcome
from rjhub.demonstration.invented.histories.pen import Pen, Request
from rjhub.demonstration.invented.person import HARMED

PUBLIC = frozenset({"self_harmed", "self_responsible", "family"})
_WHO_HOLDS = table_of([("information", 95), ("refused", 5)], size=256)
_WHO_MAY_HOLD = table_of(
    [("information", 46), ("nothing_held", 46), ("refused", 5), ("ask_another", 3)], size=256
)
_ALWAYS_HOLD = frozenset({"police", "probation", "prison", "yjs"})
_POLICE = frozenset({"police", "road_policing"})
_YOUTH_JUSTICE = frozenset({"youth_caution", "youth_referral_order", "youth_rehabilitation_order"})


def enquiry(pen: Pen, _outcome: Outcome) -> bool:
    """Somebody asked for themselves; the hub helps them with the form."""
    pen.start("enquiry")
    pen.diary.wait(0, 4)
    return True


def referred(pen: Pen, outcome: Outcome) -> bool:
    """The referral arrives and is read. Says whether the case goes on."""
    pen.start("referred")
    matter = pen.matter
    asked_by = "public" if matter.source in PUBLIC else "referrer"
    pen.write(
        "referral_received",
        by=asked_by,
        source=matter.source,
        description=pen.tell("what_happened"),
        raised_how=pen.tell("raised_how"),
        told="yes" if pen.chance.yes(0.7) else "not_known",
        agreeable="yes" if pen.chance.yes(0.6) else "not_known",
    )
    for flag in matter.flags:
        pen.write("flag_raised", flag=flag)
    pen.diary.wait(0, 3)
    if outcome.ends_in == "referred":
        pen.write("referral_declined", reason="not_for_us", words=pen.tell("closing", family=outcome.reason))
        return False
    pen.write("referral_accepted")
    return True


def duplicate_check(pen: Pen, outcome: Outcome) -> bool:
    """Somebody decides whether these people are known already. Says whether the case goes on."""
    pen.start("duplicate_check")
    pen.diary.wait(0, 2)
    ends = outcome.ends_in == "duplicate_check"
    pen.write("duplicate_decided", same="same" if ends else "different")
    if ends:
        closing.close(pen, outcome)
    return not ends


def information(pen: Pen, outcome: Outcome) -> bool:
    """Each agency is asked, and answers. Says whether the case goes on."""
    pen.start("information")
    asked = [request for request in pen.asked if _has_something_to_say(pen, request.agency_type)]
    for request in asked:
        drawn = [pen.tell("question") for _ in range(pen.chance.between(1, 3))]
        pen.write(
            "information_asked",
            request.side,
            0,
            key=request.key,
            agency_type=request.agency_type,
            questions="\n".join(request.questions or dict.fromkeys(drawn)),
            due_on=pen.diary.after(10),
        )
    ends = outcome.ends_in == "information"
    for place, request in enumerate(asked):
        pen.diary.wait(0, 5)
        refuses = ends and place == len(asked) - 1
        answers = _WHO_HOLDS if request.agency_type in _ALWAYS_HOLD else _WHO_MAY_HOLD
        _answer(pen, request, "refused" if refuses else pen.chance.pick(answers))
    if ends:
        closing.close(pen, outcome)
    return not ends


def hub_review(pen: Pen, outcome: Outcome) -> bool:
    """The hub looks at everything together. Says whether the case goes on."""
    pen.start("hub_review")
    pen.diary.wait(2, 20)
    ends = outcome.ends_in == "hub_review"
    if not ends:
        pen.write("hub_decided", goes_on=True, note=pen.tell("hub_decision"))
        return True
    note = pen.tell("closing", family=outcome.reason)
    pen.write("hub_decided", goes_on=False, note=note)
    if outcome.reason == "transferred":
        pen.write("transfer_offered", to="the service of a neighbouring area", why=note)
        pen.write("transfer_accepted")
    closing.close(pen, outcome)
    return False


def _has_something_to_say(pen: Pen, agency: str) -> bool:
    """Prisons about people in custody, youth justice about children, probation about sentenced adults."""
    matter = pen.matter
    if agency == "prison":
        return bool(matter.prison)
    if agency == "yjs":
        return matter.cj_stage in _YOUTH_JUSTICE or "child" in matter.flags
    if agency == "probation":
        return matter.convicted_on is not None and matter.cj_stage not in _YOUTH_JUSTICE
    if agency == "victim_liaison":
        return bool(matter.prison)
    if agency == "nhs":
        return "mental_health" in matter.flags
    return True


def _answer(pen: Pen, request: Request, kind: str) -> None:
    words = _information(pen, request) if kind == "information" else pen.tell(kind)
    pen.write(
        "information_answered",
        request.side,
        0,
        by=f"agency:{request.agency_type}",
        key=request.key,
        agency_type=request.agency_type,
        kind=kind,
        answer=words if kind in {"information", "nothing_held"} else "",
        reason=words if kind in {"refused", "ask_another"} else "",
    )


def _information(pen: Pen, request: Request) -> str:
    if request.side == NEUTRAL:
        return pen.tell("what_happened")
    if request.side == HARMED and request.agency_type in _POLICE:
        return pen.tell("police_harmed")
    return pen.tell(request.agency_type, family=pen.situation)
