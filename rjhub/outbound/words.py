"""Every mail that RJ Hub sends to people at work, in the words in which it goes.

No mail says anything of a case. Where a place in the words is filled, its name says with what, and `FILLED_WITH` what
fits there: never a sentence that somebody typed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from urllib.parse import urlsplit

from rjhub.kernel import contact_details, references

SIGNATURE = "RJ Hub\n\nThis is an automatic message. Do not reply to it."
NOT_A_SAFE_PLACE = "This message does not say what it is about, because mail is not a safe place for that."


class Kind(StrEnum):
    """What a mail is for."""

    PASSWORD_LINK = "password_link"  # noqa: S105 - the name of a kind of mail
    ACCOUNT_CHANGED = "account_changed"
    INVITATION = "invitation"
    SOMETHING_TO_DO = "something_to_do"
    REQUEST_WAITS = "request_waits"
    EMERGENCY = "emergency"
    ANSWER_LINK = "answer_link"
    RECEIPT = "receipt"
    STANDS_STILL = "stands_still"


@dataclass(frozen=True)
class Attached:
    """A file that goes with a mail."""

    name: str
    content: str
    mime: str


@dataclass(frozen=True)
class Words:
    """The words of one kind of mail. `attaches`: a file of this type goes with it."""

    subject: str
    body: tuple[str, ...]
    attaches: str = ""

    @property
    def places(self) -> frozenset[str]:
        """The names of the places that are to be filled."""
        whole = "".join((self.subject, *self.body))
        return frozenset(name for _, name, _, _ in Formatter().parse(whole) if name)


WORDS: Mapping[Kind, Words] = {
    Kind.PASSWORD_LINK: Words(
        "Set a new password for RJ Hub",
        (
            "Hello {name}",
            "Somebody, probably you, asked to set a new password for your account on RJ Hub.",
            "To set one, open this link within 3 hours. It works once:\n{link}",
            "If you did not ask for this, you do not have to do anything. Your password has not changed.",
            SIGNATURE,
        ),
    ),
    Kind.ACCOUNT_CHANGED: Words(
        "{what} - RJ Hub",
        (
            "Hello {name}",
            "{what} just now.",
            "If this was not you, tell the administrator of your agency at once.",
            SIGNATURE,
        ),
    ),
    Kind.INVITATION: Words(
        "{agency} invites you to RJ Hub",
        (
            "Hello {name}",
            "{by} invites you to work for {agency} on RJ Hub, where agencies work restorative justice cases together.",
            "To accept, open this link by {until}. It works once, and only for you:\n{link}",
            "If you do not know what this is about, you do not have to do anything.",
            SIGNATURE,
        ),
    ),
    Kind.SOMETHING_TO_DO: Words(
        "You have something to do in RJ Hub",
        ("Good morning,", "Something in RJ Hub is due today or late. Sign in to see it.", NOT_A_SAFE_PLACE),
    ),
    Kind.REQUEST_WAITS: Words(
        "A request waits for your answer in RJ Hub",
        (
            "Hello,",
            "A request for information waits for your agency's answer, and is due or late. Sign in to answer it.",
            NOT_A_SAFE_PLACE,
        ),
    ),
    Kind.EMERGENCY: Words(
        "Look into RJ Hub now",
        (
            "Hello,",
            "Somebody has opened a case of yours in an emergency. Sign in to see which, who, and why.",
            NOT_A_SAFE_PLACE,
        ),
    ),
    Kind.STANDS_STILL: Words(
        "Nobody is contacted by RJ Hub at the moment",
        (
            "Hello,",
            (
                "The database of RJ Hub was restored from a copy, so people may have said no since whom it does not "
                "know of. Until somebody decides that it knows them again, nobody can be contacted. Sign in to see "
                "what to do."
            ),
            NOT_A_SAFE_PLACE,
        ),
    ),
    Kind.ANSWER_LINK: Words(
        "A restorative justice hub asks you for information",
        (
            "Hello,",
            "{hub} asks your agency for information. Open this link to answer. It works once, until {until}:",
            "{link}",
            (
                "The hub rings you and tells you a code that the link asks for. "
                "Do not ring a number that somebody sends you."
            ),
            NOT_A_SAFE_PLACE,
        ),
    ),
    Kind.RECEIPT: Words(
        "Keep this receipt for the RJ Hub log of {partnership}",
        (
            "Hello,",
            "Attached is this month's receipt for the record of who did and read what in RJ Hub.",
            "Seal {number}, made {sealed_at} (universal time), over {entries} entries.\nKey: {fingerprint}",
            (
                "Keep the file outside RJ Hub. With it, anybody can tell later whether that record was changed:\n"
                "rjhub audit verify --receipt {file}"
            ),
            "This message says nothing about any case. RJ Hub sends it by itself: do not reply to it.",
        ),
        attaches="application/json",
    ),
}
CHANGES = (
    "Your password was changed",
    "A password was set for your account",
    "An authenticator app was added to your account",
    "The authenticator app was removed from your account",
    "New recovery codes were made for your account",
    "A passkey was added to your account",
    "A passkey was removed from your account",
    "Your agency’s sign-on was connected to your account",
)
"""What a mail may say has changed about somebody's account."""

OUR_PAGES = ("/account/", "/invitation/", "/answer/")
_LONGEST_NAME = 120
_REFERENCE = re.compile(references.PATTERN)


def _is_a_name(value: str) -> bool:
    return (
        0 < len(value) <= _LONGEST_NAME
        and value.isprintable()
        and not set(value) & set("@:<>{}")
        and not contact_details.found_in(value)
        and not _REFERENCE.search(value)
    )


def _is_a_link_of_ours(value: str) -> bool:
    parts = urlsplit(value)
    there = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.path.startswith(OUR_PAGES)
    return there and not (parts.query or parts.fragment) and value.isprintable() and " " not in value


def _looks_like(shape: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(shape, value) is not None


FILLED_WITH: Mapping[str, Callable[[str], bool]] = {
    "name": _is_a_name,
    "by": _is_a_name,
    "agency": _is_a_name,
    "hub": _is_a_name,
    "partnership": _is_a_name,
    "link": _is_a_link_of_ours,
    "what": CHANGES.__contains__,
    "until": _looks_like(
        r"\d{1,2} [A-Z][a-z]+ \d{4} at [\d:apm]{2,7}|\d{1,2} [A-Z][a-z]+ \d{4} at mid(?:day|night)"
    ),
    "sealed_at": _looks_like(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"),
    "number": _looks_like(r"[\d,]{1,20}"),
    "entries": _looks_like(r"[\d,]{1,20}"),
    "fingerprint": _looks_like(r"[0-9a-f]{4}(?: [0-9a-f]{4}){7}"),
    "file": _looks_like(r"receipt-[\w-]+\.json"),
}

# A name that holds more than a name is left out, and nobody's mail fails because of it.
INSTEAD: Mapping[str, str] = {
    "name": "colleague",
    "by": "Somebody",
    "agency": "an agency",
    "hub": "A hub",
    "partnership": "your partnership",
}
