"""Why the reader sees what of a case, and by which clause of the agreement."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.models import Case
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.design.links import Link
from rjhub.design.words import capital
from rjhub.partnership.models import AgreementVersion
from rjhub.people.models import Person
from rjhub.sharing.explaining import Explained
from rjhub.sharing.pages.why import SideOfIt, sides_of
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True)
class Why:
    """For each side and kind of information: seen or not, for which task, by which clause, until when."""

    frame: CaseFrame
    sides: tuple[SideOfIt, ...]
    people: tuple[Link, ...]
    others: Link | None
    title: str = "Why can I see this?"


def why(
    case: Case, found: Explained, version: AgreementVersion | None, people: list[Person], *, asks: bool
) -> Why:
    """The page. `asks`: whether the reader may ask it for others."""
    words = pathways.pathway_of(case).words
    headings = {
        Side.HARMED: capital(words.harmed),
        Side.RESPONSIBLE: capital(words.responsible),
        Side.NEUTRAL: "The case as a whole",
    }
    return Why(
        frame=frame_for(case, "why"),
        sides=sides_of(found, version, headings=headings),
        people=tuple(Link(person.name, reverse("people:why", args=[person.id])) for person in people),
        others=Link(
            "Ask it for somebody else", f"{reverse('reading:why')}?{urlencode({'reference': case.reference})}"
        )
        if asks
        else None,
    )
