"""Why somebody can see something, or why not: the grant, the clause that allows it, the purpose, and until when."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from django.db.models import Q

from rjhub.kernel import clock, months
from rjhub.partnership import acting
from rjhub.partnership.models import Principal, Staff
from rjhub.partnership.vocabulary import PrincipalKind
from rjhub.sharing import queries
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
    """Whether somebody sees a side and category of a file today. Without reasons, `why_not` says what is missing."""

    reasons: tuple[Reason, ...]
    why_not: str = ""

    @property
    def sees(self) -> bool:
        """Whether they see it."""
        return bool(self.reasons)


def explain(staff: Staff, file: File, side: Side, category: Category) -> Explanation:
    """Say why a member of staff sees a side and category of a file, or why not."""
    return explain_all(staff, file)[side, category]


def explain_all(staff: Staff, file: File) -> dict[tuple[Side, Category], Explanation]:
    """The same for every side and category of a file, in as few statements as for one."""
    cells = tuple(product(Side, Category))
    if not queries.is_covered(staff.agency_id):
        why_not = f"{staff.agency.short_name} is not a party to an information sharing agreement in force."
        return dict.fromkeys(cells, Explanation(reasons=(), why_not=why_not))
    if queries.is_barred(staff, file):
        return dict.fromkeys(cells, Explanation(reasons=(), why_not=BARRED))
    sealed = queries.sealing_of(file) is not None
    grants = [one for one in _grants(staff, file) if not sealed or one.holder.kind == PrincipalKind.STAFF]
    if sealed and not grants:
        return dict.fromkeys(cells, Explanation(reasons=(), why_not=SEALED))
    allowed = _allowances(grants, file)
    return {(side, category): _explanation(grants, allowed, file, side, category) for side, category in cells}


def _explanation(
    grants: list[Grant], allowed: list[Allowance], file: File, side: Side, category: Category
) -> Explanation:
    here = [grant for grant in grants if side in grant.sides and category in grant.categories]
    if not here:
        return Explanation(reasons=(), why_not="No task on this case asks for it.")
    of_it = [one for one in allowed if side in one.sides and category in one.categories]
    reasons = tuple(reason for grant in here for reason in _reasons(grant, of_it, file))
    task = here[0].get_purpose_display()
    no_clause = f"There is a task here, {task}, but no clause of the agreement allows this now."
    return Explanation(reasons=reasons, why_not="" if reasons else no_clause)


def _grants(staff: Staff, file: File) -> list[Grant]:
    found = Grant.objects.filter(
        Q(until=None) | Q(until__gt=clock.now()),
        partnership_id=file.partnership_id,
        file=file,
        holder_id__in=acting.principals_of(staff),
        ended_at=None,
    )
    return list(found.select_related("holder").order_by("granted_at", "id"))


def _allowances(grants: list[Grant], file: File) -> list[Allowance]:
    found = Allowance.objects.filter(
        Q(stages=[]) | Q(stages__overlap=file.stages),
        partnership_id=file.partnership_id,
        purpose__in={grant.purpose for grant in grants},
    )
    return list(found.order_by("clause"))


def _reasons(grant: Grant, allowed: list[Allowance], file: File) -> list[Reason]:
    today = clock.today()
    of_holder = [
        one
        for one in allowed
        if (one.purpose, one.agency_kind, one.works_with)
        == (grant.purpose, grant.holder.agency_kind, grant.holder.works_with)
    ]
    return [
        Reason(
            purpose=Purpose(grant.purpose),
            holder=grant.holder,
            clause=one.clause,
            granted_at=grant.granted_at,
            until=until,
        )
        for one, until in ((one, _until(grant, one, file)) for one in of_holder)
        if until is None or until > today
    ]


def _until(grant: Grant, allowance: Allowance, file: File) -> date | None:
    ends = [clock.day_of(grant.until)] if grant.until else []
    if allowance.months is not None:
        ends.append(months.add_months(clock.day_of(grant.granted_at), allowance.months))
    if allowance.months_after_closing is not None and file.closed_on:
        ends.append(months.add_months(file.closed_on, allowance.months_after_closing))
    return min(ends, default=None)
