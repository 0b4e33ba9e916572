"""What the information sharing agreement in force lets agencies give the hub."""

from functools import cached_property
from uuid import UUID

from rjhub.kernel.decisions import Decision, all_of, allow_if, refuse
from rjhub.partnership.agreement import compiling
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.models import Agency
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.sharing import queries
from rjhub.sharing.vocabulary import Category, Side

_NO_AGREEMENT = "No information sharing agreement is in force, so no agency can be asked."


class Terms:
    """The agreement that counts now, read once for all the questions that one page or one act asks of it."""

    def __init__(self, partnership_id: int) -> None:
        """Nothing is read before it is asked for."""
        self._partnership_id = partnership_id

    @cached_property
    def _agreement(self) -> Agreement | None:
        version = queries.in_force(self._partnership_id)
        return queries.read(version) if version else None

    @cached_property
    def _signed(self) -> frozenset[UUID]:
        return queries.covered(self._partnership_id)

    def let_give(self, agency: Agency, side: str, category: str) -> Decision:
        """Whether an agency may give the hub this: it has signed, and a clause says so."""
        if self._agreement is None:
            return refuse(_NO_AGREEMENT)
        return all_of(
            allow_if(
                agency.id in self._signed,
                f"{agency.short_name} has not signed the information sharing agreement, or has withdrawn from it, so "
                "it cannot be asked.",
            ),
            allow_if(
                self.clause_for(agency.kind, side, category),
                f"No clause of the information sharing agreement lets {agency.short_name} tell the hub this "
                f"({Category(category).label}, {_about(side)}), so it cannot be asked.",
            ),
        )

    def let_ask_elsewhere(self, kind: AgencyType, side: str, category: str) -> Decision:
        """The same for an agency of another area: it has signed nothing here, but only what its like may give."""
        if self._agreement is None:
            return refuse(_NO_AGREEMENT)
        return allow_if(
            self.clause_for(kind, side, category),
            f"No clause of the information sharing agreement lets an agency of this type ({kind.label}) tell the hub "
            f"this ({Category(category).label}, {_about(side)}), so it cannot be asked.",
        )

    def clause_for(self, kind: str, side: str, category: str) -> str:
        """The clause by which agencies of a type give the hub this: its number and title. Empty if there is none."""
        if self._agreement is None:
            return ""
        clause = compiling.asks(self._agreement, from_kind=kind, sides=[side], categories=[category])
        return f"{clause.number} {clause.title}"[:200] if clause else ""


def _about(side: str) -> str:
    return "about what happened" if side == Side.NEUTRAL else f"about the {Side(side).label.lower()}"
