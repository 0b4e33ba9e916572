"""The columns of a file of referrals: their headings, and the question of a referral that each one answers."""

from dataclasses import dataclass
from enum import Enum, auto

WHAT_TO_CORRECT = "What to correct"
LINE = "Line"


class Kind(Enum):
    """How a cell answers its question."""

    TEXT = auto()
    ONE = auto()
    SEVERAL = auto()
    DAY = auto()


@dataclass(frozen=True)
class Column:
    """One column. `page` and `field` are those of the form on which a person answers the same question."""

    heading: str
    page: str
    field: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    example: str = ""


def _person(side: str, word: str, *more: Column) -> tuple[Column, ...]:
    who, contact, about, agreed = (f"{side}-1-{part}" for part in ("who", "contact", "situation", "agreed"))
    return (
        Column(f"{word} first name", who, "given_name"),
        Column(f"{word} last name", who, "family_name"),
        Column(f"{word} date of birth", who, "born_on", Kind.DAY),
        *more,
        Column(f"{word} mobile", contact, "mobile"),
        Column(f"{word} other phone", contact, "phone"),
        Column(f"{word} email", contact, "email"),
        Column(f"{word} address", contact, "address"),
        Column(f"{word} safe ways", contact, "channels", Kind.SEVERAL),
        Column(f"{word} may a message be left", contact, "voicemail", Kind.ONE),
        Column(f"{word} safe times", contact, "safe_times"),
        Column(f"{word} who else might answer", contact, "who_may_answer"),
        Column(f"{word} told what it is", agreed, "told", Kind.ONE),
        Column(f"{word} agrees to contact", agreed, "agrees_to_contact", Kind.ONE),
        Column(f"{word} agrees to assessment", agreed, "agrees_to_assessment", Kind.ONE),
        Column(f"{word} hopes for", about, "hopes"),
    )


EXAMPLE = "EXAMPLE"
"""The reference of the template's own line, which becomes no referral however it is filled in."""

COLUMNS = (
    Column("Your reference", "circumstances", "source_reference", needed=True, example=EXAMPLE),
    Column("Comes from", "circumstances", "source", Kind.ONE, example="Police"),
    Column(
        "Asked for first by", "circumstances", "initiator", Kind.ONE, needed=True, example="The person harmed"
    ),
    Column(
        "First spoken of by",
        "circumstances",
        "raised_by",
        Kind.ONE,
        needed=True,
        example="A victim liaison officer",
    ),
    Column("Person knows about it", "circumstances", "aware", Kind.ONE, example="Yes"),
    Column("Person agrees to it", "circumstances", "agreeable", Kind.ONE, example="Yes"),
    Column("Kind of crime", "happened", "crime_group", Kind.ONE, needed=True, example="Residential burglary"),
    Column("Police force", "happened", "force_code", Kind.ONE, example="Sussex"),
    Column("Crime reference", "happened", "crime_reference", example="47260012345"),
    Column(
        "What happened", "happened", "description", needed=True, example="Her home was broken into at night."
    ),
    Column("Date", "happened", "happened_on", Kind.DAY, example="14/08/2026"),
    Column("District", "happened", "district", Kind.ONE, example="Worthing"),
    Column("Place", "happened", "place", example="A house in Worthing"),
    Column("Officer in the case", "happened", "officer_in_case"),
    Column("Stage of justice", "court", "cj_stage", Kind.ONE, example="Community order"),
    Column("Court deadline", "court", "court_deadline_on", Kind.DAY),
    *_person("harmed", "Harmed"),
    *_person(
        "responsible",
        "Responsible",
        Column("PNC ID", "responsible-1-who", "pnc"),
        Column("CRO number", "responsible-1-who", "cro"),
        Column("CRN", "responsible-1-who", "crn"),
        Column("Prison number", "responsible-1-who", "prison_number"),
    ),
    Column("Accepts responsibility", "responsible-1-situation", "responsibility", Kind.ONE),
    Column("Managed by", "responsible-1-situation", "offender_manager"),
    Column("Risks about the person harmed", "risks", "harmed_other"),
    Column("Risks about the person responsible", "risks", "responsible_other"),
)
NEEDED = tuple(column.heading for column in COLUMNS if column.needed)
EXAMPLES = {
    "Harmed first name": "Alice",
    "Harmed last name": "Fenwick",
    "Harmed mobile": "07700 900101",
    "Harmed safe ways": "Phone call; Text message",
    "Harmed may a message be left": "Never leave a message",
    "Harmed agrees to contact": "Yes",
    "Responsible first name": "Kyle",
    "Responsible last name": "Marsden",
}


def example_of(column: Column) -> str:
    """What a cell of the template's example row says."""
    return column.example or EXAMPLES.get(column.heading, "")
