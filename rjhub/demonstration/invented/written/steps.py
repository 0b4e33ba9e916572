"""What the steps of a hand-written case stand for, as events.

A step is an event of its own (`do` is its kind) or one of the short forms here, for what every case
has: `arrive`, `ask`, `decide`, `allocate`, `agree`, `assess`, `ready`, `pass_on`, `end`. Days are
counted from the day of the demonstration: -3 is three days before it, 9 in nine days.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from rjhub.demonstration.invented.histories.diary import last_working_day
from rjhub.demonstration.invented.histories.events import DETAILS, NEUTRAL, Event
from rjhub.demonstration.invented.person import HARMED, RESPONSIBLE

Step = dict[str, Any]
Happening = tuple[str, str, int, str, Step]  # kind, side, party, by, detail

_DAYS_AHEAD = frozenset({"due_on", "until", "ask_again_on", "review_on"})
_USUAL: dict[str, Any] = {
    "told": "yes",
    "agreeable": "yes",
    "direction": "outgoing",
    "channel": "phone",
    "reached": True,
    "safe": True,
    "left_message": False,
    "written": True,
    "facts": True,
    "responsibility": None,
    "willing": True,
    "ready": True,
    "goes_on": True,
    "same": "different",
    "result": "suitable",
    "decision": "proceed",
    "risks": [],
    "items": [],
    "nothing_wanted": False,
    "medium": "letter",
    "answers": False,
    "apology": True,
    "answered": True,
    "minutes": 60,
    "supporters_harmed": 0,
    "supporters_responsible": 0,
    "feedback_offered": True,
    "until": None,
}


def events(steps: list[Step], *, today: datetime, people: dict[str, int]) -> tuple[Event, ...]:
    """Turn steps into events, in order; those of one day follow each other in its office hours.

    `people` says how many there are on each side. Raises KeyError for a step that means nothing,
    ValueError for a detail that its kind does not have, and where a step lies before the one above it.
    """
    told: list[Event] = []
    at = datetime.min.replace(tzinfo=today.tzinfo)
    for step in steps:
        day = last_working_day((today + timedelta(days=step["day"])).date())
        at = max(at + timedelta(minutes=17), datetime.combine(day, time(9, 20), tzinfo=today.tzinfo))
        if at.date() > day:
            message = f"The step {step['do']!r} of day {step['day']} lies before the one above it."
            raise ValueError(message)
        for number, (kind, side, party, by, detail) in enumerate(_happenings(step, people)):
            moment = at + timedelta(minutes=number)
            told.append(Event(moment, kind, side, party, by, _whole(kind, detail, today)))
        at = told[-1].at
    return tuple(told)


def _happenings(step: Step, people: dict[str, int]) -> Iterator[Happening]:
    detail = {key: value for key, value in step.items() if key not in _OF_EVERY_STEP}
    by, do = step.get("by", ""), step["do"]
    if do in DETAILS and do != "stage_started" and "stage" in step:
        yield "stage_started", NEUTRAL, -1, by, {"stage": detail.pop("stage")}
    if do in _SHORT_FORMS:
        yield from _SHORT_FORMS[do](step, by, people)
    elif do in DETAILS:
        side = step.get("side", NEUTRAL)
        yield do, side, step.get("party", -1 if side == NEUTRAL else 0), by, detail
    else:
        raise KeyError(do)


def _whole(kind: str, detail: Step, today: datetime) -> Step:
    unknown = set(detail) - DETAILS[kind]
    if unknown:
        message = f"{kind} has no {', '.join(sorted(unknown))}."
        raise ValueError(message)
    whole = {key: detail.get(key, _USUAL.get(key, "")) for key in sorted(DETAILS[kind])}
    return {key: _dated(key, value, today) for key, value in whole.items()}


def _dated(key: str, value: Any, today: datetime) -> Any:
    if key == "starts_at":
        day, hour = value
        return datetime.combine((today + timedelta(days=day)).date(), time(hour), tzinfo=today.tzinfo)
    if isinstance(value, list):
        return [{k: _dated(k, v, today) for k, v in entry.items()} for entry in value]
    if key in _DAYS_AHEAD and isinstance(value, int):
        return (today + timedelta(days=value)).date()
    return value


def _arrive(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    hub = step.get("hub_by", by)
    detail: Step = {
        key: step[key] for key in ("source", "description", "raised_how", "told", "agreeable") if key in step
    }
    yield "stage_started", NEUTRAL, -1, hub, {"stage": "referred"}
    yield "referral_received", NEUTRAL, -1, by, detail
    for flag in step.get("flags", []):
        yield "flag_raised", NEUTRAL, -1, hub, {"flag": flag}
    if step.get("accepted", True):
        yield "referral_accepted", NEUTRAL, -1, hub, {}
        yield "stage_started", NEUTRAL, -1, hub, {"stage": "duplicate_check"}
        yield "duplicate_decided", NEUTRAL, -1, hub, {"same": step.get("same", "different")}


def _ask(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    """Each entry of `of`: key, agency type, side, and who answered what, if they have."""
    yield "stage_started", NEUTRAL, -1, by, {"stage": "information"}
    for request in step["of"]:
        asked = {
            "key": request["key"],
            "agency_type": request["agency"],
            "questions": request.get("questions", ""),
        }
        asked["due_on"] = request.get("due_on", step["day"] + 14)
        yield "information_asked", request["side"], 0, by, asked
    for request in step["of"]:
        if "answer" in request:
            kind = request.get("kind", "information")
            refused = kind in {"refused", "ask_another"}
            said = {"key": request["key"], "agency_type": request["agency"], "kind": kind}
            said["reason" if refused else "answer"] = request["answer"]
            yield "information_answered", request["side"], 0, request["from"], said


def _decide(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    yield "stage_started", NEUTRAL, -1, by, {"stage": "hub_review"}
    yield "hub_decided", NEUTRAL, -1, by, {"goes_on": step.get("goes_on", True), "note": step["note"]}


def _allocate(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    yield "stage_started", NEUTRAL, -1, by, {"stage": "allocation"}
    for part in ("lead", "second"):
        yield "allocated", NEUTRAL, -1, by, {"part": part, "to": step[part]}
        if step.get("accepted", True):
            yield "allocation_accepted", NEUTRAL, -1, step[part], {"part": part}
    yield "supervisor_named", NEUTRAL, -1, by, {"who": step["supervisor"]}
    if "approval" in step:
        detail = {"decision": "approved", "why": step["approval"]}
        yield "approval_decided", NEUTRAL, -1, step["supervisor"], detail
    yield "named_contact_set", HARMED, 0, by, {"who": step.get("named_contact", step["lead"])}


def _agree(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    side, party = step["side"], step.get("party", 0)
    if "stage" in step:
        yield "stage_started", NEUTRAL, -1, by, {"stage": step["stage"]}
    contact: Step = {
        key: step[key] for key in ("channel", "summary", "mood", "next_step", "direction") if key in step
    }
    yield "contact", side, party, by, contact
    yield "told", side, party, by, {}
    for purpose in ("contact", "assessment"):
        yield "consent_given", side, party, by, {"purpose": purpose}


def _assess(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    side, party = step["side"], step.get("party", 0)
    if "stage" in step:
        yield "stage_started", NEUTRAL, -1, by, {"stage": step["stage"]}
    responsible = side == RESPONSIBLE
    facts = step.get("facts", True)
    acknowledged = {
        "facts": facts,
        "note": step.get("acknowledges", ""),
        "willing": step.get("willing", facts),
    }
    acknowledged["responsibility"] = facts if responsible else None
    yield "acknowledged", side, party, by, acknowledged
    detail = {key: step[key] for key in DETAILS["suitability_assessed"] if key in step}
    if detail:
        yield "suitability_assessed", side, party, by, detail


def _risk(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    detail: Step = {key: step[key] for key in ("decision", "why", "conditions", "risks") if key in step}
    yield "risk_assessed", NEUTRAL, -1, by, {**detail, "stage": step["at"]}
    if "signed_by" in step:
        yield "risk_signed_off", NEUTRAL, -1, step["signed_by"], {"stage": step["at"]}


def _ready(step: Step, by: str, people: dict[str, int]) -> Iterator[Happening]:
    yield "stage_started", NEUTRAL, -1, by, {"stage": "ready"}
    for side in (HARMED, RESPONSIBLE):
        for party in range(people[side]):
            if [side, party] not in step.get("without", []):
                yield "consent_given", side, party, by, {"purpose": "taking_part"}
    yield from _risk({**step, "at": "ready"}, by, people)


def _pass_on(step: Step, by: str, _people: dict[str, int]) -> Iterator[Happening]:
    side = step["side"]
    if "stage" in step:
        yield "stage_started", NEUTRAL, -1, by, {"stage": step["stage"]}
    taken = {
        "medium": step.get("medium", "letter"),
        "words": step["words"],
        "answers": step.get("answers", False),
    }
    yield "message_taken", side, 0, by, taken
    yield "message_approved", side, 0, step["read_by"], {"note": step.get("note", "May be passed on.")}
    yield "message_passed_on", side, 0, by, {"response": step["response"]}


def _end(step: Step, by: str, people: dict[str, int]) -> Iterator[Happening]:
    reasons = {
        HARMED: step.get("harmed", step["reason"]),
        RESPONSIBLE: step.get("responsible", step["reason"]),
    }
    if "said_no" in step:
        yield "stop_recorded", step["said_no"], 0, by, {}
    for side in (HARMED, RESPONSIBLE):
        for party in range(people[side]):
            yield "party_ended", side, party, by, {"reason": reasons[side]}
    yield "stage_started", NEUTRAL, -1, by, {"stage": "closed"}
    yield "case_closed", NEUTRAL, -1, by, {"reason": step["reason"], "note": step["note"]}


_OF_EVERY_STEP = frozenset({"day", "do", "by", "side", "party"})
_SHORT_FORMS: dict[str, Callable[[Step, str, dict[str, int]], Iterator[Happening]]] = {
    "arrive": _arrive,
    "ask": _ask,
    "decide": _decide,
    "allocate": _allocate,
    "agree": _agree,
    "assess": _assess,
    "risk": _risk,
    "ready": _ready,
    "pass_on": _pass_on,
    "end": _end,
}
