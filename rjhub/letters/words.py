"""Everything that people are written, word for word.

An e-mail or a text message may be read by somebody else: neither names a service, a case, or who else is in it. A
letter goes only where the person said that it is safe, and may say what restorative justice is; it says nothing of any
case. What was sent can be read again, so words that change get another version, and the earlier one stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rjhub.design.words import moment
from rjhub.kernel import clock
from rjhub.kernel.identifiers import telephone
from rjhub.letters.vocabulary import Occasion
from rjhub.people.vocabulary import Channel

LONGEST_TEXT = 160  # one text message


@dataclass(frozen=True, kw_only=True)
class Words:
    """One version of what somebody is written. Only `{signed}`, `{ring}`, `{at}` and `{link}` are ever filled in."""

    subject: str
    mail: tuple[str, ...]
    text: str
    title: str
    paper: tuple[str, ...]
    asks_when: bool = False
    takes_link: bool = False


@dataclass(frozen=True)
class Written:
    """The words as they go to one person."""

    subject: str
    body: str


_NO_ANSWER = "Please do not answer this email: nobody reads the answers."
WORDS: Mapping[tuple[Occasion, int], Words] = {
    (Occasion.PLEASE_RING, 1): Words(
        subject="Please ring {signed}",
        mail=("Hello,", "Please ring me on {ring} when it suits you.", _NO_ANSWER, "{signed}"),
        text="Hello, please ring me on {ring} when it suits you. Do not answer this message. {signed}",
        title="Please ring me",
        paper=(
            "I would like to speak with you. Please ring me on {ring} when it suits you, and ask for {signed}.",
            "If you would rather not hear from us, tell me so, or leave it as a message. Nobody will ask why.",
        ),
    ),
    (Occasion.APPOINTMENT, 1): Words(
        subject="Your appointment",
        mail=(
            "Hello,",
            "This is to remind you of our appointment on {at}.",
            "If that does not suit you, ring me on {ring}.",
            _NO_ANSWER,
            "{signed}",
        ),
        text="Hello, our appointment is on {at}. If that does not suit you, ring {ring}. {signed}",
        title="Our appointment",
        paper=(
            "This is to remind you of our appointment on {at}.",
            "If that does not suit you, or if you have changed your mind, ring me on {ring} and ask for {signed}.",
        ),
        asks_when=True,
    ),
    (Occasion.SURVEY, 1): Words(
        subject="How was it for you?",
        mail=(
            "Hello,",
            (
                "Would you tell us how it was for you? It takes about 5 minutes, and you can leave out any "
                "question:\n{link}"
            ),
            "You do not have to. If you would rather speak to somebody, ring {ring}.",
            _NO_ANSWER,
            "{signed}",
        ),
        text="Hello, how was it for you? You can tell us here: {link} or ring {ring}. {signed}",
        title="How was it for you?",
        paper=(
            (
                "I would like to know how it was for you. If you want to tell us, fill in the pages that come with "
                "this letter, or ring me on {ring} and ask for {signed}."
            ),
            "You do not have to, and you can leave out any question. Nothing else depends on it.",
        ),
        takes_link=True,
    ),
    (Occasion.OFFER, 1): Words(
        subject="Something that I can tell you about",
        mail=(
            "Hello,",
            (
                "I can tell you about something that is free and that is your own choice. "
                "If you would like to hear about it, ring me on {ring}."
            ),
            "You do not have to do anything. If you do not want to hear from us, tell me and we will not write again.",
            _NO_ANSWER,
            "{signed}",
        ),
        text="Hello, I can tell you about something free that is your own choice. If you like, ring {ring}. {signed}",
        title="Something that I can tell you about",
        paper=(
            "I work for a service that offers restorative justice. I would like to tell you what it is.",
            (
                "Restorative justice lets people who were affected by something that happened say how it was for them, "
                "ask questions and get answers. That can be at a meeting, by messages that somebody carries, or in "
                "another way that suits you. It is free, it is your own choice, and you can stop at any time."
            ),
            "If you would like to know more, ring me on {ring} and ask for {signed}. You do not have to do anything.",
            (
                "If you do not want to hear about this again, tell me, or leave it as a message. "
                "Then no agency in this area will write or ring about it, unless you ask."
            ),
        ),
    ),
}
NEWEST: Mapping[Occasion, int] = {
    each: max(number for of, number in WORDS if of is each) for each in Occasion
}


@dataclass(frozen=True)
class Filled:
    """What is filled into the words."""

    signed: str
    ring: str
    at: datetime | None = None
    link: str = "(a link that opens once, and only for them)"


def written(occasion: Occasion, version: int, way: Channel, filled: Filled) -> Written:
    """Give the words as they go out in a way. Raises KeyError for words that there never were."""
    words = WORDS[occasion, version]
    said = {
        "signed": filled.signed,
        "ring": telephone.shown(filled.ring),
        "at": _when(filled.at),
        "link": filled.link,
    }
    if way is Channel.TEXT:
        return Written("", words.text.format(**said))
    subject, parts = (words.subject, words.mail) if way is Channel.EMAIL else (words.title, words.paper)
    return Written(subject.format(**said), "\n\n".join(part.format(**said) for part in parts))


def _when(at: datetime | None) -> str:
    return f"{clock.in_london(at):%A} {moment(at)}" if at else ""
