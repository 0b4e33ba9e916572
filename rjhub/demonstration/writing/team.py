"""Who plays which part in a story: named by the story itself, or chosen from the staff of the area."""

from collections.abc import Sequence
from typing import Protocol

from rjhub.demonstration.invented.draws import Chance
from rjhub.demonstration.invented.matters import Matter
from rjhub.demonstration.writing.area import AgencyKnown, Area, HubKnown, Member
from rjhub.partnership.vocabulary import Role

PUBLIC = "public"
# Which type of agency refers, for each source of referrals; of the others, anybody who may.
KIND_OF_SOURCE = {
    "police": "police",
    "police_out_of_court": "police",
    "roads_policing": "road_policing",
    "victim_care": "victim_care",
    "victim_support": "victim_support",
    "witness_care": "police",
    "victim_contact": "victim_liaison",
    "probation": "probation",
    "probation_court": "probation",
    "prison": "prison",
    "youth_justice": "yjs",
    "iom": "police",
    "rj_charity": "rj_charity",
}
_EXPERIENCED = 2


class Team(Protocol):
    """Gives the member of staff for the `by` of an event; nobody for the public."""

    def member(self, by: str) -> Member | None:
        """Whoever does it."""

    def somebody_else(self) -> Member | None:
        """A facilitator who is asked and declines."""

    def answering(self, agency: AgencyKnown) -> Member | None:
        """Whoever answers for an agency, if it has anybody."""


def agency_asked(area: Area, kind: str, *, prison: str, district: str) -> AgencyKnown | None:
    """The agency of a type that a request goes to: the prison that holds the person, the service of the district."""
    found = area.of_kind(kind)
    held = [agency for agency in found if prison and agency.prison == prison]
    near = [agency for agency in found if district in agency.districts]
    return next(iter([*held, *near, *found]), None)


def lead_contact(area: Area, agency: AgencyKnown) -> Member | None:
    """A lead contact of an agency, else anybody who works there."""
    staff = [member for member in area.members if member.agency.id == agency.id]
    return next(iter(sorted(staff, key=lambda member: not member.holds(Role.LEAD_CONTACT))), None)


class Named:
    """The team of a hand-written case, whose events name members of the cast."""

    def __init__(self, area: Area, hub: HubKnown) -> None:
        """Look people up in an area; where nobody is named, the hub's coordinator does it."""
        self._area = area
        self._coordinator = coordinators_of(area, hub)[0]

    def member(self, by: str) -> Member | None:
        """Whoever is named. Raises KeyError if the area has nobody of that name."""
        if by == PUBLIC:
            return None
        return self._area.named(by) if by else self._coordinator

    def somebody_else(self) -> Member | None:
        """Nobody: a hand-written case names everybody."""
        return None

    def answering(self, agency: AgencyKnown) -> Member | None:
        """The agency's lead contact."""
        return lead_contact(self._area, agency)


class Chosen:
    """The team of an invented case: a pair of facilitators who suit it, from two agencies where the area has two."""

    def __init__(self, area: Area, hub: HubKnown, matter: Matter) -> None:
        """Choose everybody, the same for the same matter."""
        self._area = area
        chance = Chance(f"team/{area.code}/{matter.number}")
        self._coordinator = chance.pick(coordinators_of(area, hub))
        self._supervisor = chance.pick([one for one in area.members if one.holds(Role.SUPERVISOR)])
        apart = {self._coordinator, self._supervisor}
        facilitators = [one for one in area.members if one.holds(Role.FACILITATOR) and one not in apart]
        self._lead = chance.pick(
            [one for one in facilitators if one.agency.may_reach_harmed and one.level >= _EXPERIENCED]
        )
        others = [one for one in facilitators if one != self._lead]
        self._second = chance.pick([one for one in others if one.agency != self._lead.agency] or others)
        self._others = [one for one in others if one != self._second]
        self._referrer = self._chosen_referrer(chance, matter)
        self._chance = chance

    def member(self, by: str) -> Member | None:
        """Whoever plays the part. Raises KeyError for a part that there is not."""
        if by.startswith("agency:"):
            agency = agency_asked(self._area, by.removeprefix("agency:"), prison="", district="")
            return (self.answering(agency) if agency else None) or self._coordinator
        parts = {
            PUBLIC: None,
            "": self._coordinator,
            "coordinator": self._coordinator,
            "lead": self._lead,
            "second": self._second,
            "supervisor": self._supervisor,
            "referrer": self._referrer,
        }
        return parts[by]

    def somebody_else(self) -> Member | None:
        """Another facilitator, if the area has one."""
        return self._chance.pick(self._others) if self._others else None

    def answering(self, agency: AgencyKnown) -> Member | None:
        """The agency's lead contact."""
        return lead_contact(self._area, agency)

    def _chosen_referrer(self, chance: Chance, matter: Matter) -> Member:
        referrers: Sequence[Member] = [one for one in self._area.members if one.holds(Role.REFERRER)]
        kind = KIND_OF_SOURCE.get(matter.source, "")
        return chance.pick([one for one in referrers if one.agency.kind == kind] or referrers)


def coordinators_of(area: Area, hub: HubKnown) -> list[Member]:
    """The coordinators of a hub."""
    return [one for one in area.members if hub.id in one.hubs]
