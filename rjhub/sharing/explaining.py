"""Why somebody can see something, or why not: the grant, the clause that allows it, the purpose, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from django.db.models import Q

from rjhub.kernel import clock, months
from rjhub.partnership import acting
from rjhub.partnership.models import AgreementVersion, Principal, Signature, Staff
from rjhub.partnership.vocabulary import PrincipalKind
from rjhub.sharing import queries
from rjhub.sharing.actions import agreeing
from rjhub.sharing.models import Allowance, File, Grant
from rjhub.sharing.vocabulary import Category, Purpose, Side

SEALED = "The case is sealed: only people see it who are named one by one."
BARRED = "A conflict of interest is recorded, so nothing of it shows."


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One grant that counts, and the clause by which it counts."""

    purpose: Purpose
    holder: Principal
    clause: str
    granted_at: datetime
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Whether somebody sees a side and category of a file. Without reasons, `why_not` says what is missing."""

    reasons: tuple[Reason, ...]
    why_not: str = ""

    @property
    def sees(self) -> bool:
        """Whether they see it."""
        return bool(self.reasons)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a file stood: whether it was shut to them or sealed, at which stages it was, and since when closed."""

    barred: bool
    sealed: bool
    stages: tuple[str, ...]
    closed_on: date | None


Explained = dict[tuple[Side, Category], Explanation]


def explain(staff: Staff, file: File, side: Side, category: Category) -> Explanation:
    """Say why a member of staff sees a side and category of a file, or why not."""
    return explain_all(staff, file)[side, category]


def standing_of(staff: Staff, file: File) -> Standing:
    """How a file stands now for somebody, as far as the one who asks sees conflicts and sealings in it."""
    return Standing(
        barred=queries.is_barred(staff, file),
        sealed=queries.sealing_of(file) is not None,
        stages=tuple(file.stages),
        closed_on=file.closed_on,
    )


def explain_all(
    staff: Staff, file: File, *, at: datetime | None = None, standing: Standing | None = None
) -> Explained:
    """The same for every side and category of a file, in as few statements as for one.

    `at` asks it of a moment that has passed; then `standing` says how the file stood. Grants, roles, signatures and
    agreements know from when until when they counted; what a clause said then is compiled from its text.
    """
    past, at = at is not None, at or clock.now()
    version = _version_at(staff, at)
    if version is None:
        why_not = f"{staff.agency.short_name} is not a party to an information sharing agreement in force."
        return _everywhere(why_not)
    standing = standing or standing_of(staff, file)
    if standing.barred:
        return _everywhere(BARRED)
    grants = [
        one
        for one in _grants(staff, file, at, past=past)
        if not standing.sealed or one.holder.kind == PrincipalKind.STAFF
    ]
    if standing.sealed and not grants:
        return _everywhere(SEALED)
    allowed = [one for one in _allowances(version, grants) if _at_stage(one, standing)]
    known = _Known(grants, allowed, standing, clock.day_of(at))
    return {
        (side, category): _explanation(known, side, category) for side, category in product(Side, Category)
    }


def _everywhere(why_not: str) -> Explained:
    return dict.fromkeys(product(Side, Category), Explanation(reasons=(), why_not=why_not))


@dataclass(frozen=True)
class _Known:
    """What decides: grants to somebody on the file, what clauses allow at its stages, how it stood, and the day."""

    grants: list[Grant]
    allowed: list[Allowance]
    standing: Standing
    day: date


def _explanation(known: _Known, side: Side, category: Category) -> Explanation:
    here = [grant for grant in known.grants if side in grant.sides and category in grant.categories]
    if not here:
        return Explanation(reasons=(), why_not="No task here asks for it.")
    of_it = [one for one in known.allowed if side in one.sides and category in one.categories]
    reasons = tuple(reason for grant in here for reason in _reasons(known, grant, of_it))
    task = here[0].get_purpose_display()
    no_clause = f"There is a task here, {task}, but no clause of the agreement allows this now."
    return Explanation(reasons=reasons, why_not="" if reasons else no_clause)


def _version_at(staff: Staff, at: datetime) -> AgreementVersion | None:
    """The agreement that counted at a moment, if somebody's agency was covered by it."""
    signed = Signature.objects.filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gt=at),
        Q(agreement__ended_at=None) | Q(agreement__ended_at__gt=at),
        agency_id=staff.agency_id,
        signed_at__lte=at,
        agreement__in_force_since__lte=at,
        agreement__review_on__gte=clock.day_of(at),
    )
    found = signed.select_related("agreement").first()
    return found.agreement if found else None


def _grants(staff: Staff, file: File, at: datetime, *, past: bool) -> list[Grant]:
    found = Grant.objects.filter(
        Q(until=None) | Q(until__gt=at),
        Q(ended_at=None) | Q(ended_at__gt=at),
        partnership_id=file.partnership_id,
        file=file,
        holder_id__in=acting.principals_at(staff, at) if past else acting.principals_of(staff),
        granted_at__lte=at,
    )
    return list(found.select_related("holder").order_by("granted_at", "id"))


def _allowances(version: AgreementVersion, grants: list[Grant]) -> list[Allowance]:
    """What the clauses of a version allow: as compiled, or, where it has ended, compiled anew from its text."""
    purposes = {grant.purpose for grant in grants}
    if version.ended_at is None:
        found: Iterable[Allowance] = Allowance.objects.filter(agreement=version, purpose__in=purposes)
    else:
        found = (
            one for one in agreeing.allowances(version, queries.read(version)) if one.purpose in purposes
        )
    return sorted(found, key=lambda one: one.clause)


def _at_stage(allowance: Allowance, standing: Standing) -> bool:
    return not allowance.stages or bool({*allowance.stages} & {*standing.stages})


def _reasons(known: _Known, grant: Grant, allowed: list[Allowance]) -> list[Reason]:
    of_holder = [
        one
        for one in allowed
        if (one.purpose, one.agency_kind, one.works_with)
        == (grant.purpose, grant.holder.agency_kind, grant.holder.works_with)
    ]
    found = []
    for one in of_holder:
        last = _until(grant, one, known.standing)
        if last is None or last > known.day:
            ends = [last] if last else []
            until = min([*ends, *([clock.day_of(grant.until)] if grant.until else [])], default=None)
            found.append(
                Reason(
                    purpose=Purpose(grant.purpose),
                    holder=grant.holder,
                    clause=one.clause,
                    granted_at=grant.granted_at,
                    until=until,
                )
            )
    return found


def _until(grant: Grant, allowance: Allowance, standing: Standing) -> date | None:
    """The first day on which a clause allows it no more. A grant ends at a moment, which was asked with the grants."""
    ends = []
    if allowance.months is not None:
        ends.append(months.add_months(clock.day_of(grant.granted_at), allowance.months))
    if allowance.months_after_closing is not None and standing.closed_on:
        ends.append(months.add_months(standing.closed_on, allowance.months_after_closing))
    return min(ends, default=None)
