"""What somebody holds that lapses, how it stands on a day, and when people are reminded of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rjhub.facilitators.models import Clearance
from rjhub.facilitators.vocabulary import ClearanceKind, EndedAs, State
from rjhub.kernel import working_days
from rjhub.partnership import reference
from rjhub.partnership.models import PractitionerLevel, Staff, Training
from rjhub.partnership.vocabulary import TrainingKind

SOON = timedelta(days=90)
REMINDED = (90, 30, 7, 1)
"""How many days before something lapses whoever has to renew it is reminded."""
WORDS = {"level": "practitioner level", "dbs": "DBS check", "vetting": "police vetting"}


@dataclass(frozen=True)
class Held:
    """One thing that somebody holds, with its last day; without one it does not lapse."""

    what: str
    until: date | None
    kind: str = ""

    def state(self, today: date) -> State:
        """How it stands."""
        if self.until is None or self.until - today > SOON:
            return State.CURRENT
        return State.SOON if self.until >= today else State.LAPSED


def held_by(staff: Staff, today: date) -> list[Held]:
    """Everything of somebody that lapses or may, the newest of each kind, from what was read with them."""
    return [
        *_level(staff.levels.all(), today),
        *_clearances(staff.clearances.all()),
        *_trainings(staff.trainings.all()),
    ]


def reminded_on(until: date, today: date) -> bool:
    """Whether a reminder of something that lapses is due this morning: the first working day at each distance."""
    before = working_days.add_working_days(today, -1)
    return any(before < until - timedelta(days=days) <= today for days in REMINDED) and until >= today


def _level(levels: Iterable[PractitionerLevel], today: date) -> Iterator[Held]:
    begun = [one for one in levels if one.since <= today]
    in_force = [one for one in begun if one.until is None or one.until >= today] or begun
    if in_force:
        highest = max(one.level for one in in_force)
        same = [one for one in in_force if one.level == highest]
        until = _latest(one.until for one in same)
        yield Held(f"{same[0].get_level_display()} level", until, "level")


def _clearances(clearances: Iterable[Clearance]) -> Iterator[Held]:
    found: dict[tuple[str, str], list[date]] = {}
    for one in clearances:
        if one.ended_as != EndedAs.MISTAKE:
            last = one.until if one.ended_on is None else min(one.until, one.ended_on - timedelta(days=1))
            found.setdefault((one.kind, one.prison), []).append(last)
    for (kind, prison), days in sorted(found.items()):
        label = ClearanceKind(kind).label if not prison else f"Clearance for {prison_name(prison)}"
        yield Held(label, max(days), kind)


def _trainings(trainings: Iterable[Training]) -> Iterator[Held]:
    found: dict[str, list[date | None]] = {}
    for one in trainings:
        name = (
            f"Training “{one.course}”"
            if one.kind == TrainingKind.OTHER
            else f"Training “{one.get_kind_display()}”"
        )
        found.setdefault(name, []).append(one.lapses_on)
    for name, days in sorted(found.items()):
        yield Held(name, _latest(days), "training")


def _latest(days: Iterable[date | None]) -> date | None:
    every = list(days)
    return None if None in every else max(day for day in every if day is not None)


def prison_name(code: str) -> str:
    """What a prison is called; its code where the list does not have it any more."""
    return next((one.name for one in reference.prisons() if one.code == code), code)
