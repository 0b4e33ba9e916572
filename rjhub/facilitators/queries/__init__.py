"""Reading the register. The database shows each reader the entries that are theirs to see, and no other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from rjhub.facilitators import keeper, lapsing
from rjhub.facilitators.lapsing import Held
from rjhub.facilitators.models import Clearance, Learning, Practice, Secondment, Supervision
from rjhub.facilitators.vocabulary import ClearanceKind, Communication, State
from rjhub.kernel import clock
from rjhub.partnership.models import PractitionerLevel, RoleHeld, Staff, Training
from rjhub.partnership.vocabulary import Level, Role, TrainingKind

PAGE, SESSIONS = 25, 12
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for in the register."""

    name: str = ""
    agency: str = ""
    level: Level | None = None
    trained: TrainingKind | None = None
    language: str = ""
    communication: Communication | None = None
    prison: str = ""
    state: State | None = None
    waiting: bool = False


def in_register(by: Staff) -> QuerySet[Staff]:
    """Everybody who facilitates now and whose entry somebody sees, with all that a line shows."""
    found = Staff.objects.filter(partnership_id=by.partnership_id, id__in=keeper.register())
    return with_entry(_facilitating(found))


def with_entry(found: QuerySet[Staff]) -> QuerySet[Staff]:
    """Staff with their entries, in a constant number of queries."""
    return found.select_related(
        "account", "agency", "line_manager__account", "practice__supervisor__account", "reach", "week"
    ).prefetch_related(
        Prefetch("roles", RoleHeld.objects.select_related("hub").order_by("role", "id")),
        Prefetch("levels", PractitionerLevel.objects.order_by("-since", "id")),
        Prefetch("trainings", Training.objects.order_by("-completed_on", "id")),
        Prefetch("clearances", Clearance.objects.order_by("kind", "-until", "id")),
        Prefetch(
            "learnings", Learning.objects.select_related("approved_by__account").order_by("-learnt_on", "-id")
        ),
        Prefetch("secondments", Secondment.objects.select_related("to_agency").order_by("-since", "id")),
    )


def narrowed(found: QuerySet[Staff], wanted: Wanted) -> QuerySet[Staff]:
    """Those whom somebody looks for, by name."""
    today = clock.today()
    for word in wanted.name.split():
        found = found.filter(account__name__icontains=word)
    if wanted.agency:
        found = found.filter(agency__code=wanted.agency)
    if wanted.level:
        held = PractitionerLevel.objects.filter(
            staff=OuterRef("pk"), level__gte=wanted.level, since__lte=today
        )
        found = found.filter(Exists(held.filter(Q(until=None) | Q(until__gte=today))))
    if wanted.trained:
        had = Training.objects.filter(staff=OuterRef("pk"), kind=wanted.trained)
        found = found.filter(Exists(had.filter(Q(lapses_on=None) | Q(lapses_on__gte=today))))
    if wanted.language:
        found = found.filter(reach__languages__contains=[wanted.language])
    if wanted.communication:
        found = found.filter(reach__communication__contains=[wanted.communication])
    if wanted.prison:
        cleared = Clearance.objects.filter(
            staff=OuterRef("pk"), kind=ClearanceKind.PRISON, prison=wanted.prison, ended_as="",
            since__lte=today, until__gte=today,
        )  # fmt: skip
        found = found.filter(Exists(cleared))
    if wanted.waiting:
        unapproved = Learning.objects.filter(staff=OuterRef("pk"), approved_at=None, taken_back_at=None)
        found = found.filter(Exists(unapproved))
    return found.order_by("account__name", "id")


@dataclass(frozen=True, kw_only=True)
class Overview:
    """How the whole register stands: who has something that lapses soon, or has lapsed, and how many are registered."""

    count: int
    by_state: dict[State, frozenset[UUID]] = field(default_factory=dict)
    eligible: int = 0
    registered: int = 0


def overview(everybody: Iterable[Staff], today: date) -> Overview:
    """Count over everybody whom the reader sees."""
    found = list(everybody)
    states: dict[State, set[UUID]] = {State.SOON: set(), State.LAPSED: set()}
    for staff in found:
        for held in lapsing.held_by(staff, today):
            if held.state(today) in states:
                states[held.state(today)].add(staff.id)
    loads = keeper.caseloads([one.id for one in found])
    nothing = keeper.Caseload()
    eligible = [
        one for one in found if _is_eligible(one, today, delivers=loads.get(one.id, nothing).delivers)
    ]
    return Overview(
        count=len(found),
        by_state={state: frozenset(ids) for state, ids in states.items()},
        eligible=len(eligible),
        registered=sum(_is_registered(one, today) for one in eligible),
    )


def entry_for(by: Staff, staff_id: UUID) -> Staff:
    """The door to one entry. Raises Http404 for one that somebody may not see, and for nobody."""
    if staff_id not in keeper.register():
        raise Http404
    found = with_entry(Staff.objects.filter(partnership_id=by.partnership_id, id=staff_id)).first()
    if found is None:
        raise Http404
    return found


def manages(by: Staff) -> bool:
    """Whether somebody is the line manager of anybody who facilitates."""
    return _facilitating(Staff.objects.filter(line_manager=by, agency_id=by.agency_id)).exists()


def beside_names(staff: Iterable[Staff], today: date) -> dict[UUID, list[str]]:
    """What a coordinator who chooses a facilitator is told of each: what has lapsed, and how much they have."""
    ids = [one.id for one in staff]
    said: dict[UUID, list[str]] = {}
    for staff_id, lapsed in keeper.lapsed_among(ids, today).items():
        said.setdefault(staff_id, []).extend(f"{lapsing.WORDS[what]} lapsed" for what in lapsed)
    most = dict(Practice.objects.filter(staff__in=ids).values_list("staff_id", "most_cases"))
    for staff_id, load in keeper.caseloads(ids).items():
        limit = most.get(staff_id)
        of = f" of {limit}" if limit is not None else ""
        said.setdefault(staff_id, []).append(
            f"has {load.has}{of} case{'' if load.has == 1 and not of else 's'}"
        )
    return said


def practice_of(staff: Staff) -> Practice | None:
    """What somebody's agency said of how they work, as far as the reader sees it."""
    return getattr(staff, "practice", None)


def clearance_of(staff: Staff, clearance_id: UUID) -> Clearance:
    """A clearance that still counts. Raises Http404."""
    found = next((one for one in staff.clearances.all() if one.id == clearance_id and not one.ended_as), None)
    if found is None:
        raise Http404
    return found


def learning_of(staff: Staff, learning_id: UUID) -> Learning:
    """Hours that somebody noted and did not take back. Raises Http404."""
    found = next(
        (one for one in staff.learnings.all() if one.id == learning_id and not one.taken_back_at), None
    )
    if found is None:
        raise Http404
    return found


def supervisions_of(staff: Staff) -> list[Supervision]:
    """Somebody's newest sessions with their supervisors, with what the reader noted in them, if it was the reader."""
    found = Supervision.objects.filter(staff=staff).select_related("supervisor__account", "note")
    return list(found.order_by("-held_on", "-id")[:SESSIONS])


def to_approve(by: Staff) -> int:
    """How many entries of hours wait for somebody as a supervisor."""
    waiting = Learning.objects.filter(
        staff__practice__supervisor=by, staff__partnership_id=by.partnership_id, approved_at=None,
        taken_back_at=None,
    )  # fmt: skip
    return waiting.count()


def lapsing_of(by: Staff, today: date) -> tuple[list[Held], list[tuple[Staff, Held]]]:
    """What of somebody's own, and of the people whom they look after, lapses soon or has lapsed.

    Asked whenever somebody opens their first page, so most people are answered in one statement.
    """
    looked_after = Q(line_manager=by) | Q(pk__isnull=not by.holds(Role.ADMINISTRATOR))
    mine_or_theirs = Q(id=by.id) | Q(agency_id=by.agency_id) & looked_after
    near = today + lapsing.SOON
    whose = {"staff": OuterRef("pk")}
    found = _facilitating(Staff.objects.filter(mine_or_theirs, partnership_id=by.partnership_id)).filter(
        Exists(PractitionerLevel.objects.filter(**whose, until__lte=near))
        | Exists(Training.objects.filter(**whose, lapses_on__lte=near))
        | Exists(Clearance.objects.filter(Q(until__lte=near) | ~Q(ended_as=""), **whose))
    )
    mine: list[Held] = []
    theirs: list[tuple[Staff, Held]] = []
    for staff in with_entry(found).order_by("account__name", "id"):
        due = [held for held in lapsing.held_by(staff, today) if held.state(today) != State.CURRENT]
        if staff.id == by.id:
            mine += due
        else:
            theirs += [(staff, held) for held in due]
    return mine, theirs


def is_reminded(by: Staff, today: date) -> bool:
    """Whether somebody is told this morning that something of theirs, or of their people, lapses."""
    mine, theirs = lapsing_of(by, today)
    days = [held.until for held in (*mine, *(held for _, held in theirs))]
    return any(until is not None and lapsing.reminded_on(until, today) for until in days)


def _facilitating(found: QuerySet[Staff]) -> QuerySet[Staff]:
    role = RoleHeld.objects.filter(staff=OuterRef("pk"), role=Role.FACILITATOR)
    return found.filter(
        Exists(role.filter(Q(ended_at=None) | Q(ended_at__gt=clock.now()))),
        Q(until=None) | Q(until__gte=clock.today()),
    )


def _is_eligible(staff: Staff, today: date, *, delivers: bool) -> bool:
    """Who counts towards the share that has to be registered, as the Restorative Justice Council counts.

    Paid staff who are trained and practise, after their probation period; volunteers of more than a year who have
    delivered.
    """
    if not delivers:
        return False
    if staff.holds(Role.VOLUNTEER):
        return today - staff.since > A_YEAR
    practice = practice_of(staff)
    on_trial = (
        practice is not None and practice.on_trial_until is not None and practice.on_trial_until >= today
    )
    trained = any(one.kind == TrainingKind.FACILITATION for one in staff.trainings.all())
    return not on_trial and (trained or bool(staff.levels.all()))


def _is_registered(staff: Staff, today: date) -> bool:
    return any(one.since <= today and (one.until is None or one.until >= today) for one in staff.levels.all())
