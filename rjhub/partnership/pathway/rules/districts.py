"""Districts and hubs: each district has exactly one hub, and each hub has districts."""

from collections.abc import Iterator

from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.plain_english import unknown
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.written.faults import Fault, Rule, repeated, walk


def hubs_serve(pathway: Pathway) -> Iterator[Fault]:
    """A hub without districts routes nothing."""
    for number, hub in enumerate(pathway.hubs):
        if not hub.districts:
            message = (
                f"hub '{hub.key}' serves no district, so nothing is routed to it; add some, or remove it"
            )
            yield Fault(("hubs", number, "districts"), message)


def one_hub_each(pathway: Pathway) -> Iterator[Fault]:
    """Two hubs never claim one district."""
    claimed: dict[str, str] = {}
    for number, hub in enumerate(pathway.hubs):
        for line, district in enumerate(hub.districts):
            if district in claimed:
                message = (
                    f"district '{district}' belongs to hub '{claimed[district]}' already; keep one of them"
                )
                yield Fault(("hubs", number, "districts", line), message)
            claimed.setdefault(district, hub.key)


def all_served(pathway: Pathway) -> Iterator[Fault]:
    """Every district of the area has a hub, and hubs serve districts of the area only."""
    area = pathway.area.districts
    for number in repeated(area):
        yield Fault(("area", "districts", number), f"district '{area[number]}' stands in the list twice")
    served = {district for hub in pathway.hubs for district in hub.districts}
    for number, district in enumerate(area):
        if district not in served:
            message = f"district '{district}' belongs to no hub; add it to the 'districts' of one"
            yield Fault(("area", "districts", number), message)
    for number, hub in enumerate(pathway.hubs):
        for line, district in enumerate(hub.districts):
            if district not in area:
                yield Fault(("hubs", number, "districts", line), unknown("district", district, area))


def conditions(pathway: Pathway) -> Iterator[Fault]:
    """Conditions name districts of the area."""
    for path, when in walk(pathway):
        if isinstance(when, When):
            for line, district in enumerate(when.district):
                if district not in pathway.area.districts:
                    place = (*path, "district", line)
                    yield Fault(place, unknown("district", district, pathway.area.districts))


def outside(pathway: Pathway) -> Iterator[Fault]:
    """Cases from outside the area go to a hub that exists."""
    keys = tuple(hub.key for hub in pathway.hubs)
    if pathway.routing.outside not in keys:
        yield Fault(("routing", "outside"), unknown("hub", pathway.routing.outside, keys))


RULES = (
    Rule(("hubs",), hubs_serve),
    Rule(("hubs",), one_hub_each),
    Rule(("hubs", "area"), all_served),
    Rule(("area",), conditions),
    Rule(("hubs", "routing"), outside),
)
