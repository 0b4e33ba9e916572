"""What the sections of an agreement are made of."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from rjhub.partnership.agreement.vocabulary import (
    Basis,
    Controller,
    Gateway,
    LawEnforcementBasis,
    OffenceCondition,
    Onward,
    Recipient,
    Regime,
    SensitiveCondition,
    Signs,
    SpecialCondition,
)
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.parts import chosen
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Category, Role, Side, WorksWith
from rjhub.partnership.written.parts import OneOrMore, Part, Text

ALL: Literal["all"] = "all"  # every party
OWN: Literal["own"] = "own"  # the agency that receives: what its own staff wrote down

Months = Annotated[StrictInt, Field(ge=0, le=600)]


Giver = Annotated[AgencyType | Literal["all", "own"], chosen(ALL, OWN)]


class Party(Part):
    """A type of agency that is bound by the agreement, under which law, and whether it must sign."""

    type: AgencyType = Field(description="the type of agency")
    name: Text = Field(description="its name here; several where the area has several")
    signs: Signs = Field(description="whether the agreement stands without its signature")
    controller: Controller = Field(description="whether it decides what its information is used for")
    regime: Regime = Field(description="the part of data protection law that it works under")
    works_with: WorksWith | None = Field(
        default=None, description="where it is not what the type usually works with"
    )
    acts_for: Annotated[tuple[AgencyType, ...], OneOrMore, Field(max_length=20)] = Field(
        default=(), description="the public bodies on whose behalf it acts, and whose powers to share it uses"
    )

    @property
    def sides(self) -> WorksWith:
        """Which sides it works with here."""
        return self.works_with or self.type.works_with

    @property
    def powers(self) -> frozenset[AgencyType]:
        """The types whose powers to share it has."""
        return frozenset({self.type, *self.acts_for})


class Bases(Part):
    """The lawful basis under each regime that the parties to a clause work under."""

    uk_gdpr: Annotated[tuple[Basis, ...], OneOrMore] = Field(default=(), description="under UK GDPR")
    part_3: Annotated[tuple[LawEnforcementBasis, ...], OneOrMore] = Field(
        default=(), description="under Part 3 of the Data Protection Act 2018"
    )


class Conditions(Part):
    """The conditions that special categories, offences and sensitive processing need."""

    special: Annotated[tuple[SpecialCondition, ...], OneOrMore] = Field(
        default=(), description="for special category data under UK GDPR"
    )
    offences: Annotated[tuple[OffenceCondition, ...], OneOrMore] = Field(
        default=(), description="for criminal offence data under UK GDPR"
    )
    part_3: Annotated[tuple[SensitiveCondition, ...], OneOrMore] = Field(
        default=(), description="for sensitive processing under Part 3"
    )


class Lasts(Part):
    """For how long: exactly one of the two."""

    months: Annotated[StrictInt, Field(ge=1, le=600)] | None = Field(
        default=None, description="how many months from the day on which it is given"
    )
    months_after_closing: Months | None = Field(
        default=None, description="until the case closes, and so many months more; 0 means until it closes"
    )

    @model_validator(mode="after")
    def _has_one_length(self) -> Self:
        if (self.months is None) == (self.months_after_closing is None):
            raise PydanticCustomError(
                "lasts_length", "'lasts' needs exactly one of 'months' and 'months_after_closing'"
            )
        return self

    @property
    def text(self) -> str:
        """In words: "until 6 months after the case closes"."""
        if self.months is not None:
            return f"for {_months(self.months)}"
        after = self.months_after_closing or 0
        return f"until {_months(after)} after the case closes" if after else "until the case closes"


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _number(value: str) -> str:
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2}){0,2}", value):
        raise PydanticCustomError(
            "clause_number", "'number' must be numbers with points between them, in quotes, like \"4.2\""
        )
    return value


class Clause(Part):
    """Who gives what to whom, why, by which law, and for how long. What no clause gives, nobody sees."""

    number: Annotated[str, AfterValidator(_number)] = Field(description='its number, in quotes, like "4.2"')
    title: Text = Field(description="what it is about")
    from_: Annotated[tuple[Giver, ...], OneOrMore, Field(min_length=1, max_length=60)] = Field(
        alias="from",
        description="the types of agency that give; `all` for every party; `own` for what the receiver wrote itself",
    )
    to: Annotated[tuple[Recipient, ...], OneOrMore, Field(min_length=1)] = Field(
        description="who receives, by what they do on the case"
    )
    agencies: Annotated[tuple[AgencyType, ...], OneOrMore, Field(max_length=60)] = Field(
        default=(), description="only at these types of agency; at every party if left out"
    )
    works_with: Annotated[tuple[WorksWith, ...], OneOrMore] = Field(
        default=(), description="only at agencies that work with these; with any if left out"
    )
    why: Text = Field(description="why it is necessary, in one or two sentences")
    stages: Annotated[tuple[StageKind, ...], OneOrMore, Field(max_length=60)] = Field(
        default=(), description="at these stages of the case; at all of them if left out"
    )
    sides: Annotated[tuple[Side, ...], OneOrMore, Field(min_length=1)] = Field(
        description="about which sides of the case"
    )
    categories: Annotated[tuple[Category, ...], OneOrMore, Field(min_length=1)] = Field(
        description="which kinds of information"
    )
    gateway: Annotated[tuple[Gateway, ...], OneOrMore, Field(min_length=1)] = Field(
        description="the law that lets it be given"
    )
    basis: Bases = Field(description="the lawful basis, under each regime that is involved")
    condition: Conditions = Field(
        default=Conditions(),
        description="conditions for special categories, offences and sensitive processing",
    )
    lasts: Lasts = Field(description="for how long it may be seen")
    onward: Annotated[tuple[Onward, ...], OneOrMore, Field(min_length=1)] = Field(
        description="how far it may be passed on"
    )


class Duty(Part):
    """What somebody does so that sharing works."""

    role: Role = Field(description="the role")
    called: Text | None = Field(default=None, description="what it is called here")
    does: Text = Field(description="what they do")


class Security(Part):
    """How what is shared is kept safe."""

    vetting: Text = Field(description="who is vetted, and how")
    training: Text = Field(description="what people are trained in, and how often")
    devices: Text = Field(description="on which devices the record may be opened")
    marking: Text = Field(description="how papers are marked and sent")


class Retention(Part):
    """How long a kind of record is kept, and what happens then."""

    record: Text = Field(description="the kind of record")
    keeps: Text = Field(description="for how long, and from when")
    then: Text = Field(description="what happens to it then")


class Rights(Part):
    """How people use their rights."""

    route: Text = Field(description="to whom they turn, and who answers")
    days: Annotated[StrictInt, Field(ge=1, le=31)] = Field(
        description="within how many days they are answered"
    )


class Breaches(Part):
    """What happens when something goes wrong."""

    hours: Annotated[StrictInt, Field(ge=1, le=72)] = Field(
        description="within how many hours the Information Commissioner is told; 72 at most"
    )
    route: Text = Field(description="who tells whom first")


class SubProcessor(Part):
    """Somebody who handles the record for the parties."""

    name: Text = Field(description="who")
    does: Text = Field(description="what for")
    where: Text = Field(description="in which country the data are")


class Termination(Part):
    """How a party leaves, and what happens to what it holds."""

    notice_months: Annotated[StrictInt, Field(ge=0, le=24)] = Field(description="months of notice")
    then: Text = Field(description="what happens to what it gave and received")


class Review(Part):
    """When the agreement is looked at again: exactly one of the two. Without a review it lapses."""

    months: Annotated[StrictInt, Field(ge=1)] | None = Field(
        default=None, description="months after it starts; 24 at most"
    )
    on: date | None = Field(default=None, description="a day, at most 24 months after it starts")
    by: Text = Field(description="who reviews it, and what they look at")

    @model_validator(mode="after")
    def _has_one_date(self) -> Self:
        if (self.months is None) == (self.on is None):
            raise PydanticCustomError("review_date", "'review' needs exactly one of 'months' and 'on'")
        return self
