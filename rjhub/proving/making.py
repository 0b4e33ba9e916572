"""Making up worlds at random: agencies, who works there, an agreement, and cases and people with what is in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.proving import clauses, oracle
from rjhub.proving.inventing import (
    ELSEWHERE,
    HOME,
    Batch,
    Conflict,
    Opening,
    Papers,
    Reader,
    Seal,
    World,
    Written,
    by_name,
)
from rjhub.proving.oracle import Agency, Agreement, Case, Grant, Row

KINDS = [kind.value for kind in AgencyType]
AGENCIES = 5
# Beyond a clause's time, at it and short of it: days from the day on which it ends.
AROUND = (-40, -3, -1, 0, 1, 40)
LONGEST_NIGHT = 7


def batch(chance: Random, count: int) -> Batch:
    """Make one up."""
    now = datetime.now(UTC).replace(microsecond=0)
    # Some types of agency are there twice, working with other people.
    kinds = chance.sample(KINDS, AGENCIES - 2)
    agencies = tuple(_agency(chance, number, chance.choice(kinds)) for number in range(AGENCIES))
    readers = _readers(chance, agencies)
    days = chance.choice((0, 0, 1, LONGEST_NIGHT))
    agreement = clauses.agreement(chance, agencies, now)
    before = agreement if clauses.happens(chance, 0.5) else clauses.agreement(chance, agencies, now)
    turn, left = chance.randrange(1 << 16), chance.choice((None, 5, 0))
    made = Batch(now, agencies, readers, agreement, before, days, (), turn, left)
    makers = _Makers(chance, made, agreement, made.holders())
    return replace(made, worlds=tuple(makers.world() for _ in range(count)))


def _agency(chance: Random, number: int, kind: str) -> Agency:
    signed = clauses.happens(chance, 0.95)
    withdrawn = signed and clauses.happens(chance, 0.06)
    return Agency(f"agency {number + 1}", kind, chance.choice(clauses.WORKS_WITH), signed, withdrawn)


def _readers(chance: Random, agencies: Sequence[Agency]) -> tuple[Reader, ...]:
    found: list[Reader] = []
    for agency in agencies:
        for number in range(2):
            who = f"{agency.name}, person {number + 1}"
            roles = {who}
            if clauses.happens(chance, 0.4):
                roles.add(f"{agency.name}, lead contacts")
            if clauses.happens(chance, 0.3):
                roles.add(f"{agency.name}, coordinators")
            # Some work for another agency, too.
            human = chance.choice(found).staff.human if found and clauses.happens(chance, 0.25) else who
            keeps_safe = clauses.happens(chance, 0.7)
            found.append(Reader(who, oracle.Staff(HOME, agency, human, frozenset(roles), keeps_safe)))
    stranger = chance.choice(found)
    found.append(Reader(f"{stranger.name}, elsewhere", replace(stranger.staff, partnership=ELSEWHERE)))
    return tuple(found)


@dataclass(frozen=True)
class _Makers:
    """Makes worlds of a batch."""

    chance: Random
    batch: Batch
    agreement: Agreement
    holders: dict[str, Agency]

    def world(self) -> World:
        """A referral, a case, or a person with the cases they are in."""
        if clauses.happens(self.chance, 0.4):
            return World((self._papers(),))
        if clauses.happens(self.chance, 0.6):
            return World((self._case(),))
        cases = tuple(self._case(empty=True) for _ in range(self.chance.choice((1, 1, 2))))
        return World((*cases, self._papers(parties_of=tuple(range(len(cases))))))

    def _case(self, *, empty: bool = False) -> Papers:
        told = [stage for clause in self.agreement.clauses for stage in clause.stages]
        stage, closed = self.chance.choice(told or clauses.STAGES), None
        if clauses.happens(self.chance, 0.4):
            stage, closed = "closed", self._day_that_counts("months_after_closing")
        before = self.chance.choice(clauses.STAGES) if clauses.happens(self.chance, 0.4) else stage
        case, openings = Case(stage, closed), self._some_openings()
        if not empty:
            return replace(self._papers(case=case, before=before), openings=openings)
        conflicts = self._some_conflicts() if clauses.happens(self.chance, 0.25) else ()
        seals = self._some_seals() if clauses.happens(self.chance, 0.25) else ()
        return Papers(case=case, before=before, conflicts=conflicts, seals=seals, openings=openings)

    def _papers(self, case: Case | None = None, before: str = "", parties_of: tuple[int, ...] = ()) -> Papers:
        conflicts = self._some_conflicts() if clauses.happens(self.chance, 0.15) else ()
        seals = self._some_seals() if clauses.happens(self.chance, 0.12) else ()
        concerned = self._concerned(conflicts, seals)
        grants = tuple(self._grant(concerned) for _ in range(self.chance.choice((0, 1, 1, 2, 3))))
        rows = tuple(self._row(grants) for _ in range(self.chance.randint(2, 5)))
        return Papers(grants, rows, case, before, parties_of, conflicts, seals)

    def _some_openings(self) -> tuple[Opening, ...]:
        if not clauses.happens(self.chance, 0.25):
            return ()
        able = [each for each in self.batch.readers if each.staff.partnership == HOME]
        safe = [each for each in able if each.staff.keeps_safe]
        who = self.chance.choice(safe if safe and clauses.happens(self.chance, 0.8) else able)
        return (Opening(who.name, clauses.happens(self.chance, 0.4)),)

    def _some_conflicts(self) -> tuple[Conflict, ...]:
        humans = [each.staff.human for each in self.batch.readers if each.staff.partnership == HOME]
        twice = [human for human in humans if humans.count(human) > 1]
        names = twice if twice and clauses.happens(self.chance, 0.5) else humans
        return (
            Conflict(
                self.chance.choice(names),
                clauses.happens(self.chance, 0.25),
                clauses.happens(self.chance, 0.5),
            ),
        )

    def _concerned(self, conflicts: Sequence[Conflict], seals: Sequence[Seal]) -> list[str]:
        """Those to whom it makes a difference that a file is shut or sealed."""
        known = {each.who for each in conflicts}
        shut = [
            each
            for reader in self.batch.readers
            if reader.staff.human in known
            for each in reader.staff.stands_for
        ]
        return sorted(set(shut)) or [holder for holder in self.holders if seals and not by_name(holder)]

    def _some_seals(self) -> tuple[Seal, ...]:
        return (Seal(clauses.happens(self.chance, 0.25), clauses.happens(self.chance, 0.5)),)

    def _grant(self, concerned: Sequence[str]) -> Grant:
        """Most grants are such that some clause speaks of them, more or less."""
        clause = self.chance.choice(self.agreement.clauses)
        fitting = [
            holder
            for holder, agency in self.holders.items()
            if oracle.among(agency.kind, clause.kinds) and oracle.among(agency.works_with, clause.works_with)
        ]
        fitting = [each for each in fitting if each in concerned] or fitting
        holder = self.chance.choice(
            fitting if fitting and clauses.happens(self.chance, 0.8) else list(self.holders)
        )
        agency = self.holders[holder]
        sides, categories = (
            clauses.some(self.chance, clauses.SIDES, 3),
            clauses.some(self.chance, clauses.CATEGORIES, 13),
        )
        purpose = self.chance.choice(clauses.PURPOSES)
        if clauses.happens(self.chance, 0.8):
            sides, categories = clause.sides, clause.categories
            purpose = self.chance.choice([each for each in clause.purposes if each != oracle.EMERGENCY])
        if agency.works_with not in oracle.BESIDE_THE_HARMED and oracle.HARMED in sides:
            categories = tuple(each for each in categories if each not in oracle.WALLED) or ("casework",)
        granted = self._day_that_counts("months")
        soon = 24 * self.batch.days + 12
        hours = self.chance.choice((None, None, None, -2, soon, 24 * 5, 24 * 90))
        until = (
            None if hours is None else max(self.batch.now + timedelta(hours=hours), granted + timedelta(1))
        )
        ended = self.batch.now - timedelta(minutes=5) if clauses.happens(self.chance, 0.15) else None
        return Grant(holder, agency, by_name(holder), purpose, sides, categories, granted, until, ended)

    def _row(self, grants: Sequence[Grant]) -> Written:
        side, category = self.chance.choice(clauses.SIDES), self.chance.choice(clauses.CATEGORIES)
        if grants and clauses.happens(self.chance, 0.85):
            grant = self.chance.choice(grants)
            side, category = self.chance.choice(grant.sides), self.chance.choice(grant.categories)
        row = Row(side, category)
        if clauses.happens(self.chance, 0.15) and not oracle.is_walled(side, category):
            holder = self.chance.choice(list(self.holders))
            row = Row(side, category, holder, by_name(holder))
        return Written(row, self.chance.randrange(1 << 16), clauses.happens(self.chance, 0.5))

    def _day_that_counts(self, of: str) -> datetime:
        """A moment in the past, often one from which the time of a clause ends about when everybody is asked."""
        lengths = [each for clause in self.agreement.clauses if (each := getattr(clause, of)) is not None]
        today = oracle.day_of(self.batch.later)
        months = self.chance.choice(lengths) if lengths and clauses.happens(self.chance, 0.6) else 0
        day = oracle.months_later(today, -months) + timedelta(days=self.chance.choice(AROUND))
        latest = self.batch.now - timedelta(hours=1)
        return min(datetime(day.year, day.month, day.day, 11, tzinfo=UTC), latest)
