"""The two sides of a case on any of its pages: who is on each, and what the area calls them."""

from dataclasses import dataclass

from rjhub.cases import pathways
from rjhub.cases.models import Case, Party
from rjhub.design.pieces import Side
from rjhub.design.words import capital
from rjhub.sharing import vocabulary as sharing

CLOSED = "Your role on this case does not give you this side."


@dataclass(frozen=True)
class TwoSides:
    """Both sides, with the people of each whom the reader may see."""

    harmed: Side
    responsible: Side
    harmed_word: str
    responsible_word: str
    harmed_people: tuple[Party, ...]
    responsible_people: tuple[Party, ...]

    def people(self, side: str) -> tuple[Party, ...]:
        """The people of a side, in the words of the template."""
        return self.harmed_people if side == sharing.Side.HARMED else self.responsible_people


def two_sides(case: Case, parties: list[Party]) -> TwoSides:
    """The two sides of a case."""
    words = pathways.pathway_of(case).words
    harmed = tuple(party for party in parties if party.side == sharing.Side.HARMED)
    responsible = tuple(party for party in parties if party.side == sharing.Side.RESPONSIBLE)
    return TwoSides(
        harmed=_side(harmed),
        responsible=_side(responsible),
        harmed_word=capital(words.harmed),
        responsible_word=capital(words.responsible),
        harmed_people=harmed,
        responsible_people=responsible,
    )


def word_for(case: Case, side: str) -> str:
    """What the area calls somebody of a side, as a heading."""
    words = pathways.pathway_of(case).words
    return capital(words.harmed if side == sharing.Side.HARMED else words.responsible)


def _side(parties: tuple[Party, ...]) -> Side:
    return Side(name=", ".join(party.name for party in parties)) if parties else Side(closed=CLOSED)
