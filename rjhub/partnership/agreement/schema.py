"""A whole information sharing agreement: its sections, in the order of the file."""

from calendar import monthrange
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from rjhub.partnership.agreement.parts import (
    ALL,
    OWN,
    Breaches,
    Clause,
    Duty,
    Party,
    Retention,
    Review,
    Rights,
    Security,
    SubProcessor,
    Termination,
)
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.written.parts import Key, LongText, Part, Text


class Agreement(Part):
    """How the partners of one area share information, as rules."""

    format: Literal[1] = Field(description="the format of the file: 1")
    key: Key = Field(description="a short name that does not change; the key of the pathway that it is for")
    version: Annotated[StrictInt, Field(ge=1, le=100_000)] = Field(description="counts up with each change")
    name: Text = Field(description="the name of the agreement")
    about: LongText = Field(description="what it is for, in a few sentences")
    example: StrictBool = Field(
        description="true for an example: take it to your own information governance lead before you sign it"
    )
    starts_on: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2200, 1, 1))] = Field(
        description="the first day on which it can be in force"
    )
    review: Review = Field(description="when it is looked at again")
    purposes: Annotated[tuple[Text, ...], Field(min_length=1, max_length=30)] = Field(
        description="what information is shared for"
    )
    parties: Annotated[tuple[Party, ...], Field(min_length=1, max_length=60)] = Field(
        description="who is bound by it"
    )
    roles: Annotated[tuple[Duty, ...], Field(min_length=1, max_length=30)] = Field(
        description="who does what so that sharing works"
    )
    structures: Annotated[tuple[Text, ...], Field(min_length=1, max_length=30)] = Field(
        description="the meetings and boards that oversee sharing"
    )
    assessment: Text = Field(description="the data protection impact assessment that stands behind it")
    security: Security = Field(description="how what is shared is kept safe")
    accuracy: LongText = Field(description="how mistakes are found and put right everywhere")
    retention: Annotated[tuple[Retention, ...], Field(min_length=1, max_length=30)] = Field(
        description="how long records are kept, and what happens then"
    )
    rights: Rights = Field(description="how people use their rights")
    breaches: Breaches = Field(description="what happens when something goes wrong")
    complaints: LongText = Field(description="how complaints are made and answered")
    out_of_area: LongText = Field(description="how agencies outside the area are asked and told")
    sub_processors: tuple[SubProcessor, ...] = Field(description="who handles the record for the parties")
    termination: Termination = Field(description="how a party leaves")
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1, max_length=200)] = Field(
        description="who gives what to whom. What no clause gives, nobody sees"
    )

    @property
    def review_on(self) -> date:
        """The day by which it is reviewed, or lapses."""
        return self.review.on or months_after(self.starts_on, self.review.months or 0)

    def party(self, kind: AgencyType) -> Party | None:
        """The party of a type, if there is one."""
        return next((party for party in self.parties if party.type == kind), None)

    def givers(self, clause: Clause) -> tuple[Party, ...]:
        """The parties that give under a clause: for what the receiver wrote itself, the receivers."""
        if ALL in clause.from_:
            return self.parties
        if OWN in clause.from_:
            return self.receivers(clause)
        return tuple(party for party in self.parties if party.type in clause.from_)

    def receivers(self, clause: Clause) -> tuple[Party, ...]:
        """The parties whose staff receive under a clause."""
        return tuple(
            party
            for party in self.parties
            if (not clause.agencies or party.type in clause.agencies)
            and (not clause.works_with or party.sides in clause.works_with)
        )


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
