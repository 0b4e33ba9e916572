"""Where things may live. A new kind of file has to be named here, so that no bag of leftovers can appear."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

ROOT = Path(__file__).parents[1] / "rjhub"
# From the lowest to the highest; a foreign key may only lead downwards or stay in its room.
ROOMS = (
    "tasks", "audit", "outbound", "partnership", "sharing", "tokens", "facilitators", "people", "letters", "matching",
    "offers", "asking", "referrals", "cases", "feedback", "workload", "allocation", "hubmeetings", "reporting",
    "reading",
)  # fmt: skip
PARTS = {
    "__init__", "apps", "urls", "views", "api", "jobs", "pages", "forms", "actions", "queries", "policies", "models",
    "announcements", "vocabulary", "templates", "tests", "migrations", "static", "database", "README",
}  # fmt: skip
# What a room has beyond the usual parts, each with the reason why it is there.
ALSO = {
    "audit": {
        "recording": "the one way to write an entry",
        "canonical": "how the log is written down to be sealed",
        "chain": "whether seals follow each other",
        "comparing": "rows against the lists of their seals",
        "connecting": "the owner's own way to the database",
        "erasing": "references taken out of the sealed log",
        "exporting": "the log as a file for other software",
        "findings": "what does not fit, in words",
        "proving": "attacks on the log, all to be found",
        "reading": "the logs as they stand, quickly",
        "receipts": "signed heads for agencies to keep",
        "sealing": "the seals over the logs",
        "verifying": "reckoning everything anew",
    },
    "outbound": {
        "calendars": "calendar files that say when, and nothing else",
        "carrying": "the one place that hands something to the mail server",
        "mailing": "mail to people at work",
        "words": "every mail to people at work, word for word",
    },
    "hubmeetings": {
        "keeper": "what the database answers about meetings",
        "material": "what is read about a case for a meeting",
        "ordering": "which cases wait, and in which order they come",
        "rules": "who sees meetings, and what everybody in a room may see",
        "typst": "minutes as they are printed",
    },
    "allocation": {
        "choosing": "the engine asked, with its progress kept and its answer checked",
        "needs": "what a case needs and what a person can: plain Python",
        "next_best": "the next-best pair of a case: plain Python",
        "plan_rules": "who reads a plan",
        "problems": "needs and people as the engine's problem",
    },
    "reporting": {
        "rules": "the definitions of indicators, and what the database holds of figures",
        "frozen": "what was submitted, the cases behind it, and what differs since",
        "sheets": "tables as files that spreadsheets read",
        "typst": "how a return is typeset",
    },
    "workload": {"forecasting": "from cases that were led to a forecast: plain Python"},
    "tasks": {"announcing": "announcements and their reactions"},
    "partnership": {
        "acting": "which membership a session acts as",
        "installation": "what a command on the server does, which nobody of staff does",
        "admission": "who may reach an address at all",
        "middleware": "who is acting, at every request",
        "agreement": "reading information sharing agreements: plain Python",
        "agreements": "the agreements that are shipped, one for each pathway",
        "pathway": "reading pathway files: plain Python",
        "pathways": "the pathway files that are shipped",
        "reference": "official codes and the five partnerships",
        "written": "reading, checking and comparing files that people write",
        "sessions": "sessions as Django keeps them, written less often",
        "signing_in": "how allauth is made ours",
    },
    "sharing": {
        "creating": "the migration that makes all tables of a room",
        "doors": "the only way to read protected rows",
        "front_door": "what an administrator does to ways in, from inside a door",
        "signing_out": "who locks an account and ends its sessions: one rule for both",
        "explaining": "why somebody sees something, or why not",
        "gains": "who would gain and lose what by another agreement",
        "middleware": "the door of every page",
        "barring": "what the database holds of files that are shut to somebody",
        "narrowing": "what the database holds against SQL of somebody's own",
        "protect": "the migration operation that protects a table",
        "readers": "who asks",
        "receiving": "which receipts an agency was given",
        "rewriting": "a function of the database made anew from the text of an earlier one",
        "rights": "what the application's roles may do with ordinary tables",
        "router": "only the owner migrates",
        "second_lock": "what the database holds against staff of the other side where the first lock has a fault",
        "signing": "who asks, signed",
        "standing": "what the database asks of whoever says who works where",
    },
    "people": {
        "seen": "who has seen what of somebody, told in words",
        "seen_rules": "what the database tells of who has seen somebody",
        "known": "by what a text that says how somebody can be reached is told",
        "approach": "whether somebody may be approached",
        "keeper": "the keeper's functions for people",
        "locking": "the second lock in the functions of this room",
        "keys": "how records find each other",
        "missing_keys": "keys of records that were stored before there were keys of a kind",
        "vault": "how people harmed can be reached",
    },
    "tokens": {
        "answers": "what every answer to a program looks like",
        "keeper": "the keeper's functions for tokens",
        "middleware": "who asks through the API",
    },
    "facilitators": {
        "calendar_feed": "the file that other calendars fetch",
        "calendar_files": "when somebody is busy, out of a calendar file",
        "free_time": "when somebody can facilitate",
        "repeating": "which rules by which entries repeat are worked out",
        "keeper": "what the database answers about those who facilitate",
        "learning": "hours of learning that a level asks for",
        "lapsing": "what lapses, how it stands, and when people are reminded",
        "rules": "who sees and writes the register, and what a lapse stops",
    },
    "asking": {
        "between_keys": "keys that two partnerships agree, and what the vault encodes by them",
        "between_rules": "what the database does to ask another partnership",
        "elsewhere": "the keeper's functions for asking another partnership",
        "freeze_rules": "what is answered while contact stands still after a restore",
        "keeper": "the keeper's functions for questions and approaches",
        "keys": "how a question is looked up, and what is kept of it",
    },
    "letters": {
        "keeper": "what the database answers about writing to somebody",
        "linking": "what opens a page for whoever gets a letter, made as it leaves",
        "typst": "letters as they are printed",
        "words": "everything that people are written, word for word",
    },
    "offers": {
        "approach_rules": "what the database does with an approach that was recorded after asking",
        "joining_rules": "what joined records have to do with a no",
        "near_rules": "who may be somebody who said no where no key agrees",
        "rarity_rules": "how much more a rare name tells of who said no",
        "trait_rules": "what people who said no are found by, besides keys",
        "erasing_rules": "what the database does when a person's record is erased",
        "freeze": "whether contact stands still, and why",
        "freeze_rules": "how the database notices a restore and lets nobody be contacted",
        "reconciling_rules": "how lost noes come back and contact opens again",
        "register": "the files into which every no is written besides",
        "register_rules": "how every no is entered for those files",
        "holding_rules": "how the database refuses contact against a no",
        "keeper": "what the database does for the ledger and for a no",
        "stop_rules": "how the database knows how far a no reaches",
    },
    "matching": {
        "candidate_rules": "how records that may be of one person are found",
        "erasing_rules": "what goes from the comparisons when a record is erased",
        "cautions": "reasons to look twice before two records are taken to be of one person",
        "learning": "what each level weighs, learnt from labelled files",
        "ranking": "the engine's trees over what the database compared",
        "scoring": "the statement that finds and weighs candidates",
        "shipped": "the model that comes with the program",
        "sought": "what is sought of a person: keys and forms of names",
        "weighing": "a model of matching, read",
    },
    "referrals": {},
    "cases": {
        "clocks": "when things are due",
        "gates": "what must hold before a case goes on",
        "happenings": "audit, timeline and last change in one call",
        "listing": "the list of cases, page by page",
        "navigation": "the pages of a case",
        "pairing": "whether two facilitators suit a case",
        "pathways": "the pathway of a case and its facts",
        "reminding": "the morning's mail to staff",
        "remedies": "where what is missing can be put right",
        "wording_rules": "which words the database lets stand where more people read them",
        "limit_rules": "how the limits of an answer narrow who sees it",
        "emergency_rules": "how the database opens a case in an emergency",
        "shut_files": "how the database knows which files belong to a case",
        "more_urls": "addresses of duties and of attached referrals, for which urls has no room left",
        "attached_files": "how the database knows which files came to a case with a referral",
        "stage_rules": "how the database knows at which stages a file is",
        "sealing": "documents as they stand in the database",
        "typst": "reports to court as they are printed",
        "uploads": "what an uploaded file really is",
    },
    "feedback": {
        "instrument": "questionnaires, read from their files",
        "keeper": "what the database counts and forgets of feedback",
        "questionnaires": "the files themselves",
        "rules": "who reads answers, in the database",
    },
    "reading": {
        "explaining": "why somebody else sees something",
        "exposing": "how many people each could read",
        "rules": "what the database does with the log of readings",
    },
}
NO_BAGS = {"utils", "helpers", "common", "misc", "lib", "libraries", "shared", "stuff"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_holds_only_parts_that_are_known_by_name(room: str) -> None:
    found = {path.stem for path in (ROOT / room).iterdir() if path.name != "__pycache__"}
    assert found - PARTS - set(ALSO.get(room, {})) == set()


def test_nothing_is_called_a_bag() -> None:
    bags = [path for path in ROOT.rglob("*") if path.stem in NO_BAGS and "__pycache__" not in str(path)]
    assert bags == []


def test_foreign_keys_lead_downwards() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey) and field.related_model._meta.app_label in ROOMS
        if ROOMS.index(field.related_model._meta.app_label) > ROOMS.index(model._meta.app_label)
    ]
    assert upwards == []
