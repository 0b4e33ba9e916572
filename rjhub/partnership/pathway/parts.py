"""What the sections of a pathway file are made of: clocks, agencies, hubs, contacts, requests."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.conditions import When
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import (
    AgencyJob,
    Category,
    Event,
    Place,
    Rhythm,
    Role,
    Side,
    Unit,
    WorksWith,
)
from rjhub.partnership.written.parts import Key, OneOrMore, Part, Text

SOURCE = Field(
    description="where the rule comes from, in the words of the source; `default` where nobody has said"
)
WHEN = Field(default=None, description="the line applies only to such cases")

HUB: Literal["hub"] = "hub"  # whoever hosts the hub of the case
LEAD: Literal["lead"] = "lead"  # the agency that has taken the case
REFERRER: Literal["referrer"] = "referrer"  # the agency that referred the case


def chosen(*special: str) -> BeforeValidator:
    """A type of agency, or one of some special words."""

    def choose(value: object) -> object:
        if value in special:
            return value
        try:
            return AgencyType(str(value))
        except ValueError:
            expected = ", ".join(f"'{word}'" for word in (*AgencyType, *special))
            raise PydanticCustomError("enum", "unknown agency", {"expected": expected}) from None

    return BeforeValidator(choose)


Receiver = Annotated[AgencyType | Literal["hub"], chosen(HUB)]
Taker = Annotated[AgencyType | Literal["hub", "referrer"], chosen(HUB, REFERRER)]
Speaker = Annotated[AgencyType | Literal["hub", "lead"], chosen(HUB, LEAD)]


def _as_gate(value: object) -> object:
    return {"check": value} if isinstance(value, str) else value


class Gate(Part):
    """A check at the start or end of a stage; written as its name alone, or with a condition."""

    check: Check = Field(description="the name of the check")
    when: When | None = WHEN
    source: Text | None = Field(default=None, description="where the rule comes from")


Gates = Annotated[tuple[Annotated[Gate, BeforeValidator(_as_gate)], ...], Field(max_length=60)]


class Clock(Part):
    """How long something may take. Exactly one of working_days, weeks and months is given."""

    key: Key = Field(description="the name by which stages, requests and follow-ups use the clock")
    label: Text = Field(description="what has to be done in that time")
    starts: Event = Field(description="what starts the clock")
    working_days: Annotated[StrictInt, Field(ge=0, le=260)] | None = Field(
        default=None, description="how many working days (England and Wales); 0 means the same day"
    )
    weeks: Annotated[StrictInt, Field(ge=1, le=104)] | None = Field(
        default=None, description="how many weeks"
    )
    months: Annotated[StrictInt, Field(ge=1, le=24)] | None = Field(
        default=None, description="how many months"
    )
    who: Role = Field(description="who is reminded")
    source: Text = SOURCE

    @model_validator(mode="after")
    def _has_one_length(self) -> Self:
        if sum(getattr(self, unit.value) is not None for unit in Unit) != 1:
            raise PydanticCustomError(
                "clock_length", "a clock needs exactly one of 'working_days', 'weeks' and 'months'"
            )
        return self

    @property
    def unit(self) -> Unit:
        """What it counts."""
        return next(unit for unit in Unit if getattr(self, unit.value) is not None)

    @property
    def amount(self) -> int:
        """How many of its unit."""
        return int(getattr(self, self.unit.value))

    @property
    def text(self) -> str:
        """The clock in words: "5 working days after the request is sent"."""
        if self.amount == 0:
            return f"the same day as {self.starts.label}"
        unit = self.unit.label if self.amount > 1 else self.unit.label.removesuffix("s")
        return f"{self.amount} {unit} after {self.starts.label}"


class Agency(Part):
    """A type of agency that the area has, by which name, and what it does."""

    type: AgencyType = Field(description="the type of agency")
    name: Text = Field(description="its name here; several where the area has several")
    does: Annotated[tuple[AgencyJob, ...], OneOrMore, Field(min_length=1)] = Field(
        description="what it does here"
    )
    works_with: WorksWith | None = Field(
        default=None, description="where it is not what the type usually works with"
    )
    source: Text = SOURCE

    @property
    def sides(self) -> WorksWith:
        """Which sides it works with here."""
        return self.works_with or self.type.works_with


class Hub(Part):
    """Where referrals arrive and cases are coordinated."""

    key: Key = Field(description="a short name that does not change")
    name: Text = Field(description="its name")
    host: AgencyType = Field(description="the type of agency that hosts it")
    districts: Annotated[tuple[Text, ...], Field(max_length=60)] = Field(
        description="the districts that it serves"
    )
    staff: tuple[Text, ...] = Field(default=(), description="who works there")
    meets: Rhythm = Field(description="how often it meets")
    source: Text = SOURCE


class Area(Part):
    """The place that the partnership serves."""

    name: Text = Field(description="its name")
    districts: Annotated[tuple[Text, ...], Field(min_length=1, max_length=120)] = Field(
        description="all its districts"
    )


class Receipt(Part):
    """Who receives a referral."""

    agency: Receiver = Field(description="a type of agency, or `hub`")
    when: When | None = WHEN
    source: Text = SOURCE


class Routing(Part):
    """How a referral finds its hub, and who receives it."""

    by: Place = Field(description="which place decides the hub")
    outside: Key = Field(description="the hub for cases from places outside the area")
    received_by: Annotated[tuple[Receipt, ...], Field(min_length=1)] = Field(
        description="who receives a referral; the first line that fits counts"
    )
    source: Text = SOURCE


class Contact(Part):
    """Who speaks with somebody."""

    agency: Speaker = Field(description="a type of agency, `hub`, or `lead`")
    role: Role = Field(description="who there")
    called: Text | None = Field(default=None, description="what they are called here")
    once: StrictBool = Field(default=True, description="nobody else approaches the person about it")
    hand_to: Speaker | None = Field(
        default=None, description="who goes on with it when the person is interested"
    )
    when: When | None = WHEN
    source: Text = SOURCE


class FirstContact(Part):
    """Who makes first contact with each side. The first line that fits counts."""

    harmed: Annotated[tuple[Contact, ...], Field(min_length=1)] = Field(description="with the person harmed")
    responsible: Annotated[tuple[Contact, ...], Field(min_length=1)] = Field(
        description="with the person responsible"
    )


class Next(Part):
    """Where a case may go when a stage is finished."""

    to: Annotated[tuple[StageKind, ...], OneOrMore, Field(min_length=1)] = Field(
        description="the stage, or stages to choose from"
    )
    early: Annotated[tuple[StageKind, ...], OneOrMore] = Field(
        default=(), description="stages to choose as well, without finishing this one"
    )
    when: When | None = WHEN

    @property
    def choices(self) -> tuple[StageKind, ...]:
        """Every stage to which the line leads."""
        return tuple(dict.fromkeys((*self.to, *self.early)))


class Stage(Part):
    """A stage, the gates at its start and end, and what comes next."""

    stage: StageKind = Field(description="the kind of stage")
    label: Text | None = Field(default=None, description="what it is called here")
    about: Text | None = Field(default=None, description="what happens in it here")
    to_start: Gates = Field(default=(), description="checks that must hold before a case comes here")
    to_finish: Gates = Field(default=(), description="checks that must hold before a case goes on")
    clock: Key | None = Field(default=None, description="the clock that runs meanwhile")
    next: Annotated[tuple[Next, ...], Field(max_length=20)] = Field(
        default=(), description="where a case goes; the first line that fits counts"
    )
    source: Text = SOURCE

    @property
    def name(self) -> str:
        """What it is called here."""
        return self.label or self.stage.label


class Request(Part):
    """What an agency is asked, about which side, and by when."""

    key: Key = Field(description="a short name that does not change")
    ask: AgencyType = Field(description="the type of agency that is asked")
    about: Side = Field(description="the side that it is about")
    why: Text = Field(description="what the answer is needed for")
    questions: Annotated[tuple[Text, ...], Field(min_length=1, max_length=20)] = Field(
        description="the questions"
    )
    categories: Annotated[tuple[Category, ...], OneOrMore, Field(min_length=1)] = Field(
        description="what kind of information the answer holds"
    )
    clock: Key = Field(description="the clock for the answer")
    when: When | None = WHEN
    source: Text = SOURCE
