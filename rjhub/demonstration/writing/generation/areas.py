"""Partnerships to generate into: the five, then other force areas, each with a copy of one area's way of working."""

from dataclasses import replace

from rjhub.demonstration import cast
from rjhub.partnership import installation, reference
from rjhub.partnership.actions import founding
from rjhub.partnership.models import Partnership, PathwayVersion
from rjhub.partnership.pathway import model, shipped
from rjhub.partnership.reference import Force, PartnershipListed

# Areas with one hub: their way of working can be that of any other area.
COPIED = ("kent", "hertfordshire", "northumbria", "thames-valley")
_VOWELS = "AEIOU"


def found(count: int) -> list[Partnership]:
    """Make sure of that many partnerships, and answer them. Raises ValueError for more than there are forces."""
    listed = [*reference.partnerships(), *_copies()]
    if count > len(listed):
        raise ValueError(f"There are {len(listed)} force areas, so at most so many partnerships.")
    return [_found(one, _pathway_of(one, place)) for place, one in enumerate(listed[:count])]


def _found(listed: PartnershipListed, pathway: str) -> Partnership:
    partnership = founding.found_partnership(listed)
    if not PathwayVersion.objects.filter(partnership=partnership).exists():
        text = shipped.text(pathway)
        with installation.acts():
            PathwayVersion.objects.create(
                partnership=partnership,
                code=pathway,
                number=1,
                text=text,
                digest=model.content_hash(shipped.pathway(pathway)),
            )
    cast.agree(partnership, pathway)
    return partnership


def _pathway_of(listed: PartnershipListed, place: int) -> str:
    own = cast.PATHWAYS.get(listed.code)
    return own or cast.PATHWAYS[COPIED[place % len(COPIED)]]


def _copies() -> list[PartnershipListed]:
    own = {listed.force: listed for listed in reference.partnerships()}
    others = [force for force in reference.forces() if force.slug not in own]
    prefixes = {listed.prefix for listed in own.values()}
    copies = []
    for place, force in enumerate(others, start=len(own)):
        prefix = next(one for one in _prefixes(force.slug) if one not in prefixes)
        prefixes.add(prefix)
        copies.append(_copy(own[COPIED[place % len(COPIED)]], force, prefix))
    return copies


def _copy(listed: PartnershipListed, force: Force, prefix: str) -> PartnershipListed:
    districts = tuple(district.name for district in reference.districts(force.slug))
    before = reference.force(listed.force).name
    agencies = tuple(
        replace(
            agency,
            name=agency.name.replace(before, force.name)[:120],
            short_name=agency.short_name.replace(before, force.name)[:60],
            offices=(),
        )
        for agency in listed.agencies
    )
    return replace(
        listed,
        code=force.slug,
        name=f"{force.name} partnership (invented)",
        prefix=prefix,
        force=force.slug,
        agencies=agencies,
        hubs=tuple(replace(hub, districts=districts) for hub in listed.hubs),
    )


def _prefixes(slug: str) -> list[str]:
    letters = slug.replace("-", "").upper()
    hard = letters[0] + "".join(letter for letter in letters[1:] if letter not in _VOWELS)
    return [hard[:2], hard[0] + hard[2:3], *(f"{hard[0]}{letter}" for letter in "ZXWVTRPNMKJH"), hard[:4]]
