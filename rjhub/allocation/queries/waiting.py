"""Which cases wait for facilitators and who could take them, as far as the reader sees cases and the register.

Read in a constant number of statements, however many cases and people there are.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from rjhub.allocation.needs import Helper, Need
from rjhub.allocation.queries import wishes_of
from rjhub.allocation.vocabulary import WishKind
from rjhub.cases import clocks, pairing, pathways
from rjhub.cases.models import Allocation, Case, CourtMatter, Flag, Party
from rjhub.facilitators import keeper as register
from rjhub.facilitators.free_time import Times
from rjhub.facilitators.queries import availability, in_register, practice_of
from rjhub.facilitators.vocabulary import LANGUAGES, ClearanceKind
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Pairing
from rjhub.partnership.vocabulary import Role, WorksWith
from rjhub.people.models import Custody
from rjhub.sharing.models import ConflictOfInterest

MOST_CASES = 500
FREE_ROOM = 5
"""How many new cases a plan gives at most to somebody whose agency says no limit."""
LEAST_DAYS, SOON_DAYS = 14, 3
_CODES = {name.casefold(): code for code, name in LANGUAGES}


@dataclass(frozen=True)
class Waiting:
    """Cases that wait, the most urgent first, and everybody who could take them."""

    cases: dict[UUID, Case]
    needs: list[Need]
    helpers: list[Helper]
    asked: int  # cases for which two people have been asked already
    left_out: int  # cases beyond what one plan takes

    @property
    def over(self) -> list[Helper]:
        """Who has more cases already than their agency lets them have."""
        return [one for one in self.helpers if one.has > one.most]


def waiting_for(by: Staff, hubs: Collection[UUID], now: datetime) -> Waiting:
    """Everything that a plan for these hubs rests on."""
    today = clock.day_of(now)
    found = Case.objects.filter(
        partnership_id=by.partnership_id, hub_id__in=hubs, stage=StageKind.ALLOCATION, closed_at=None
    )
    every = list(
        found.select_related("hub", "pathway", "file").defer("pathway__text").order_by("stage_since", "id")
    )
    around = _Around(by, every)
    waits = [case for case in every if len(around.standing[case.id]) < 2]  # noqa: PLR2004 a lead and a second
    cases = waits[:MOST_CASES]
    needs = sorted(
        (around.need(case, now) for case in cases), key=lambda need: (-need.urgency, need.due_on or date.max)
    )
    days = max([LEAST_DAYS, *((need.due_on - today).days for need in needs if need.due_on)])
    return Waiting(
        cases={case.id: case for case in cases},
        needs=needs,
        helpers=helpers_for(by, now, days, {one for need in needs for one in (*need.standing, *need.keep)}),
        asked=len(every) - len(waits),
        left_out=len(waits) - len(cases),
    )


class _Around:
    """What stands around cases, each part read once for all of them."""

    def __init__(self, by: Staff, cases: list[Case]) -> None:
        ids = [case.id for case in cases]
        here = {"partnership_id": by.partnership_id, "case_id__in": ids}
        parties = Party.objects.filter(**here).select_related("person").order_by("side", "id")
        self.parties = _by_case(parties)
        self.flags = _by_case(Flag.objects.filter(**here, lowered_at=None).order_by("raised_at", "id"))
        self.court = _by_case(CourtMatter.objects.filter(**here).order_by("id"))
        people = [one.person_id for each in self.parties.values() for one in each if one.ended_at is None]
        held = Custody.objects.filter(partnership_id=by.partnership_id, person_id__in=people, until=None)
        self.prisons: Mapping[UUID, str] = {one.person_id: one.prison_code for one in held.order_by("id")}
        self.standing: dict[UUID, list[UUID]] = defaultdict(list)
        self.declined: dict[UUID, set[UUID]] = defaultdict(set)
        self.knew: dict[UUID, set[UUID]] = defaultdict(set)
        for one in Allocation.objects.filter(**here).order_by("allocated_at", "id"):
            if one.declined_at is not None:
                self.declined[one.case_id].add(one.facilitator_id)
            elif one.ended_at is None:
                self.standing[one.case_id].append(one.facilitator_id)
            elif one.accepted_at is not None:
                self.knew[one.case_id].add(one.facilitator_id)
        self.conflicts: dict[UUID, set[UUID]] = defaultdict(set)
        shut = ConflictOfInterest.objects.filter(
            partnership_id=by.partnership_id, file_id__in=[case.file_id for case in cases], ended_at=None
        )
        for conflict in shut.select_related("staff").order_by("id"):
            self.conflicts[conflict.file_id].add(conflict.staff.account_id)
        self.wishes: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
        for wish in wishes_of(by, ids):
            self.wishes[wish.case_id, wish.kind].add(wish.staff_id)

    def need(self, case: Case, now: datetime) -> Need:
        """What one case needs."""
        parties = self.parties.get(case.id, [])
        pathway = pathways.pathway_of(case)
        facts = pathways.facts_of(
            case,
            parties=parties,
            flags=self.flags.get(case.id, []),
            court=next(iter(self.court.get(case.id, [])), None),
        )
        wanted = rules.allocation_rules(pathway, facts)
        pairs = {line.rule for line in wanted.pairing}
        lead = pairing.NUMBERS[wanted.lead_level]
        runs = rules.clock_for(pathway, StageKind.ALLOCATION)
        due = clocks.due_on(runs, since=case.stage_since) if runs else None
        going = [one for one in parties if one.ended_at is None]
        spoken = (_CODES.get(one.person.language.strip().casefold(), "") for one in going)
        return Need(
            case_id=case.id,
            hub_id=case.hub_id,
            lead_level=max(lead, 2) if Pairing.FOUNDATION_NEVER_LEADS in pairs else lead,
            second_level=pairing.NUMBERS[wanted.second_level],
            lead_agency=wanted.lead_agency.value,
            apart=Pairing.DIFFERENT_AGENCIES in pairs,
            mixed=Pairing.STATUTORY_WITH_CHARITY in pairs,
            careful=Pairing.LESS_WITH_MORE_EXPERIENCED in pairs,
            prisons=frozenset(self.prisons[one.person_id] for one in going if one.person_id in self.prisons),
            language=next(filter(None, spoken), ""),
            district=case.district,
            due_on=due,
            slots=_window(clock.day_of(now), due),
            urgency=_urgency(due, clock.day_of(now)),
            conflicts=frozenset(self.conflicts[case.file_id]),
            declined=frozenset(self.declined[case.id]),
            standing=tuple(self.standing[case.id]),
            knew=frozenset(self.knew[case.id]),
            keep=frozenset(self.wishes[case.id, WishKind.KEEP]),
            out=frozenset(self.wishes[case.id, WishKind.NOT]),
        )


def helpers_for(by: Staff, now: datetime, days: int, besides: Collection[UUID] = ()) -> list[Helper]:
    """Everybody who facilitates and whose entry the reader sees, and who is on a case already."""
    today = clock.day_of(now)
    found = list(in_register(by).filter(account__is_active=True).order_by("account__name", "id"))
    missing = set(besides) - {one.id for one in found}
    if missing:
        others = Staff.objects.filter(partnership_id=by.partnership_id, id__in=missing)
        found += others.select_related("account", "agency").prefetch_related("levels", "roles", "clearances")
    ids = [one.id for one in found]
    loads, lapsed = register.caseloads(ids), register.lapsed_among(ids, today)
    times = availability.times_of(found, today)
    return [
        _helper(
            one, loads.get(one.id, register.Caseload()), one.id in lapsed, _free(times[one.id], now, days)
        )
        for one in found
    ]


def _helper(staff: Staff, load: register.Caseload, lapsed: bool, slots: frozenset[str]) -> Helper:  # noqa: FBT001
    today = clock.today()
    practice, reach = practice_of(staff), getattr(staff, "reach", None)
    levels = [
        one.level
        for one in staff.levels.all()
        if one.since <= today and (one.until is None or one.until >= today)
    ]
    prisons = {
        one.prison: one.until for one in staff.clearances.all()
        if one.kind == ClearanceKind.PRISON and not one.ended_as and one.since <= today <= one.until
    }  # fmt: skip
    limit = practice.most_cases if practice and practice.most_cases is not None else load.has + FREE_ROOM
    return Helper(
        id=staff.id,
        account_id=staff.account_id,
        agency_id=staff.agency_id,
        manager_id=staff.line_manager_id,
        agency_kind=staff.agency.kind,
        charity=staff.agency.kind in pairing.CHARITIES,
        reaches_harmed=staff.agency.works_with != WorksWith.RESPONSIBLE,
        volunteer=staff.holds(Role.VOLUNTEER),
        level=max(levels, default=0),
        delivered=load.delivers,
        has=load.has,
        most=limit,
        wished=reach.wished_cases if reach else None,
        lapsed=lapsed,
        hubs=frozenset(practice.hubs if practice else ()),
        languages=frozenset(reach.languages if reach else ()),
        prisons=prisons,
        places=" ".join(reach.venues).casefold() if reach else "",
        slots=slots,
    )


def _free(times: Times, now: datetime, days: int) -> frozenset[str]:
    return frozenset(f"{slot.day} {slot.part}" for slot in times.free(now, days))


def _window(today: date, due: date | None) -> frozenset[str]:
    """The half-days until the clock runs out; where it nearly has, or has, those of the next two weeks."""
    last = max(due or today, today + timedelta(days=LEAST_DAYS))
    days = range((last - today).days + 1)
    return frozenset(
        f"{today + timedelta(days=ahead)} {part}" for ahead in days for part in ("am", "pm", "eve")
    )


def _urgency(due: date | None, today: date) -> int:
    if due is None or due > today + timedelta(days=SOON_DAYS):
        return 1
    return 2 if due >= today else 4


def _by_case(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.case_id].append(row)
    return found
