"""Which hub receives a referral: as the partnership's pathway says, else by the districts of its hubs."""

from functools import lru_cache

from rjhub.design.words import plural
from rjhub.kernel import clock
from rjhub.partnership import queries as partnerships
from rjhub.partnership.models import Hub, PathwayVersion
from rjhub.partnership.pathway import model
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.schema import Pathway, Words
from rjhub.partnership.pathway.stages import StageKind


def pathway_version(partnership_id: int) -> PathwayVersion | None:
    """The version that a referral comes in by: the newest of the first pathway that the partnership had.

    A hub that has several chooses among them when it accepts.
    """
    return next(iter(partnerships.pathways_in_force(partnership_id)), None)


def pathways_for(partnership_id: int) -> list[tuple[PathwayVersion, str]]:
    """The pathways that a referral can be taken on by, with their names."""
    found = partnerships.pathways_in_force(partnership_id)
    return [(version, _read(version.id, version.digest).name) for version in found]


def hubs_of(partnership_id: int) -> list[Hub]:
    """The hubs of a partnership that are open today."""
    today = clock.today()
    hubs = Hub.objects.filter(partnership_id=partnership_id, since__lte=today).select_related("coordinators")
    return [hub for hub in hubs.order_by("name") if hub.until is None or today <= hub.until]


def districts_of(partnership_id: int) -> tuple[str, ...]:
    """Every district that a hub of the partnership serves."""
    return tuple(sorted({district for hub in hubs_of(partnership_id) for district in hub.districts}))


def hub_for(partnership_id: int, district: str, version: PathwayVersion | None) -> Hub:
    """The hub that receives a referral from a district; for places outside, the one named for them.

    Raises Hub.DoesNotExist if the partnership has no open hub at all.
    """
    hubs = hubs_of(partnership_id)
    if not hubs:
        raise Hub.DoesNotExist
    if version is not None:
        wanted = rules.hub_for(_read(version.id, version.digest), district or None).key
        named = [hub for hub in hubs if hub.code == wanted]
        if named:
            return named[0]
    return next((hub for hub in hubs if district in hub.districts), hubs[0])


def near_days(partnership_id: int) -> int:
    """How many days may lie between two referrals about the same two people for them to be one incident."""
    version = pathway_version(partnership_id)
    incidents = (
        _read(version.id, version.digest).incidents if version else Pathway.model_fields["incidents"].default
    )
    return int(incidents.near_days)


def first_answer_within(version: PathwayVersion | None) -> str:
    """How soon somebody who asked is contacted, as the pathway promises: "5 working days". Empty if it does not say."""
    if version is None:
        return ""
    timed = rules.clock_for(_read(version.id, version.digest), StageKind.ENQUIRY)
    if timed is None:
        return ""
    spans = ((timed.working_days, "working day"), (timed.weeks, "week"), (timed.months, "month"))
    return next((plural(count, unit) for count, unit in spans if count), "")


def words_of(version: PathwayVersion | None) -> Words:
    """What an area calls people and things, by the pathway that a referral came in by."""
    return _read(version.id, version.digest).words if version else Words()


@lru_cache(maxsize=32)
def _read(version_id: int, digest: str) -> Pathway:
    # A version never changes, so what was read from it holds for the life of the process.
    del digest
    version = PathwayVersion.objects.get(id=version_id)
    return model.load(version.text, name=str(version))
