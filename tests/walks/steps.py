"""What people do on a case, in the field's words. Each step begins at the case and goes by links and buttons."""

from datetime import date, timedelta
from typing import Any

from rjhub.kernel import clock
from tests.walks.people import Somebody
from tests.walks.walk import SECRETS, Walk

ALICE, KYLE = "Alice Fenwick", "Kyle Marsden"
RECORD = "Record consent"
A_CALL = {
    "direction": "outgoing", "channel": "phone", "reached": "yes", "safe": "yes", "told": "yes",
    "summary": "They want to hear more.",
}  # fmt: skip
VIEWS = {
    "wishes": "To be heard", "motivation": "Their own wish", "expectations": "Realistic", "impact": "Broken sleep",
    "safety": "Nothing new", "support": "Family", "result": "suitable", "why": "Seen twice, calm.",
}  # fmt: skip


def takes_on(walk: Walk, name: str) -> None:
    """A coordinator finds the referral on their home page, does the duplicate check, and accepts it."""
    who = walk(name).opens("/").follows("Decide about a new referral", walk.reference, "Check for duplicates")
    who.presses("Save the decision", decision="different").presses("Accept it").follows("Open the case")


def goes_on(walk: Walk, name: str, *stages: str) -> None:
    """Somebody moves the case on, by the button that the overview has when nothing stands in the way."""
    walk.at(name)
    for stage in stages:
        walk(name).presses(f"Go on to: {stage}")


def held_back(walk: Walk, name: str, stage: str, *because: str) -> None:
    """The overview says what is missing, and has no button."""
    page = walk.at(name).page.says(f"Before the case goes to: {stage}", *because)
    assert f"Go on to: {stage}" not in page.words


def names_contact(walk: Walk, name: str, person: str, contact: str) -> None:
    who = _naming(walk, name, person)
    who.presses("Name them", staff=choice(who, "staff", contact))
    walk.inside.add(contact)


def names_supervisor(walk: Walk, name: str, supervisor: str) -> None:
    who = _naming(walk, name, "Supervisor")
    who.presses("Name them", staff=choice(who, "staff", supervisor))


def _naming(walk: Walk, name: str, whom: str) -> Somebody:
    """The link says whether somebody is named already."""
    there = walk.at(name, "Who does what").page.words
    return walk.at(name, "Who does what", f"{'Name' if f'Name ({whom})' in there else 'Change'} ({whom})")


def choice(who: Somebody, field: str, words: str) -> str:
    """The value of a choice that reads like this."""
    return who.page.read.value_of(field, words)


def knows_safe_way(walk: Walk, name: str, person: str) -> None:
    """What stands in the way says where to record how a person can be reached safely."""
    who = walk.at(name).follows(f"Record how to reach {person} safely")
    only_hers = ("safe_times", "who_may_answer", "code_word", "notes") if person == ALICE else ()
    hers = {key: SECRETS[key] for key in only_hers}
    who.presses("Confirm", channels=["phone"], voicemail="never", safe_to_write="no", **hers)


def ticks_off(walk: Walk, name: str, title: str) -> None:
    """Somebody ticks off what the program cannot see being done."""
    who = walk(name).opens("/").says(title)
    done = next(button for form in who.page.read.forms for button in form.buttons if title in button)
    assert title not in who.presses(done).page.words


def done(walk: Walk, name: str) -> None:
    """Somebody notes that what stands in the way was done today."""
    walk.at(name).follows("Note that it was done").presses("Note it", done_on=clock.today())


def asks_agencies(walk: Walk, name: str) -> None:
    """The hub asks every agency that the pathway names, each the likely one."""
    walk.at(name, "Information from agencies", "Ask these agencies").presses("Send these requests")


def answers(walk: Walk, name: str, kind: str = "nothing_held", **more: str) -> None:
    """A lead contact answers every open request of theirs, in their own list, without seeing the case."""
    who = walk(name).opens("/requests")
    waiting = {href for _, href in who.page.read.links if href.startswith("/requests/")}
    assert waiting, f"{name} was asked nothing"
    for address in waiting:
        who.opens(address).presses("Send the answer", kind=kind, **more)


def talks(walk: Walk, name: str, person: str, **more: Any) -> Somebody:
    """Somebody speaks with a person and says what restorative justice is."""
    who = walk.at(name, "Contacts", f"Log a contact with {person}")
    return who.presses("Log this contact", **A_CALL | now("happened_at") | more)


def agrees(walk: Walk, name: str, person: str, to: str, **more: Any) -> None:
    """A person agrees to something, and somebody records it."""
    who = walk.at(name, "Consents").follows(f"Record consent ({to}, {person})")
    answers = {"signed": "on"} if "signed" in who.page.form(RECORD).controls else {"written": "written"}
    who.presses(RECORD, given_on=clock.today(), **answers | more)


def acknowledges(walk: Walk, name: str, person: str, **more: str) -> None:
    who = walk.at(name, "Acknowledgements").follows(f"Record what they say now ({person})")
    said = {"facts": "yes", "willing": "yes"} | ({"responsibility": "yes"} if person == KYLE else {})
    who.presses("Record it", acknowledged_on=clock.today(), **said | more)


def assesses(walk: Walk, name: str, person: str, **more: str) -> None:
    """A facilitator says whether restorative justice is suitable for somebody."""
    who = walk.at(name, "Suitability").follows(f"Assess ({person})")
    asked = who.page.form("Save the assessment").controls
    views = {key: words for key, words in VIEWS.items() if key in asked}
    views |= {"acknowledges": "All of it"} if "acknowledges" in asked else {}
    who.presses("Save the assessment", assessed_on=clock.today(), **views | more)


def weighs_risk(walk: Walk, name: str, decision: str = "proceed", **more: str) -> None:
    who = walk.at(name, "Risk").follows("Assess the risk")
    who.presses(
        "Save the assessment", decision=decision, why="Both are calm.", assessed_on=clock.today(), **more
    )


def signs_off(walk: Walk, name: str) -> None:
    walk.at(name, "Risk").follows("Sign it off, or send it back").presses("Save", answer="sign_off")


def sends_back(walk: Walk, name: str, because: str) -> None:
    walk.at(name, "Risk").follows("Sign it off, or send it back").presses(
        "Save", answer="return", because=because
    )


def allocates(walk: Walk, name: str, lead: str, second: str, **more: str) -> None:
    """A coordinator asks two facilitators; whoever was not in the case yet still does not see it."""
    new = {lead, second} - walk.inside

    who = walk.at(name, "Who does what", "Ask facilitators")
    chosen = {"lead": choice(who, "lead", lead), "second": choice(who, "second", second)}
    who.presses("Ask them", **chosen, **more)
    for somebody in new:
        assert walk(somebody).looks_at(f"/cases/{walk.reference}").status == 404, somebody
    walk.inside |= {lead, second}


def accepts(walk: Walk, name: str) -> None:
    """Somebody who was asked to facilitate finds it on their home page and says yes."""
    who = walk(name).opens("/").follows("Say whether you can take this case")
    who.presses("Answer", answer="accept")


def prepares(walk: Walk, name: str, person: str, **more: str) -> None:
    who = walk.at(name, "Preparation").follows(f"Record a session with {person}")
    who.presses("Save the session", held_on=clock.today(), **{"somebody_comes": "no", "ready": "yes"} | more)


def books(walk: Walk, name: str, on: date | None = None, **more: Any) -> None:
    """A facilitator books a conference of everybody, in the first place of the pathway's list."""
    who = walk.at(name, "Meetings", "Book a meeting")
    asked = who.page.form("Book the meeting").controls
    looked = asked["venue_assessed_by"][0].options[1]
    typed = {
        "kind": "voc", "people": [one.value for one in asked["people"]], "venue": asked["venue"][0].value,
        "venue_risk": "Two ways in, a waiting room for each side.", "venue_assessed_by": looked,
        "venue_assessed_on": clock.today(), "starts_at-time": "2pm",
        "starts_at": on or clock.today() + timedelta(days=9),
        "arrival_plan": "Alice at the front at 1:30pm, Kyle at the back at 1:50pm.",
    }  # fmt: skip
    who.presses("Book the meeting", **typed | more)


def holds(walk: Walk, name: str, **more: Any) -> None:
    """They have met; a facilitator writes down what took place, a little after it was to begin."""
    who = walk.at(name, "Meetings")
    who.follows(meeting_of(who)).follows("Write down what took place")
    came = [one.value for one in who.page.form("Save what took place").controls["came"]]
    typed = {
        "status": "held", "came": came, "ended-time": "3:10pm", "apology_given": "yes", "questions_answered": "yes",
        "outcome": "He explained himself, and she heard why it was her house.", "went_wrong": "no",
    }  # fmt: skip
    who.presses("Save what took place", **typed | more)


def meeting_of(who: Somebody) -> str:
    """The words of the link to the first meeting of the list."""
    return next(text for text, href in who.page.read.links if "/meetings/" in href and "new" not in href)


def agree_on(walk: Walk, name: str, words: str, checked_by: str, **more: Any) -> None:
    """What was agreed is written down, with one thing that Kyle is to do, and who sees to it."""
    who = walk.at(name, "Agreements", "Write down what was agreed")
    came_from = who.page.form("Save the agreement").controls["came_from"][0].value
    agreed = {"came_from": came_from, "outcome": "something", "words": words, "made_on": clock.today()}
    who.presses("Save the agreement", **agreed).follows("Add what somebody is to do")
    promise = {
        "party": choice(who, "party", KYLE), "action": "written_apology", "words": words,
        "due_on": clock.today() + timedelta(days=14), "checked_by": choice(who, "checked_by", checked_by),
    }  # fmt: skip
    who.presses("Add it", **promise | more)


def kept(walk: Walk, name: str, status: str = "done") -> None:
    """Whoever sees to it finds it on their home page, and says what became of it."""
    who = walk(name).opens("/").follows("See whether something that was agreed is done")
    if "Say what became of it" in who.page.words:
        who.follows("Say what became of it")
    who.presses("Save it", status=status, settled_on=clock.today(), evidence="She has read it.")


def tells_of_agreement(walk: Walk, name: str) -> None:
    """The person harmed hears whether the agreement was kept."""
    who = walk.at(name, "Agreements").follows("Agreement of").follows(f"Note that {ALICE} was told")
    who.presses("Save it", told="yes", told_on=clock.today(), note="She was glad.")


def follows_up(walk: Walk, name: str, person: str) -> None:
    """Somebody asks a person how they are since."""
    who = walk.at(name, "Follow-ups")
    first = next(text for text, _ in who.page.read.links if text.startswith("Write down") and person in text)
    who.follows(first).presses(
        "Save it", asked="yes", done_on=clock.today(), how_they_are="Better than before.", feedback="offered"
    )


def still_to_ask(walk: Walk, name: str, person: str) -> bool:
    """Whether a follow-up with a person is still to be done."""
    links = walk.at(name, "Follow-ups").page.read.links
    return any(text.startswith("Write down") and person in text for text, _ in links)


def closes(walk: Walk, name: str, reason: str, told: tuple[str, ...] = (ALICE, KYLE), **reasons: str) -> None:
    """The hub closes the case, with a reason for each person, and when each was told."""
    who = walk.at(name, "Answers and ending", "Close the case")
    who.presses("Close the case", **endings(who, reason, told, **reasons))
    who.says("The case is closed.")


def endings(who: Somebody, reason: str, told: tuple[str, ...], **reasons: str) -> dict[str, Any]:
    """What the form of closing is sent."""
    keys = [
        name.removeprefix("reason-") for name in who.page.form("Close the case").controls if "reason-" in name
    ]
    people = dict(zip((ALICE, KYLE), keys, strict=True))
    sent: dict[str, Any] = {"reason": reason}
    if "not_asked_because" in who.page.form("Close the case").controls:
        sent["not_asked_because"] = "They asked for no more calls."
    for person, key in people.items():
        sent[f"reason-{key}"] = reasons.get(person.split()[0].lower(), reason)
        if person in told:
            sent[f"told-{key}"] = clock.today()
    return sent


def says(walk: Walk, name: str, person: str, answer: str, **more: Any) -> None:
    """A person says yes, no or not now, and somebody notes it."""
    who = walk.at(name, "Answers and ending").follows(f"Note their answer ({person})")
    who.presses("Note it", answer=answer, said_on=clock.today(), **more)


def writes(walk: Walk, name: str, sender: str, words: str) -> None:
    """A facilitator takes a letter down, for a second person to read."""
    who = walk.at(name, "Messages", "Write a message down")
    between = choice(who, "between", f"From {sender}")
    who.presses("Save the message", between=between, medium="letter", words=words).says("Waiting for review")


def reads(walk: Walk, name: str, because: str = "") -> None:
    """A second person reads it, and lets it pass or sends it back."""
    who = walk(name).opens("/").follows("Read a message before it is passed on")
    if "Save the decision" not in who.page.words:
        who.follows("Read it and decide whether it is passed on")
    verdict = {"verdict": "return", "note": because} if because else {"verdict": "approve", "read_all": "on"}
    who.presses("Save the decision", **verdict)


def passes_on(walk: Walk, name: str, words: str) -> None:
    who = walk.at(name, "Messages").follows(words).follows("Note that it was passed on")
    who.presses("Save it", **now("passed_on_at"), response="She read it twice.")


def nothing_wanted(walk: Walk, name: str) -> None:
    """Hearing each other was enough."""
    who = walk.at(name, "Agreements", "Write down what was agreed")
    came_from = who.page.form("Save the agreement").controls["came_from"][0].value
    who.presses("Save the agreement", came_from=came_from, outcome="nothing", made_on=clock.today())


def now(name: str) -> dict[str, Any]:
    """This minute, as a form asks for a moment."""
    return {name: clock.today(), f"{name}-time": clock.in_london(clock.now()).strftime("%H:%M")}
