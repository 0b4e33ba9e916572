"""The first stages: the referral, the duplicate check, information from agencies, and the hub's decision."""

from rjhub.demonstration.invented.draws import table_of
from rjhub.demonstration.invented.histories import closing
from rjhub.demonstration.invented.histories.outcomes import Outcome
from rjhub.demonstration.invented.histories.pen import Pen
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE

PUBLIC = frozenset({"self_harmed", "self_responsible", "family"})
_WHO_HOLDS = table_of([("information", 95), ("refused", 5)], size=256)
_WHO_MAY_HOLD = table_of(
    [("information", 46), ("nothing_held", 46), ("refused", 5), ("ask_another", 3)], size=256
)
_ALWAYS_HOLD = frozenset({"police", "probation", "prison", "yjs"})
_ABOUT = {"victim_support": HARMED, "victim_care": HARMED, "victim_liaison": HARMED}
_ABOUT_EITHER = frozenset({"police", "road_policing", "nhs", "council", "housing"})
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
    asked = [agency for agency in pen.asked if _has_something_to_say(pen, agency)]
    for agency in asked:
        questions = [pen.tell("question") for _ in range(pen.chance.between(1, 3))]
        side = _side_for(pen, agency)
        pen.write(
            "information_asked",
            side,
            0,
            agency_type=agency,
            questions="\n".join(dict.fromkeys(questions)),
            due_on=pen.diary.after(10),
        )
    ends = outcome.ends_in == "information"
    for place, agency in enumerate(asked):
        pen.diary.wait(0, 5)
        refuses = ends and place == len(asked) - 1
        answers = _WHO_HOLDS if agency in _ALWAYS_HOLD else _WHO_MAY_HOLD
        _answer(pen, agency, "refused" if refuses else pen.chance.pick(answers))
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
        pen.write("transferred", to="the service of a neighbouring area", why=note)
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
    return agency in _ABOUT or agency in _ABOUT_EITHER


def _side_for(pen: Pen, agency: str) -> str:
    if agency in _ABOUT_EITHER:
        return HARMED if pen.chance.yes(0.15) else RESPONSIBLE
    return _ABOUT.get(agency, RESPONSIBLE)


def _answer(pen: Pen, agency: str, kind: str) -> None:
    side = next(
        event.side
        for event in pen.events
        if event.kind == "information_asked" and event.detail["agency_type"] == agency
    )
    words = pen.tell(agency, family=pen.situation) if kind == "information" else pen.tell(kind)
    pen.write(
        "information_answered",
        side,
        0,
        by=f"agency:{agency}",
        agency_type=agency,
        kind=kind,
        answer=words if kind in {"information", "nothing_held"} else "",
        reason=words if kind in {"refused", "ask_another"} else "",
    )
