"""One invented case, as the gallery shows it."""

from datetime import UTC, datetime

from rjhub.design.links import Link
from rjhub.design.picture import State, Step, draw
from rjhub.design.pieces import (
    Column,
    Entry,
    Identity,
    Obstacle,
    Paging,
    Row,
    Section,
    Side,
    Tag,
    Task,
    Tone,
)

IDENTITY = Identity(
    reference="SX-2026-0417",
    title="Burglary, Hove",
    tags=(Tag("Preparation", Tone.DOING), Tag("Sensitive", Tone.SPECIAL)),
    facts=(
        Row("Answers for it", "Priya Nair, Sussex hub"),
        Row("Facilitators", "Joan Ellis and Marek Nowak"),
        Row("Next date", "Risk assessment due 27 March 2026"),
    ),
)
SECTIONS = (
    Section(
        "Case", (Link("Overview", "/case"), Link("Timeline", "/timeline"), Link("Documents", "/documents"))
    ),
    Section("Work", (Link("Consents", "/consents"), Link("Risk", "/risk"), Link("Meeting", "/meeting"))),
)
HARMED = Side(name="Amina Yusuf")
RESPONSIBLE = Side(name="Daniel Cole")
CLOSED = Side(
    closed="Prison staff do not see the person harmed. Clause 4.2 of the Sussex agreement covers only Daniel."
)
HARMED_ROWS = (
    Row("Consent to take part", Tag("Given 3 March 2026", Tone.DONE), Link("View", "/consents")),
    Row("Named contact", "Joan Ellis"),
    Row("Safe to phone", ("Weekdays after 6pm", "Never leave a message"), Link("Change", "/contact")),
    Row("Needs", None),
)
RESPONSIBLE_ROWS = (
    Row("Consent to take part", Tag("Waiting", Tone.WAITING)),
    Row("Prison", "Lewes (HMP)"),
    Row("Earliest release", "14 August 2026", Link("Change", "/release")),
)
OBSTACLES = (
    Obstacle(
        "Daniel has not given written consent to a meeting.",
        "Marek Nowak",
        Link("Record that he consents to a meeting in writing", "/consents"),
    ),
    Obstacle("The risk assessment has no date in this stage.", "Joan Ellis", Link("Date it", "/risk")),
    Obstacle("A sensitive case needs an advanced practitioner to sign it off.", "Priya Nair"),
)
ENTRIES = (
    Entry(
        "Letter passed on to Daniel",
        datetime(2026, 3, 12, 14, 5, tzinfo=UTC),
        "Marek Nowak",
        "He read it with his key worker.\nHe asked to think about an answer.",
        Link("View the letter", "/letters/1"),
    ),
    Entry("Consent given by Amina", datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "Joan Ellis"),
    Entry(
        "Referral accepted",
        datetime(2026, 2, 20, 12, 0, tzinfo=UTC),
        "Priya Nair",
        "No other agency is in touch.",
    ),
)
TASKS = (
    Task("Who was harmed", Tag("Done", Tone.DONE), "/who"),
    Task("What happened", Tag("Begun", Tone.DOING), "/what", "The police reference is missing"),
    Task("How to reach them safely", Tag("To do", Tone.TO_DO), "/reach"),
    Task("Check and send", "Cannot start yet"),
)
COLUMNS = (
    Column("Case", sort_href="?by=case", sorted="ascending"),
    Column("Stage", sort_href="?by=stage"),
    Column("Answers for it"),
    Column("Next date", sort_href="?by=date"),
    Column("Days open", numeric=True),
)
CASES = (
    (Link("SX-2026-0417", "/case"), Tag("Preparation", Tone.DOING), "Priya Nair", "27 March 2026", 41),
    (Link("SX-2026-0398", "/case"), Tag("To contact", Tone.TO_DO), "Tom Okafor", "2 March 2026", 60),
    (
        Link("SX-2025-1201", "/case"),
        (Tag("Paused", Tone.PAUSED), "Ask again on 1 June"),
        "Priya Nair",
        None,
        214,
    ),
    (Link("SX-2026-0411", "/case"), Tag("Overdue", Tone.LATE), "Wren Hughes", "20 March 2026", 44),
)
PAGING = Paging(26, 50, 1000, at_least=True, previous_href="?before=a", next_href="?after=b", things="cases")
STEPS = (
    Step("referral", "Referral received", State.DONE, "2 working days"),
    Step("duplicates", "Check for another approach", State.DONE, gates=("Nobody has said no to any agency",)),
    Step("information", "Ask agencies what they hold", State.DONE, "10 working days"),
    Step("allocation", "Allocate two facilitators", State.DONE),
    Step(
        "harmed-contact",
        "First contact with person harmed",
        State.DONE,
        "5 working days",
        lane="Person harmed",
    ),
    Step("harmed-suitable", "Suitability of person harmed", State.NOW, lane="Person harmed"),
    Step(
        "responsible-contact", "First contact with person responsible", State.DONE, lane="Person responsible"
    ),
    Step(
        "responsible-suitable",
        "Suitability of person responsible",
        State.NEXT,
        "10 working days",
        ("Accepts the basic facts",),
        "Person responsible",
    ),
    Step("preparation", "Preparation", State.NEXT, "Reviewed monthly"),
    Step(
        "meeting", "Meeting", State.NEXT, "", ("Written consent of both", "Dated risk assessment"), "Direct"
    ),
    Step("messages", "Messages passed on", State.OFF, lane="Through facilitators"),
    Step("agreement", "Agreement kept", State.NEXT),
    Step("follow-up", "Follow-up", State.NEXT, "6 weeks and 6 months"),
    Step("closing", "Closing", State.NEXT),
)
PICTURE = draw("Sussex pathway: case SX-2026-0417 is at suitability of the person harmed", STEPS)
