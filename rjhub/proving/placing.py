"""Where everything of a batch of worlds stands in the database: its number, its table, its key."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from rjhub.proving import oracle
from rjhub.proving.bare import Tables
from rjhub.proving.inventing import ELSEWHERE, HOME, Batch, Papers
from rjhub.proving.oracle import Row

PARTNERSHIPS = {HOME: 30_001, ELSEWHERE: 30_002}
FIRST_HOLDER = 2_000_000_000
PERSON, CASE, PARTY = "people_person", "cases_case", "cases_party"
CONFLICT, SEALING = "sharing_conflictofinterest", "sharing_sealing"
FOUND_BY = " proof "
OPENED_BEFORE = "1"
# Staff and their accounts have keys beyond those of rows; whoever ends conflicts and seals is somebody else.
STAFF = 1 << 44
SOMEBODY_ELSE = STAFF - 1


@dataclass(frozen=True)
class Placed:
    """A row as it stands in the database."""

    number: int
    file: int
    row: Row
    table: str
    early: bool
    case: int = 0  # of a party: the files of its case and of its person
    person: int = 0
    staff: str = ""  # of a conflict: who has it
    ended: bool = False  # of a conflict or a sealing


@dataclass
class Laid:
    """A batch in the database: where everything is."""

    batch: Batch
    tables: Tables
    numbers: dict[str, int] = field(default_factory=dict)  # of holders
    files: list[tuple[int, Papers]] = field(default_factory=list)  # by number, with the number of their world
    rows: list[Placed] = field(default_factory=list)  # by number
    of_file: dict[tuple[str, int], int] = field(default_factory=dict)  # which row a case or person has
    opened: set[tuple[int, int]] = field(
        default_factory=set
    )  # in emergencies: by file of a case, and place there

    def __post_init__(self) -> None:
        """Give everything its number."""
        self.numbers = {name: FIRST_HOLDER + at for at, name in enumerate(sorted(self.batch.holders()))}
        for at, world in enumerate(self.batch.worlds):
            first = len(self.files)
            for papers in world.files:
                self.files.append((at, papers))
                self._place(papers, first)

    def staff_id(self, name: str) -> UUID:
        """The key of somebody's membership."""
        return uuid_of(STAFF + self.numbers[name] - FIRST_HOLDER)

    def file(self, number: int) -> oracle.File:
        """A file as the rules speak of it."""
        world, papers = self.files[number]
        return self.batch.file(self.batch.worlds[world], papers)

    def _place(self, papers: Papers, first: int) -> None:
        file = len(self.files) - 1
        if papers.case is not None:
            self._add(file, Row("neutral", "casework"), CASE, early=True)
        if papers.parties_of:
            side = "harmed" if file % 2 else "responsible"
            self._add(file, Row(side, "identity"), PERSON, early=True)
        for other in papers.parties_of:
            self._add(
                first + other, Row("neutral", "casework"), PARTY, early=True, case=first + other, person=file
            )
        row = Row("neutral", "casework")
        for one in papers.conflicts:
            self._add(file, row, CONFLICT, early=one.early, staff=one.who, ended=one.ended)
        for seal in papers.seals:
            self._add(file, row, SEALING, early=seal.early, ended=seal.ended)
        for written in papers.rows:
            names = self.tables.with_holder if written.row.holder else self.tables.plain
            self._add(file, written.row, names[written.table % len(names)], early=written.early)

    def _add(self, file: int, row: Row, table: str, *, early: bool, **more: Any) -> None:
        number = len(self.rows)
        if table in {CASE, PERSON}:
            self.of_file[table, file] = number
        self.rows.append(Placed(number, file, row, table, early, **more))


def uuid_of(number: int) -> UUID:
    """The key of something by its number. Its last twelve digits say the number."""
    return UUID(int=(0x5EED << 112) + number)


def reference_of(file: int) -> str:
    """How people call a case, by the number of its file."""
    return f"PROOF-{file}"


def grant_id(file: int, at: int) -> UUID:
    """The key of one of a file's grants."""
    return uuid_of(file * 16 + at)
