"""How pages, files and kinds of information are called where an officer reads who read what."""

from collections.abc import Sequence

from rjhub.cases import navigation
from rjhub.design.pieces import Shown
from rjhub.design.words import capital
from rjhub.reading.queries import Reading, Told
from rjhub.sharing.vocabulary import Category, FileKind, Side

_CASE_PAGES = {
    f"cases:{name}": text for _, entries in (*navigation.SECTIONS, navigation.COURT) for text, name in entries
}
_PAGES = {
    "home": "What is to do today",
    "cases:case": "The case: overview",
    "cases:cases": "The list of cases",
    "cases:emergency": "Opening a case in an emergency",
    "cases:requests": "The list of requests",
    "cases:why": "Why somebody can see the case",
    "feedback:answers": "What somebody answered to a survey",
    "feedback:sending": "The case: sending a survey",
    "feedback:surveys": "The case: feedback",
    "people:contact": "How to reach a person",
    "people:person": "A person’s record",
    "people:search": "A search for people",
    "people:seen": "Who has seen a person’s information",
    "people:why": "Why somebody can see a person’s record",
    "reading:readings": "This list",
    "reading:finding": "Something that was pointed out here",
    "reading:why": "Why somebody can see something",
    "referrals:referrals": "The list of referrals",
    "referrals:sent": "Referrals that they sent",
}
_ROOMS = {"cases": "The case", "people": "A person’s record", "referrals": "A referral"}
_AIMS = {"page:GET": "Looked at it", "page:POST": "Worked on it", "page:HEAD": "Looked at it"}
SIDES = {Side.HARMED: "person harmed", Side.RESPONSIBLE: "person responsible", Side.NEUTRAL: "the case"}
NAMED = 3


def page(door: str) -> str:
    """The page through which something was read."""
    if door in _PAGES:
        return _PAGES[door]
    if door in _CASE_PAGES:
        return f"The case: {_CASE_PAGES[door].lower()}"
    room, _, noun = door.partition(":")
    return f"{_ROOMS[room]}: {noun.replace('_', ' ')}" if room in _ROOMS and noun else capital(door)


def aim(reading: Reading) -> str:
    """What for, as the log has it."""
    if reading.door == "people:search":
        return "Searched"
    return _AIMS.get(reading.purpose) or capital(reading.purpose)


def file(told: Told) -> str:
    """A file by its references, never by a name."""
    references = ", ".join(told.references[:NAMED]) + (", ..." if len(told.references) > NAMED else "")
    if told.kind == FileKind.CASE:
        return references or "a referral"
    if told.kind == FileKind.PERSON:
        return f"a person of {references}" if references else "a person in no case"
    return "whether two records are one person"


def files(told: Sequence[Told], number: int) -> Shown:
    """Several, each once, and how many more."""
    if not number:
        return "Nothing: nobody was found"
    lines = list(dict.fromkeys(capital(file(one)) for one in told))
    more = number - len(told)
    return [*lines, *([f"and {more} more"] if more > 0 else [])]


def kinds(reading: Reading) -> Shown:
    """Sides, then kinds of information."""
    sides = [SIDES[side] for side in Side if side in reading.sides]
    categories = [kind.label for kind in Category if kind in reading.categories]
    return [capital(", ".join(part)) for part in (sides, categories) if part] or None
