"""Why the reader sees what of a person's record."""

from dataclasses import dataclass

from rjhub.design.links import Link
from rjhub.partnership.models import AgreementVersion
from rjhub.people.models import Person
from rjhub.people.pages.asking import record_of
from rjhub.sharing.explaining import Explained
from rjhub.sharing.pages.why import SideOfIt, sides_of
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True)
class WhyPage:
    """For each kind of information: seen or not, for which task, by which clause, until when."""

    title: str
    sides: tuple[SideOfIt, ...]
    back: Link


def page_for(person: Person, found: Explained, version: AgreementVersion | None) -> WhyPage:
    """The page. A record has one side, so it is explained for that alone."""
    return WhyPage(
        title=f"Why can I see the record of {person.name}?",
        sides=sides_of(found, version, only=(Side(person.side),)),
        back=record_of(person),
    )
