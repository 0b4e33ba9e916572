"""Worlds that are made up: agencies, an agreement, cases and people with their files, grants and rows.

What is made here is only said, in the words of `oracle`; `laying` writes it into a database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rjhub.proving import oracle
from rjhub.proving.oracle import Agency, Agreement, Case, Grant, Row

HOME, ELSEWHERE = "home", "elsewhere"


@dataclass(frozen=True)
class Reader:
    """A member of staff who asks, and the holders that the database numbers."""

    name: str
    staff: oracle.Staff


@dataclass(frozen=True)
class Written:
    """A row of a file: what it is, in which table, and whether it stood there before the grants."""

    row: Row
    table: int  # chosen among those that suit, by this number
    early: bool


@dataclass(frozen=True)
class Conflict:
    """That somebody knows a person of a file, by the name under which they are staff; and whether it has ended."""

    who: str
    ended: bool
    early: bool


@dataclass(frozen=True)
class Seal:
    """That a file was sealed, and whether it was opened again."""

    ended: bool
    early: bool


@dataclass(frozen=True)
class Opening:
    """That somebody opens a case in an emergency, if they may; early, before later rows, conflicts and seals."""

    who: str
    early: bool


@dataclass(frozen=True)
class Papers:
    """A file with its grants and rows. `case` and `person` say what it is the file of."""

    grants: tuple[Grant, ...] = ()
    rows: tuple[Written, ...] = ()
    case: Case | None = None
    before: str = ""  # the stage at which the case began; it moved to where it is afterwards
    parties_of: tuple[int, ...] = ()  # a person's file: in which cases of this world the person is
    conflicts: tuple[Conflict, ...] = ()
    seals: tuple[Seal, ...] = ()
    openings: tuple[Opening, ...] = ()  # of a case

    def early(self) -> "Papers":
        """The same before any of what came later was written, or ended."""
        return replace(
            self,
            conflicts=tuple(replace(one, ended=False) for one in self.conflicts if one.early),
            seals=tuple(replace(one, ended=False) for one in self.seals if one.early),
        )


@dataclass(frozen=True)
class World:
    """What can be said of one case or one person: a few files."""

    files: tuple[Papers, ...]


@dataclass(frozen=True)
class Batch:
    """Worlds that share a partnership: its agencies, its agreement, and how much time went by after all was written."""

    now: datetime
    agencies: tuple[Agency, ...]
    readers: tuple[Reader, ...]
    agreement: Agreement
    before: Agreement  # in force while everything was written
    days: int
    worlds: tuple[World, ...]
    turn: int = 0  # which tables have rows, by this number
    left: int | None = None  # minutes of each emergency when everybody is asked; None: it has just begun

    @property
    def later(self) -> datetime:
        """When everybody is asked."""
        return self.now + timedelta(days=self.days)

    def human(self, name: str) -> str:
        """Which human being somebody is, by the name under which they are staff."""
        return next(each.staff.human for each in self.readers if each.name == name)

    def reader(self, name: str) -> Reader:
        """Somebody, by the name under which they are staff."""
        return next(each for each in self.readers if each.name == name)

    def may_open(self, opening: Opening, file: oracle.File) -> bool:
        """Whether a case is opened as it was made up, where its file stood as it does here."""
        reader = self.reader(opening.who)
        joins_later = opening.early and reader.staff.human != reader.name
        return not joins_later and oracle.may_open_in_an_emergency(reader.staff, file, self.before, self.now)

    def file(self, world: World, papers: Papers) -> oracle.File:
        """A file as the rules speak of it, with what was opened of it in emergencies."""
        cases = [papers] if papers.case else [world.files[each] for each in papers.parties_of]
        opened = [
            grant
            for case in cases
            for one in case.openings
            for grant in self._opened(world, papers, case, one)
        ]
        file = self.without_emergencies(world, papers)
        return replace(file, grants=(*file.grants, *opened))

    def _opened(self, world: World, papers: Papers, case: Papers, opening: Opening) -> Iterator[Grant]:
        """What one of them gave in a file; nothing where the case was not opened, or this file was sealed then."""
        world = World(tuple(each.early() for each in world.files)) if opening.early else world
        case, papers = (each.early() if opening.early else each for each in (case, papers))
        its, own = self.without_emergencies(world, case), self.without_emergencies(world, papers)
        reader = self.reader(opening.who)
        if self.may_open(opening, its) and not oracle.is_sealed(own):
            yield from oracle.held_in_an_emergency(opening.who, reader.staff.agency, self.opened_at)

    @property
    def opened_at(self) -> datetime:
        """When each emergency began: all at once."""
        if self.days or self.left is None:
            return self.now
        return self.now - oracle.AN_HOUR + timedelta(minutes=self.left)

    def without_emergencies(self, world: World, papers: Papers) -> oracle.File:
        """A file as if nobody had opened it."""
        cases = [papers] if papers.case else [world.files[each] for each in papers.parties_of]
        return oracle.File(
            HOME,
            tuple(self._case(each) for each in cases),
            papers.grants,
            frozenset(self.human(each.who) for each in papers.conflicts if not each.ended),
            any(not each.ended for each in papers.seals),
        )

    def _case(self, papers: Papers) -> Case:
        kept_out = frozenset(self.human(each.who) for each in papers.conflicts if not each.ended)
        sealed = any(not each.ended for each in papers.seals)
        return replace(papers.case or Case(""), kept_out=kept_out, sealed=sealed)

    def holders(self) -> dict[str, Agency]:
        """Everything that a grant can name, with the agency behind it."""
        return {holder: reader.staff.agency for reader in self.readers for holder in reader.staff.stands_for}


def by_name(holder: str) -> bool:
    """Whether a holder is one member of staff."""
    return ", person " in holder
