"""Conditions in a pathway file: `when:` a case is like this, a line applies."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Protocol, Self, TypeVar

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup, SensitiveFlag
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.written.parts import OneOrMore, Part

Listed = Field(max_length=60)


class When(Part):
    """All that is named must be so. Where several values are named, one of them is enough."""

    initiated_by: Annotated[tuple[Initiator, ...], OneOrMore, Listed] = Field(
        default=(), description="who asked first"
    )
    referred_by: Annotated[tuple[AgencyType, ...], OneOrMore, Listed] = Field(
        default=(), description="the type of agency that referred"
    )
    cj_stage: Annotated[tuple[CjStage, ...], OneOrMore, Listed] = Field(
        default=(), description="where the offence stands in the criminal justice system"
    )
    court: Annotated[tuple[Court, ...], OneOrMore, Listed] = Field(
        default=(), description="the court it is before"
    )
    offence_group: Annotated[tuple[OffenceGroup, ...], OneOrMore, Listed] = Field(
        default=(), description="the kind of offence"
    )
    flags: Annotated[tuple[SensitiveFlag, ...], OneOrMore, Listed] = Field(
        default=(), description="any of these sensitive or complex flags is set"
    )
    district: Annotated[tuple[str, ...], OneOrMore, Listed] = Field(
        default=(), description="the district of the case"
    )
    sensitive: StrictBool | None = Field(
        default=None, description="whether any sensitive or complex flag is set"
    )
    before_sentence: StrictBool | None = Field(
        default=None, description="convicted, and sentence not yet passed"
    )
    in_custody: StrictBool | None = Field(default=None, description="the person responsible is in custody")
    under_18: StrictBool | None = Field(default=None, description="either side is under 18")
    responsible_under_18: StrictBool | None = Field(
        default=None, description="the person responsible is under 18"
    )
    harmed_under_18: StrictBool | None = Field(default=None, description="the person harmed is under 18")
    guilty_plea: StrictBool | None = Field(default=None, description="there was a guilty plea")
    community_remedy_chosen: StrictBool | None = Field(
        default=None,
        description="the person harmed chose restorative justice on the Community Remedy document",
    )
    prolific: StrictBool | None = Field(
        default=None,
        description="the person responsible is in Integrated Offender Management or the like",
    )
    probation_requirement: StrictBool | None = Field(
        default=None,
        description="restorative justice is part of a rehabilitation activity or probation requirement",
    )
    indirect_only: StrictBool | None = Field(
        default=None, description="the people may exchange messages but not meet"
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise PydanticCustomError("empty_when", "'when' names no condition; add one, or remove 'when'")
        return self

    def fits(self, facts: CaseFacts) -> bool:
        """Whether a case is as this says."""
        return all(self._fits(name, facts) for name in self.model_fields_set)

    def _fits(self, name: str, facts: CaseFacts) -> bool:
        wanted = getattr(self, name)
        if name == "sensitive":
            return wanted is bool(facts.sensitive)
        if name == "flags":
            return not facts.sensitive.isdisjoint(wanted)
        known = getattr(facts, name)
        return known in wanted if isinstance(wanted, tuple) else known is wanted


class Conditional(Protocol):
    """A line that may have a condition."""

    @property
    def when(self) -> When | None:
        """The condition, if there is one."""


Line = TypeVar("Line", bound=Conditional)


def all_that_fit(lines: Iterable[Line], facts: CaseFacts | None) -> Iterator[Line]:
    """The lines whose condition fits the case. Without a case, all of them."""
    return (line for line in lines if facts is None or line.when is None or line.when.fits(facts))
