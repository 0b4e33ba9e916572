"""What somebody needs, how they may be reached safely, and what they said about themselves.

Everything follows from the person and the seed, so it can be asked for one person or for a million.
"""

from datetime import date
from typing import NamedTuple

from rjhub.demonstration.invented import communities
from rjhub.demonstration.invented.draws import scattered, table_of
from rjhub.demonstration.invented.person import HARMED, Person

_CHILD = 16


class Circumstances(NamedTuple):
    """Answers in the national codes where there are any; empty where nobody asked or nothing is needed."""

    language: str
    needs_interpreter: bool
    communication_needs: str
    pronouns: str
    religion: str
    sexual_orientation: str
    gender_identity: str
    disability: str
    channels: tuple[str, ...]
    voicemail: str
    safe_times: str
    who_may_answer: str
    code_word: str
    safe_to_write: bool


_NEEDS = table_of(
    [
        ("", 800),
        ("Dyslexic: please talk through anything written", 26),
        ("Hard of hearing: speak clearly, face the person, no phone calls", 14),
        ("Deaf: uses British Sign Language", 5),
        ("Sight loss: large print, 18 point", 9),
        ("Blind: audio or email that a screen reader can read", 3),
        ("Learning disability: easy read, short meetings, a supporter present", 22),
        ("Autistic: say beforehand exactly what will happen, quiet room", 24),
        ("ADHD: short meetings with breaks", 20),
        ("Anxious on the phone: text first", 30),
        ("Memory difficulties after a head injury: write down what was agreed", 8),
        ("Uses a wheelchair: step-free venue", 12),
        ("Speech difficulty after a stroke: allow time", 5),
        ("Does not read: no letters", 22),
    ]
)
_ORIENTATION = table_of(
    [("", 420), ("HET", 480), ("HOM", 18), ("BIS", 19), ("OTH", 4), ("REF", 46), ("ND", 13)]
)
_DISABILITY = table_of([("", 380), ("no", 430), ("yes", 150), ("prefer", 40)])
_GENDER = {
    "F": table_of([("", 400), ("GIF", 560), ("GINB", 5), ("GIM", 2), ("GIRF", 33)]),
    "M": table_of([("", 400), ("GIM", 563), ("GINB", 3), ("GIF", 2), ("GIRF", 32)]),
}
_PRONOUNS = {"F": "she/her", "M": "he/him"}
_CHANNELS = table_of(
    [
        (("phone", "text"), 38),
        (("phone",), 18),
        (("text",), 10),
        (("phone", "text", "email", "letter"), 16),
        (("email",), 8),
        (("letter", "phone"), 6),
        (("visit", "phone"), 4),
    ]
)
_VOICEMAIL = table_of([("name_only", 56), ("never", 26), ("full", 18)])
_SAFE_TIMES = table_of(
    [
        ("", 58),
        ("Weekdays 9am to 3pm, while the children are at school", 9),
        ("After 5pm", 12),
        ("Mornings only, works nights", 6),
        ("Not on Fridays", 4),
        ("Lunchtime, 12 to 1", 6),
        ("Tuesdays and Thursdays", 5),
    ]
)
_WHO_ANSWERS = table_of(
    [
        ("", 72),
        ("Partner may answer and does not know about this", 6),
        ("Mother may answer and knows", 6),
        ("Shared phone: ask for them by first name", 7),
        ("Support worker may answer and knows", 4),
        ("Flatmates may answer and do not know", 5),
    ]
)
_CODE_WORDS = table_of(
    [("", 94)]
    + [(word, 1.0) for word in ("Bluebell", "Lighthouse", "Marmalade", "Kingfisher", "Harvest", "Pebble")]
)


def circumstances(person: Person, *, as_of: date, seed: int) -> Circumstances:
    """Give the circumstances of one person, the same every time."""
    first, second, third = (scattered(seed * 3 + part, person.human) for part in range(3))
    community = communities.community(person.community, as_of.year)
    speaks_other = (first & 0xFFFF) < community.other_language * 65536
    religion = community.religions[first >> 36 & 0xFFF]
    known = (first >> 48 & 0xFFFF) < 42_000  # noqa: PLR2004 two in three are asked about religion
    child = person.born_on is not None and as_of.year - person.born_on.year < _CHILD
    gender = _GENDER[person.sex][second & 0xFFF]
    harmed = person.side == HARMED
    return Circumstances(
        language=community.language if speaks_other else "",
        needs_interpreter=speaks_other and (first >> 16 & 0xFFFF) < community.interpreter * 65536,
        communication_needs=_NEEDS[second >> 12 & 0xFFF],
        pronouns="they/them" if gender == "GINB" else _PRONOUNS[person.sex] if second >> 60 == 0 else "",
        religion=religion if known else "",
        sexual_orientation="" if child else _ORIENTATION[second >> 24 & 0xFFF],
        gender_identity=gender,
        disability=_DISABILITY[second >> 36 & 0xFFF],
        channels=_CHANNELS[third & 0xFFF],
        voicemail=_VOICEMAIL[third >> 12 & 0xFFF],
        safe_times=_SAFE_TIMES[third >> 24 & 0xFFF] if harmed else "",
        who_may_answer=_WHO_ANSWERS[third >> 36 & 0xFFF] if harmed else "",
        code_word=_CODE_WORDS[third >> 48 & 0xFFF] if harmed else "",
        safe_to_write=third >> 62 != 0,
    )
