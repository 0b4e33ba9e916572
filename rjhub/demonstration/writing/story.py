"""What the writer is given: what a case is about, whose it is, and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rjhub.demonstration.invented.circumstances import Circumstances
from rjhub.demonstration.invented.histories.events import Event
from rjhub.demonstration.invented.matters import Matter


@dataclass(frozen=True)
class Story:
    """One story. `hub` is a hub's code; empty, it is the one that serves the district.

    `telephones` says whether telephone numbers count when records of one human being are looked for: the few
    numbers that are kept for drama are shared by strangers as soon as there are thousands of people.
    """

    key: str
    matter: Matter
    circumstances: Mapping[tuple[str, int], Circumstances]
    events: tuple[Event, ...]
    hub: str = ""
    description: str = ""
    telephones: bool = field(default=True, kw_only=True)
