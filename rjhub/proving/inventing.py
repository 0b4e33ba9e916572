"""Worlds made up at random: agencies, an agreement, cases and people with their files, grants and rows.

What is made here is only said, in the words of `oracle`; `laying` writes it into a database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.stages import StageKind
from rjhub.proving import oracle
from rjhub.proving.oracle import Agency, Agreement, Case, Clause, Grant, Row
from rjhub.sharing.vocabulary import Category, Purpose, Side

SIDES, CATEGORIES = Side.values, Category.values
# Nobody is granted anything for an emergency: the database alone makes that, within the hour, and has tests of its own.
PURPOSES = [purpose.value for purpose in Purpose if purpose != Purpose.EMERGENCY]
KINDS = [kind.value for kind in AgencyType]
STAGES = [kind.value for kind in StageKind]
WORKS_WITH = ("harmed", "responsible", "both", "neither")
HOME, ELSEWHERE = "home", "elsewhere"
AGENCIES = 5
# Beyond a clause's time, at it and short of it: days from the day on which it ends.
AROUND = (-40, -1, 0, 1, 40)
LONGEST_NIGHT = 7


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
class Papers:
    """A file with its grants and rows. `case` and `person` say what it is the file of."""

    grants: tuple[Grant, ...] = ()
    rows: tuple[Written, ...] = ()
    case: Case | None = None
    before: str = ""  # the stage at which the case began; it moved to where it is afterwards
    parties_of: tuple[int, ...] = ()  # a person's file: in which cases of this world the person is
    conflicts: tuple[Conflict, ...] = ()
    seals: tuple[Seal, ...] = ()


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

    @property
    def later(self) -> datetime:
        """When everybody is asked."""
        return self.now + timedelta(days=self.days)

    def human(self, name: str) -> str:
        """Which human being somebody is, by the name under which they are staff."""
        return next(each.staff.human for each in self.readers if each.name == name)

    def file(self, world: World, papers: Papers) -> oracle.File:
        """A file as the rules speak of it."""
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


def happens(chance: Random, probability: float) -> bool:
    """Whether something happens that happens so often."""
    return chance.random() < probability


def batch(chance: Random, count: int) -> Batch:
    """Make one up."""
    now = datetime.now(UTC).replace(microsecond=0)
    agencies = tuple(_agency(chance, number) for number in range(AGENCIES))
    readers = _readers(chance, agencies)
    days = chance.choice((0, 0, 1, LONGEST_NIGHT))
    agreement = _agreement(chance, agencies, now)
    before = agreement if happens(chance, 0.5) else _agreement(chance, agencies, now)
    made = Batch(now, agencies, readers, agreement, before, days, ())
    makers = _Makers(chance, made, agreement, made.holders())
    return replace(made, worlds=tuple(makers.world() for _ in range(count)))


def _agency(chance: Random, number: int) -> Agency:
    signed = happens(chance, 0.95)
    withdrawn = signed and happens(chance, 0.06)
    kind, works_with = chance.choice(KINDS), chance.choice(WORKS_WITH)
    return Agency(f"agency {number + 1}", kind, works_with, signed, withdrawn)


def _readers(chance: Random, agencies: Sequence[Agency]) -> tuple[Reader, ...]:
    found: list[Reader] = []
    for agency in agencies:
        for number in range(2):
            who = f"{agency.name}, person {number + 1}"
            roles = {who}
            if happens(chance, 0.4):
                roles.add(f"{agency.name}, lead contacts")
            if happens(chance, 0.3):
                roles.add(f"{agency.name}, coordinators")
            # Some work for another agency, too.
            human = chance.choice(found).staff.human if found and happens(chance, 0.15) else who
            found.append(Reader(who, oracle.Staff(HOME, agency, human, frozenset(roles))))
    stranger = chance.choice(found)
    found.append(Reader(f"{stranger.name}, elsewhere", replace(stranger.staff, partnership=ELSEWHERE)))
    return tuple(found)


def by_name(holder: str) -> bool:
    """Whether a holder is one member of staff."""
    return ", person " in holder


def _agreement(chance: Random, agencies: Sequence[Agency], now: datetime) -> Agreement:
    kinds = sorted({agency.kind for agency in agencies})
    parties = tuple(kind for kind in kinds if happens(chance, 0.9))
    today = oracle.day_of(now)
    clauses = tuple(_clause(chance, number, kinds) for number in range(chance.randint(2, 9)))
    review = today + timedelta(days=chance.choice((7, 8, 300, 300, 300, 300)))
    return Agreement(clauses, parties, today - timedelta(days=30), review)


def _clause(chance: Random, number: int, kinds: Sequence[str]) -> Clause:
    lasts = chance.choice((0, 1, 3, 6, 84))
    counted = happens(chance, 0.5)
    return Clause(
        number=f"{number + 1}.1",
        purposes=_some(chance, PURPOSES, 4),
        kinds=_any_or_some(chance, kinds),
        works_with=_any_or_some(chance, WORKS_WITH),
        stages=_any_or_some(chance, STAGES),
        sides=_some(chance, SIDES, 3),
        categories=_some(chance, CATEGORIES, 13),
        months=max(lasts, 1) if counted else None,
        months_after_closing=None if counted else lasts,
    )


def _some(chance: Random, words: Sequence[str], most: int) -> tuple[str, ...]:
    chosen = set(chance.sample(words, chance.randint(1, min(most, len(words)))))
    return tuple(word for word in words if word in chosen)


def _any_or_some(chance: Random, words: Sequence[str]) -> tuple[str, ...]:
    return () if happens(chance, 0.5) else _some(chance, words, max(1, len(words) // 2))


@dataclass(frozen=True)
class _Makers:
    """Makes worlds of a batch."""

    chance: Random
    batch: Batch
    agreement: Agreement
    holders: dict[str, Agency]

    def world(self) -> World:
        """A referral, a case, or a person with the cases they are in."""
        if happens(self.chance, 0.4):
            return World((self._papers(),))
        if happens(self.chance, 0.6):
            return World((self._case(),))
        cases = tuple(self._case(empty=True) for _ in range(self.chance.choice((1, 1, 2))))
        return World((*cases, self._papers(parties_of=tuple(range(len(cases))))))

    def _case(self, *, empty: bool = False) -> Papers:
        told = [stage for clause in self.agreement.clauses for stage in clause.stages]
        stage, closed = self.chance.choice(told or STAGES), None
        if happens(self.chance, 0.4):
            stage, closed = "closed", self._day_that_counts("months_after_closing")
        before = self.chance.choice(STAGES) if happens(self.chance, 0.4) else stage
        case = Case(stage, closed)
        if not empty:
            return self._papers(case=case, before=before)
        conflicts = self._some_conflicts() if happens(self.chance, 0.25) else ()
        seals = self._some_seals() if happens(self.chance, 0.25) else ()
        return Papers(case=case, before=before, conflicts=conflicts, seals=seals)

    def _papers(self, case: Case | None = None, before: str = "", parties_of: tuple[int, ...] = ()) -> Papers:
        grants = tuple(self._grant() for _ in range(self.chance.choice((0, 1, 1, 2, 3))))
        rows = tuple(self._row(grants) for _ in range(self.chance.randint(2, 5)))
        conflicts = self._some_conflicts() if happens(self.chance, 0.15) else ()
        seals = self._some_seals() if happens(self.chance, 0.12) else ()
        return Papers(grants, rows, case, before, parties_of, conflicts, seals)

    def _some_conflicts(self) -> tuple[Conflict, ...]:
        names = [each.name for each in self.batch.readers if each.staff.human == each.name]
        return (Conflict(self.chance.choice(names), happens(self.chance, 0.25), happens(self.chance, 0.5)),)

    def _some_seals(self) -> tuple[Seal, ...]:
        return (Seal(happens(self.chance, 0.25), happens(self.chance, 0.5)),)

    def _grant(self) -> Grant:
        """Most grants are such that some clause speaks of them, more or less."""
        clause = self.chance.choice(self.agreement.clauses)
        fitting = [
            holder
            for holder, agency in self.holders.items()
            if oracle.among(agency.kind, clause.kinds) and oracle.among(agency.works_with, clause.works_with)
        ]
        holder = self.chance.choice(fitting if fitting and happens(self.chance, 0.8) else list(self.holders))
        agency = self.holders[holder]
        sides, categories = _some(self.chance, SIDES, 3), _some(self.chance, CATEGORIES, 13)
        purpose = self.chance.choice(PURPOSES)
        if happens(self.chance, 0.8):
            sides, categories = clause.sides, clause.categories
            purpose = self.chance.choice(clause.purposes)
        if agency.works_with not in oracle.BESIDE_THE_HARMED and oracle.HARMED in sides:
            categories = tuple(each for each in categories if each not in oracle.WALLED) or ("casework",)
        granted = self._day_that_counts("months")
        hours = self.chance.choice((None, None, None, -2, 2, 24 * 5, 24 * 90))
        until = (
            None if hours is None else max(self.batch.now + timedelta(hours=hours), granted + timedelta(1))
        )
        ended = self.batch.now - timedelta(minutes=5) if happens(self.chance, 0.2) else None
        return Grant(holder, agency, by_name(holder), purpose, sides, categories, granted, until, ended)

    def _row(self, grants: Sequence[Grant]) -> Written:
        side, category = self.chance.choice(SIDES), self.chance.choice(CATEGORIES)
        if grants and happens(self.chance, 0.85):
            grant = self.chance.choice(grants)
            side, category = self.chance.choice(grant.sides), self.chance.choice(grant.categories)
        row = Row(side, category)
        if happens(self.chance, 0.15) and not oracle.is_walled(side, category):
            holder = self.chance.choice(list(self.holders))
            row = Row(side, category, holder, by_name(holder))
        return Written(row, self.chance.randrange(1 << 16), happens(self.chance, 0.5))

    def _day_that_counts(self, of: str) -> datetime:
        """A moment in the past, often one from which the time of a clause ends about when everybody is asked."""
        lengths = [each for clause in self.agreement.clauses if (each := getattr(clause, of)) is not None]
        today = oracle.day_of(self.batch.later)
        months = self.chance.choice(lengths) if lengths and happens(self.chance, 0.6) else 0
        day = oracle.months_later(today, -months) + timedelta(days=self.chance.choice(AROUND))
        latest = self.batch.now - timedelta(hours=1)
        return min(datetime(day.year, day.month, day.day, 11, tzinfo=UTC), latest)
