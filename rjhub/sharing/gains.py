"""Who would gain and who would lose what by another agreement, on today's cases.

The grants in force are grouped by what clauses speak of, and each group is compiled once by the text that counts and
once by the new one. Only what differs is then counted, in one statement however many cases there are.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

from django.db import connection
from django.db.models import Q

from rjhub.kernel import clock
from rjhub.partnership.agreement.compiling import Allowed, clauses_for
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.models import RoleHeld, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing.vocabulary import Category, Purpose, Side

# By stages, by months since the grant, by months after the closing: how a clause allows something.
Terms = frozenset[tuple[tuple[str, ...], int | None, int | None]]

GROUPS = """
SELECT g.purpose, h.agency_kind, h.works_with, g.sides, g.categories
FROM sharing_grant g JOIN partnership_principal h ON h.id = g.holder_id
WHERE g.partnership_id = %s AND g.ended_at IS NULL AND (g.until IS NULL OR g.until > %s)
GROUP BY 1, 2, 3, 4, 5
"""

# A holder who sees something by two grants for one purpose keeps it as long as one of them still counts.
CHANGED = """
WITH line AS (
  SELECT * FROM jsonb_to_recordset(%(lines)s::jsonb)
    AS l(line int, purpose text, agency_kind text, works_with text, side text, categories text[])),
terms AS (
  SELECT * FROM jsonb_to_recordset(%(terms)s::jsonb)
    AS t(line int, later boolean, stages text[], months int, months_after_closing int)),
seen AS (
  SELECT line.line, g.holder_id, g.file_id, file.kind, bool_or(allowed.now) AS now, bool_or(allowed.later) AS later
  FROM sharing_grant g
  JOIN partnership_principal h ON h.id = g.holder_id
  JOIN sharing_file file ON file.partnership_id = g.partnership_id AND file.id = g.file_id
  JOIN line ON line.purpose = g.purpose AND line.agency_kind = h.agency_kind AND line.works_with = h.works_with
    AND line.side = ANY (g.sides) AND line.categories && g.categories::text[]
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(NOT t.later), false) AS now, coalesce(bool_or(t.later), false) AS later
    FROM terms t
    WHERE t.line = line.line AND (t.stages = '{}' OR t.stages && file.stages::text[])
      AND (t.months IS NULL OR
           (g.granted_at AT TIME ZONE 'Europe/London')::date + make_interval(months => t.months) > %(today)s)
      AND (t.months_after_closing IS NULL OR file.closed_on IS NULL
           OR file.closed_on + make_interval(months => t.months_after_closing) > %(today)s)) AS allowed
  WHERE g.partnership_id = %(partnership)s AND g.ended_at IS NULL AND (g.until IS NULL OR g.until > %(at)s)
  GROUP BY 1, 2, 3, 4)
SELECT line, later, array_agg(DISTINCT holder_id), count(DISTINCT file_id) FILTER (WHERE kind = 'case'),
  count(DISTINCT file_id) FILTER (WHERE kind <> 'case')
FROM seen WHERE now <> later GROUP BY 1, 2 ORDER BY 2, 1
"""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Who is spoken of: what for, at which kind of agency, and about which side and kinds of information."""

    purpose: Purpose
    agency_kind: str
    works_with: str
    side: Side
    categories: tuple[Category, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What some people would gain or lose, of how many cases and records of people."""

    reach: Reach
    gained: bool
    people: int
    cases: int
    records: int


def changes(partnership_id: int, before: Agreement | None, after: Agreement) -> list[Change]:
    """Who would lose and who would gain what if `after` counted instead of `before`: losses first.

    Agencies that sign or do not sign are not looked at: this is what the clauses do.
    """
    lines = _differing(_groups(partnership_id), before, after)
    found = _count(partnership_id, lines) if lines else []
    people = _people({holder for _, _, holders, _, _ in found for holder in holders})
    return [
        Change(
            reach=lines[line][0],
            gained=gained,
            people=len({staff for holder in holders for staff in people[holder]}),
            cases=cases,
            records=records,
        )
        for line, gained, holders, cases, records in found
    ]


@dataclass(frozen=True)
class _Group:
    purpose: str
    agency_kind: str
    works_with: str
    sides: tuple[str, ...]
    categories: tuple[str, ...]


def _groups(partnership_id: int) -> list[_Group]:
    with connection.cursor() as cursor:
        cursor.execute(GROUPS, [partnership_id, clock.now()])
        return [
            _Group(purpose, kind, works_with, tuple(sides), tuple(categories))
            for purpose, kind, works_with, sides, categories in cursor.fetchall()
        ]


def _differing(
    groups: list[_Group], before: Agreement | None, after: Agreement
) -> list[tuple[Reach, Terms, Terms]]:
    """What the two texts do not allow alike; kinds of information of which the same holds everywhere go together."""
    held: dict[tuple[str, str, str, str, str], set[int]] = defaultdict(set)
    terms: dict[tuple[str, str, str, str, str], tuple[Terms, Terms]] = {}
    for number, group in enumerate(groups):
        now, later = _allowed(before, group), _allowed(after, group)
        for side, category in product(group.sides, group.categories):
            cell = (group.purpose, group.agency_kind, group.works_with, side, category)
            held[cell].add(number)
            terms[cell] = (_terms(now, side, category), _terms(later, side, category))
    together: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for cell, (now_terms, later_terms) in terms.items():
        if now_terms != later_terms:
            together[*cell[:4], frozenset(held[cell]), now_terms, later_terms].append(cell[4])
    return [
        (
            Reach(
                purpose=Purpose(purpose),
                agency_kind=kind,
                works_with=works_with,
                side=Side(side),
                categories=tuple(category for category in Category if category in categories),
            ),
            now_terms,
            later_terms,
        )
        for (purpose, kind, works_with, side, _, now_terms, later_terms), categories in together.items()
    ]


def _allowed(agreement: Agreement | None, group: _Group) -> tuple[Allowed, ...]:
    if agreement is None:
        return ()
    return clauses_for(
        agreement,
        purpose=group.purpose,
        agency_kind=group.agency_kind,
        works_with=group.works_with,
        sides=group.sides,
        categories=group.categories,
    )


def _terms(allowed: tuple[Allowed, ...], side: str, category: str) -> Terms:
    return frozenset(
        (tuple(one.stages), one.months, one.months_after_closing)
        for one in allowed
        if side in one.sides and category in one.categories
    )


def _count(
    partnership_id: int, lines: list[tuple[Reach, Terms, Terms]]
) -> list[tuple[int, bool, list[int], int, int]]:
    reaches = [
        {
            "line": number,
            "purpose": reach.purpose,
            "agency_kind": reach.agency_kind,
            "works_with": reach.works_with,
            "side": reach.side,
            "categories": reach.categories,
        }
        for number, (reach, _, _) in enumerate(lines)
    ]
    terms = [
        {"line": number, "later": later, "stages": stages, "months": months, "months_after_closing": after}
        for number, (_, now, new) in enumerate(lines)
        for later, several in ((False, now), (True, new))
        for stages, months, after in several
    ]
    given: dict[str, str | int | date | datetime] = {
        "lines": json.dumps(reaches),
        "terms": json.dumps(terms),
        "partnership": partnership_id,
        "today": clock.today(),
        "at": clock.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, given)
        found: list[tuple[int, bool, list[int], int, int]] = cursor.fetchall()
    return found


def _people(holders: Iterable[int]) -> dict[int, set[object]]:
    """The staff behind each holder of a grant: themselves, a hub's coordinators, an agency's lead contacts."""
    wanted, today = list(holders), clock.today()
    found: dict[int, set[object]] = defaultdict(set)
    there = Staff.objects.filter(Q(until=None) | Q(until__gte=today), principal_id__in=wanted)
    for staff, principal in there.values_list("id", "principal_id"):
        found[principal].add(staff)
    held = RoleHeld.objects.filter(Q(ended_at=None) | Q(ended_at__gt=clock.now()))
    coordinators = held.filter(role=Role.COORDINATOR, hub__coordinators_id__in=wanted)
    for staff, principal in coordinators.values_list("staff_id", "hub__coordinators_id"):
        found[principal].add(staff)
    leads = held.filter(role=Role.LEAD_CONTACT, staff__agency__leads_id__in=wanted)
    for staff, principal in leads.values_list("staff_id", "staff__agency__leads_id"):
        found[principal].add(staff)
    return found
