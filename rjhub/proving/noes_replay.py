"""Orders of the machine of noes, taken in the database through the program's own actions, and compared step by step.

Saying no, lifting, exceptions by two people, joining, parting and erasing are taken as they are at work; after each the
database is asked of every record that is left whether it may be approached, and has to answer as the machine does. What
is written and sent has a machine of its own (`letters/tests/test_model.py`).

A backup is a point in the transaction, and a restore goes back to it: the database forgets what was done since, and the
files of the register, which stand outside of it, do not. Then it is frozen, and reconciled as people would.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from django.conf import settings
from django.db import transaction

from rjhub.kernel import clock
from rjhub.offers import freeze
from rjhub.offers.actions import erasing, noes, noticing
from rjhub.offers.models import Leave
from rjhub.offers.vocabulary import ErasedBecause, FrozenBecause
from rjhub.partnership.models import Hub, Staff
from rjhub.people import approach
from rjhub.people.actions import linking, stopping
from rjhub.people.actions.adding import add_person
from rjhub.people.actions.particulars import Particulars
from rjhub.people.models import Link, Person, Stop
from rjhub.people.vocabulary import SamePerson
from rjhub.proving.noes import Result
from rjhub.proving.noes_machine import ASKED, LETTERS, PAIRS, RULES, STEPS, A, C, States, clear, get
from rjhub.sharing import doors, readers
from rjhub.sharing.actions.granting import Granted, Scope
from rjhub.sharing.vocabulary import Purpose, Side

WHO = (
    Particulars(given_name="Zerlina", family_name="Quillfeather", born_on=date(1983, 2, 27)),
    Particulars(given_name="Ulrich", family_name="Oddbottom"),
    Particulars(given_name="Zerlyna", family_name="Quilfeather", born_on=date(1983, 2, 27)),
)
TAKEN = ("say no", "lift", "erase", "leave", "join", "restore")
ALL = frozenset(RULES)


@dataclass
class Stage:
    """Three records of one human being, as the machine and as the database have them."""

    by: Staff
    second: Staff
    people: list[Person]
    state: States = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    backup: str = ""

    def is_(self, name: str, value: int = 1) -> bool:
        """Whether a field of the machine has a value."""
        return int(get(self.state, name)[0]) == value


def replay(result: Result, *, traces: int, steps: int, seed: int) -> None:
    """Take so many orders of so many steps, and note where the database answers otherwise than the machine."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    before = settings.REGISTER_FOLDER
    named = Staff.objects.select_related("agency", "account", "principal", "partnership")
    by, second = (named.get(account__name=name) for name in ("Marian Okafor", "Tomasz Zielinski"))
    try:
        for _ in range(traces):
            with TemporaryDirectory() as folder:
                settings.REGISTER_FOLDER = Path(folder)
                with (
                    doors.opened(readers.reader_for(by), door="prove", purpose="prove"),
                    transaction.atomic(),
                ):
                    _take(
                        result, Stage(by, second, [_added(each, by, second) for each in WHO]), steps, chance
                    )
                    transaction.set_rollback(True)
            result.traces += 1
    finally:
        settings.REGISTER_FOLDER = before


def _take(result: Result, stage: Stage, steps: int, chance: random.Random) -> None:
    done: list[str] = []
    for _ in range(steps):
        several = _open_steps(stage)
        if not several:
            return
        (what, which), after = chance.choice(several)
        done.append(f"{what} {_name(what, which)}")
        DOING[what](stage, which, after)
        stage.state = after
        noticing.write(stage.by.partnership, freeze.newest())
        result.replayed += 1
        for record in range(3):
            if stage.is_(f"gone{record}"):
                continue
            expected = bool(clear(stage.state, record, ALL)[0]) and not stage.is_("frozen")
            answer = approach.may_be_approached(stage.people[record].id)
            result.compared += 1
            if (answer is approach.CLEAR) != expected:
                said = "may" if expected else "may not"
                result.differences.append(
                    f"{', '.join(done)}: {'ABC'[record]} {said} be approached; {answer}"
                )
                return


def _open_steps(stage: Stage) -> list[tuple[tuple[str, int], States]]:
    """The steps that may be taken now. Nothing is asked about an erased record, and none is joined or parted.

    A no that was taken back in a way of which the register does not say which no it was comes back at a restore: the
    database stops more than the machine then, so that is not compared.
    """
    found = []
    for (what, which), steps in STEPS.items():
        touched = PAIRS[which] if what == "join" else (which,)
        if what not in TAKEN or (what != "lift" and any(stage.is_(f"gone{record}") for record in touched)):
            continue
        if what == "lift" and (stage.is_("frozen") or (stage.is_("backup") and stage.is_(f"gone{which}"))):
            continue
        found += [((what, which), after) for after in steps(stage.state, ALL) if len(after)]
    return found


def _name(what: str, which: int) -> str:
    return "".join("ABC"[record] for record in PAIRS[which]) if what == "join" else "ABC"[which]


def _say_no(stage: Stage, which: int, after: States) -> None:
    del after
    noes.record_no(stage.people[which], noes.Reach(), said_on=clock.today(), by=stage.by, at=clock.now())


def _lift(stage: Stage, which: int, after: States) -> None:
    """By their own wish: the no on the record, and what is left of it where the record is erased."""
    del after
    today, how = clock.today(), "She rang"
    for stop in Stop.objects.filter(person_id=stage.people[which].id, lifted_at=None):
        stopping.lift_stop(stop, asked_on=today, how_they_asked=how, by=stage.by, at=clock.now())
    if which in LETTERS and stage.is_(f"kept{which}"):
        other = C if which == A else A
        if not stage.is_(f"gone{other}"):
            erasing.lift_after_erasure(
                stage.people[other], asked_on=today, how_they_asked=how, by=stage.by, at=clock.now()
            )


def _erase(stage: Stage, which: int, after: States) -> None:
    del after
    erasing.minimise_person(stage.people[which], because=ErasedBecause.ASKED, by=stage.by, at=clock.now())


def _leave(stage: Stage, which: int, after: States) -> None:
    before, then = int(get(stage.state, f"leave{which}")[0]), int(get(after, f"leave{which}")[0])
    stops = Stop.objects.select_related("person__file").filter(
        person_id=stage.people[which].id, lifted_at=None
    )
    if then == ASKED and before == 0:
        for stop in stops:
            noes.ask_leave(stop, why="A threat", until=clock.today(), by=stage.by, at=clock.now())
        return
    for stop in stops:
        _decide(stage, Leave.objects.get(stop=stop, ended_at=None), ends=then == 0)


def _decide(stage: Stage, leave: Leave, *, ends: bool) -> None:
    if ends:
        noes.end_leave(leave, by=stage.by, at=clock.now())
        return
    with doors.opened(readers.reader_for(stage.second), door="prove", purpose="prove"):
        noes.agree_to_leave(leave, by=stage.second, at=clock.now())


def _join(stage: Stage, which: int, after: States) -> None:
    one, other = (stage.people[record] for record in PAIRS[which])
    if get(after, f"join{which}")[0]:
        linking.decide_link(
            one, other, decision=SamePerson.SAME, why="She told us", by=stage.by, at=clock.now()
        )
        return
    low, high = sorted((one.id, other.id))
    linking.undo_link(
        Link.objects.get(first_id=low, second_id=high, undone_at=None), by=stage.by, at=clock.now()
    )


def _restore(stage: Stage, which: int, after: States) -> None:
    """Back up, restore, or reconcile, whichever the machine does."""
    del which
    if get(after, "backup")[0]:
        stage.backup = transaction.savepoint()
    elif get(after, "frozen")[0]:
        transaction.savepoint_rollback(stage.backup)
        noticing.have_stand_still(stage.by.partnership, FrozenBecause.MOVED)
    else:
        noticing.keep(stage.by.partnership)
        for at, (one, other) in enumerate(PAIRS):
            low, high = sorted((stage.people[one].id, stage.people[other].id))
            here = Link.objects.filter(first_id=low, second_id=high, undone_at=None).exists()
            if get(after, f"join{at}")[0] and not here:
                linking.decide_link(
                    stage.people[one], stage.people[other], decision=SamePerson.SAME, why="As before", by=stage.by,
                    at=clock.now(),
                )  # fmt: skip
        frozen = freeze.newest()
        if frozen is not None:
            freeze.open_again(frozen.id, "The register was compared")


DOING: dict[str, Callable[[Stage, int, States], None]] = {
    "say no": _say_no,
    "lift": _lift,
    "erase": _erase,
    "leave": _leave,
    "join": _join,
    "restore": _restore,
}


def _added(who: Particulars, by: Staff, second: Staff) -> Person:
    hubs = Hub.objects.filter(
        id__in=[role.hub_id for one in (by, second) for role in one.current_roles() if role.hub_id]
    )
    return add_person(
        partnership_id=by.partnership_id,
        side=Side.HARMED,
        particulars=who,
        granted=[Granted(tuple({hub.coordinators for hub in hubs}), Scope(purpose=Purpose.COORDINATE))],
        by=by,
        at=clock.now(),
    )
