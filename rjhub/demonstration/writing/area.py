"""What a writer needs to know of a partnership: its hubs, agencies, staff and pathway, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rjhub.kernel import clock
from rjhub.partnership import acting, reference
from rjhub.partnership.models import Agency, Hub, Partnership, PathwayVersion, Staff
from rjhub.partnership.pathway import model
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.vocabulary import Role, WorksWith
from rjhub.sharing import doors
from rjhub.sharing.doors import Reader
from rjhub.sharing.models import Allowance


@dataclass(frozen=True)
class AgencyKnown:
    """An agency."""

    id: str
    code: str
    kind: str
    works_with: str
    leads: int
    short_name: str
    prison: str
    districts: frozenset[str]

    @property
    def may_reach_harmed(self) -> bool:
        """Whether its staff may be granted how to reach people harmed."""
        return self.works_with in {WorksWith.HARMED, WorksWith.BOTH}


@dataclass(frozen=True)
class HubKnown:
    """A hub."""

    id: str
    code: str
    coordinators: int
    kind: str
    works_with: str
    districts: frozenset[str]


@dataclass(frozen=True)
class Member:
    """A member of staff, with the roles that they hold. `levels` is the highest of theirs, 0 for none."""

    id: str
    principal: int
    agency: AgencyKnown
    name: str
    email: str
    roles: frozenset[str]
    hubs: frozenset[str]
    level: int = 0

    def holds(self, role: Role) -> bool:
        """Whether they hold a role."""
        return role.value in self.roles


# What clauses of the agreement in force allow, by purpose, type of agency and the side that it works with.
Allowances = Mapping[tuple[str, str, str], tuple[Allowance, ...]]


@dataclass(frozen=True)
class Area:
    """A partnership."""

    id: int
    code: str
    name: str
    prefix: str
    force: str
    force_code: str
    intake: int
    version: int
    pathway: Pathway = field(repr=False)
    hubs: tuple[HubKnown, ...]
    agencies: tuple[AgencyKnown, ...]
    members: tuple[Member, ...]
    allowances: Allowances = field(repr=False)

    def hub(self, code: str) -> HubKnown:
        """The hub of that code. Raises KeyError if there is none."""
        return self._hubs[code]

    def hub_of(self, district: str) -> HubKnown:
        """The hub that serves a district; the first one for places outside the area."""
        return next((hub for hub in self.hubs if district in hub.districts), self.hubs[0])

    def named(self, name: str) -> Member:
        """Whoever has that name in their e-mail address. Raises KeyError if nobody has."""
        return self._by_name[name]

    def of_kind(self, kind: str) -> tuple[AgencyKnown, ...]:
        """The agencies of a type; those that have staff first."""
        staffed = {member.agency.id for member in self.members}
        return tuple(
            sorted((one for one in self.agencies if one.kind == kind), key=lambda one: one.id not in staffed)
        )

    @cached_property
    def _hubs(self) -> dict[str, HubKnown]:
        return {hub.code: hub for hub in self.hubs}

    @cached_property
    def _by_name(self) -> dict[str, Member]:
        # Somebody with two jobs is known by the one that they have had longest.
        return {member.email.partition("@")[0]: member for member in reversed(self.members)}


def areas(codes: Iterable[str] | None = None) -> list[Area]:
    """The partnerships of these codes, or every one, in the order of their numbers."""
    found = Partnership.objects.order_by("id")
    return [read(one) for one in (found.filter(code__in=list(codes)) if codes is not None else found)]


def read(partnership: Partnership) -> Area:
    """Read one partnership as it is today. Raises DoesNotExist if it has no pathway."""
    today = clock.today()
    listed = Agency.objects.filter(partnership=partnership).prefetch_related("offices").order_by("code")
    agencies = {agency.id: _agency(agency) for agency in listed if agency.exists_on(today)}
    staff = (
        Staff.objects.filter(partnership=partnership, until=None)
        .select_related("account", "agency")
        .prefetch_related("roles__hub", "levels")
        .order_by("since", "account__email", "id")
    )
    version = PathwayVersion.objects.filter(partnership=partnership).latest("id")
    forces = {force.ons_code: force.slug for force in reference.forces()}
    return Area(
        id=partnership.id,
        code=partnership.code,
        name=partnership.name,
        prefix=partnership.prefix,
        force=forces[partnership.force_code],
        force_code=partnership.force_code,
        intake=acting.intake_of(partnership.id),
        version=version.id,
        pathway=model.load(version.text, name=str(version)),
        hubs=tuple(_hub(hub) for hub in _hubs_of(partnership)),
        agencies=tuple(agencies.values()),
        members=tuple(_member(one, agencies[one.agency_id]) for one in staff if one.agency_id in agencies),
        allowances=_allowances(partnership),
    )


def _allowances(partnership: Partnership) -> Allowances:
    found: dict[tuple[str, str, str], tuple[Allowance, ...]] = {}
    nobody = Reader(partnership_id=partnership.id, principals=())
    with doors.opened(nobody, door="demonstration", purpose="write invented cases"):
        for one in Allowance.objects.filter(partnership=partnership):
            key = (one.purpose, one.agency_kind, one.works_with)
            found[key] = (*found.get(key, ()), one)
    return found


def _hubs_of(partnership: Partnership) -> list[Hub]:
    return list(Hub.objects.filter(partnership=partnership).select_related("host").order_by("code"))


def _agency(agency: Agency) -> AgencyKnown:
    return AgencyKnown(
        id=str(agency.id),
        code=agency.code,
        kind=agency.kind,
        works_with=agency.works_with,
        leads=agency.leads_id,
        short_name=agency.short_name,
        prison=agency.prison,
        districts=frozenset(office.district for office in agency.offices.all() if office.district),
    )


def _hub(hub: Hub) -> HubKnown:
    return HubKnown(
        id=str(hub.id),
        code=hub.code,
        coordinators=hub.coordinators_id,
        kind=hub.host.kind,
        works_with=hub.host.works_with,
        districts=frozenset(hub.districts),
    )


def _member(staff: Staff, agency: AgencyKnown) -> Member:
    held = [role for role in staff.roles.all() if role.ended_at is None]
    return Member(
        id=str(staff.id),
        principal=staff.principal_id,
        agency=agency,
        name=staff.account.name,
        email=staff.account.email,
        roles=frozenset(role.role for role in held),
        hubs=frozenset(str(role.hub_id) for role in held if role.hub_id),
        level=max((held.level for held in staff.levels.all()), default=0),
    )
