"""What may be read of partnerships. Nothing here is confidential, and nobody reads another partnership's staff."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from rjhub.kernel import clock
from rjhub.partnership.models import (
    Account,
    Agency,
    Hub,
    Invitation,
    PathwayVersion,
    PractitionerLevel,
    RoleHeld,
    Staff,
    Training,
)
from rjhub.partnership.pathway import model
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.vocabulary import Level, Role

LARGEST_CAST = 100
PAGE = 50


def demonstration_cast() -> list[Staff]:
    """The people of a demonstration whose password everybody may know, by partnership and agency."""
    cast = Staff.objects.filter(
        account__in=Account.objects.filter(password_only=True, is_active=True), until=None
    )
    return list(
        with_roles(cast).order_by("partnership__name", "agency__name", "account__name")[:LARGEST_CAST]
    )


def with_roles(staff: QuerySet[Staff]) -> QuerySet[Staff]:
    """Staff with what is shown of them, in a constant number of queries."""
    roles = RoleHeld.objects.select_related("hub").order_by("role")
    return staff.select_related("account", "agency", "partnership").prefetch_related(Prefetch("roles", roles))


def agencies_of(by: Staff, *, name: str = "", kind: str = "", closed: bool = False) -> list[Agency]:
    """The agencies of one's own partnership by name, each with the number of people who work there now."""
    today = clock.today()
    found = Agency.objects.filter(partnership_id=by.partnership_id).select_related("succeeded_by")
    if name:
        found = found.filter(Q(name__icontains=name) | Q(short_name__icontains=name))
    if kind:
        found = found.filter(kind=kind)
    if not closed:
        found = found.filter(Q(until=None) | Q(until__gte=today))
    return list(found.annotate(working=Count("staff", filter=_now("staff__"))).order_by("name"))


def agency_for(by: Staff, code: str) -> Agency | None:
    """An agency of one's own partnership; None for any other."""
    found = Agency.objects.filter(partnership_id=by.partnership_id, code=code)
    return (
        found.select_related("partnership", "succeeded_by")
        .prefetch_related("offices", "predecessors")
        .first()
    )


def hubs_at(agency: Agency) -> list[Hub]:
    """The hubs that an agency runs now."""
    open_now = Q(until=None) | Q(until__gte=clock.today())
    return list(Hub.objects.filter(open_now, host=agency).select_related("host").order_by("name"))


def hubs_of(by: Staff) -> list[Hub]:
    """Every hub of one's own partnership."""
    return list(Hub.objects.filter(partnership_id=by.partnership_id).select_related("host").order_by("name"))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for in the list of staff."""

    name: str = ""
    agency: str = ""
    role: Role | None = None
    level: Level | None = None
    past: bool = False


def staff_of(by: Staff, wanted: Wanted) -> QuerySet[Staff]:
    """The staff of one's own partnership by name."""
    found = Staff.objects.filter(partnership_id=by.partnership_id)
    if not wanted.past:
        found = found.filter(_now(""))
    for word in wanted.name.split():
        found = found.filter(Q(account__name__icontains=word) | Q(job_title__icontains=word))
    if wanted.agency:
        found = found.filter(agency__code=wanted.agency)
    if wanted.role:
        held = RoleHeld.objects.filter(staff=OuterRef("pk"), role=wanted.role)
        found = found.filter(Exists(held.filter(Q(ended_at=None) | Q(ended_at__gt=clock.now()))))
    if wanted.level:
        held_level = PractitionerLevel.objects.filter(staff=OuterRef("pk"), level__gte=wanted.level)
        found = found.filter(Exists(held_level.filter(_in_force())))
    levels = PractitionerLevel.objects.order_by("-level", "-since")
    return with_roles(found).prefetch_related(Prefetch("levels", levels)).order_by("account__name", "id")


def member_for(by: Staff, staff_id: UUID) -> Staff | None:
    """Somebody of one's own partnership, with all that their page shows; None for anybody else."""
    found = with_roles(Staff.objects.filter(partnership_id=by.partnership_id, id=staff_id))
    found = found.select_related("line_manager__account")
    return found.prefetch_related(
        Prefetch("levels", PractitionerLevel.objects.order_by("-since")),
        Prefetch("trainings", Training.objects.order_by("-completed_on")),
    ).first()


def colleagues_of(by: Staff) -> list[Staff]:
    """Everybody who works for somebody's own agency now, by name."""
    found = Staff.objects.filter(agency=by.agency).select_related("account", "agency", "principal")
    today = clock.today()
    return sorted((one for one in found if one.works_on(today)), key=lambda one: one.name)


def level_now(staff: Staff) -> PractitionerLevel | None:
    """The highest practitioner level that somebody holds today; a lapsed one does not count."""
    today = clock.today()
    holds = [held for held in staff.levels.all() if held.since <= today and not has_lapsed(held.until, today)]
    return max(holds, key=lambda held: held.level, default=None)


def has_lapsed(last: date | None, today: date) -> bool:
    """Whether something that counts until a day does not count any more."""
    return last is not None and last < today


def invitations_of(agency: Agency) -> list[Invitation]:
    """The invitations of an agency that nobody has accepted or withdrawn, newest first; also those out of date."""
    waiting = Invitation.objects.filter(agency=agency, accepted_at=None, withdrawn_at=None)
    return list(waiting.select_related("invited_by__account", "hub").order_by("-invited_at"))


def kinds_of(by: Staff) -> set[str]:
    """The types of agency that one's own partnership has."""
    return set(Agency.objects.filter(partnership_id=by.partnership_id).values_list("kind", flat=True))


def pathway_versions(partnership_id: int) -> list[PathwayVersion]:
    """Every version of a partnership's pathways, by code, newest first."""
    found = PathwayVersion.objects.filter(partnership_id=partnership_id).select_related("added_by__account")
    return list(found.order_by("code", "-number"))


def pathways_in_force(partnership_id: int) -> list[PathwayVersion]:
    """The newest version of each of a partnership's pathways, the pathway that it had first before the others."""
    newest: dict[str, PathwayVersion] = {}
    for version in PathwayVersion.objects.filter(partnership_id=partnership_id).order_by("id"):
        newest[version.code] = version
    return list(newest.values())


def pathway_version(partnership_id: int, code: str, number: int) -> PathwayVersion | None:
    """One version of a partnership's pathway; None if there is none."""
    found = PathwayVersion.objects.filter(partnership_id=partnership_id, code=code, number=number)
    return found.select_related("partnership", "added_by__account").first()


@lru_cache(maxsize=64)
def _read(digest: str, text: str) -> Pathway:
    # A version never changes, so what was read from it holds for the life of the process.
    del digest
    return model.load(text, name="pathway.yaml")


def read_pathway(version: PathwayVersion) -> Pathway:
    """What a version says."""
    return _read(version.digest, version.text)


def _now(prefix: str) -> Q:
    today, now = clock.today(), clock.now()
    joined: dict[str, Any] = {f"{prefix}since__lte": today}
    still = Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}access_ends_at__gt": now})
    return Q(**joined) & still


def _in_force() -> Q:
    today = clock.today()
    return Q(since__lte=today) & (Q(until=None) | Q(until__gte=today))
