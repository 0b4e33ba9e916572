"""What components are given: small frozen records that presenters are made of."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from rjhub.design.links import Link


class Tone(enum.StrEnum):
    """The only colours of a status, and what each means everywhere."""

    WAITING = "grey"  # not begun, or waiting for somebody else
    TO_DO = "blue"  # waiting for you
    DOING = "teal"  # somebody is at it
    DONE = "green"  # finished as it should
    SOON = "yellow"  # the time is nearly over
    LATE = "red"  # the time is over
    STOPPED = "orange"  # refused, withdrawn, or not safe to go on
    PAUSED = "purple"  # rests until a date
    SPECIAL = "magenta"  # sensitive or complex: more care, another approval


@dataclass(frozen=True)
class Tag:
    """A status in a coloured box; the words alone say everything."""

    text: str
    tone: Tone = Tone.WAITING


@dataclass(frozen=True)
class Code:
    """What a program writes or reads, exactly so."""

    text: str


Shown = str | int | Link | Tag | Code | Markup | Sequence["Shown"] | None
"""What a row or a cell may hold. Several things stand below each other; nothing is shown as a dash."""


@dataclass(frozen=True)
class Row:
    """A question and its answer, with what can be done about it."""

    key: str
    value: Shown
    action: Link | None = None


@dataclass(frozen=True)
class Column:
    """The head of a column. With `sort_href` it is a link that sorts by it."""

    text: str
    numeric: bool = False
    sort_href: str = ""
    sorted: str = ""  # "ascending", "descending" or nothing: the words that browsers understand


@dataclass(frozen=True)
class Paging:
    """Where a list stands. `at_least` says that counting stopped at `total`."""

    first: int
    last: int
    total: int
    at_least: bool = False
    previous_href: str = ""
    next_href: str = ""
    things: str = "results"


@dataclass(frozen=True)
class Task:
    """One line of a task list. Without `href` it cannot be begun yet. `finishing`: where it is ticked off by hand."""

    title: str
    status: Tag | str
    href: str = ""
    hint: str = ""
    finishing: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that happened, on a timeline."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""
    more: Link | None = None


@dataclass(frozen=True)
class Obstacle:
    """One thing that stands in the way of the next step, who can remove it, and where."""

    text: str
    who: str = ""
    act: Link | None = None


@dataclass(frozen=True)
class Side:
    """One of the two sides of a case. With `closed`, the reason why this reader may not see it."""

    name: str = ""
    closed: str = ""


@dataclass(frozen=True)
class Identity:
    """What a case is called and who answers for it, at the top of each of its pages."""

    reference: str
    title: str
    tags: tuple[Tag, ...] = ()
    facts: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Section:
    """A group of places in the side navigation."""

    heading: str
    links: tuple[Link, ...]
