"""The few facts about a case on which a pathway's rules may depend, and the conditions written about them."""

from dataclasses import dataclass, field

from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup, SensitiveFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known about a case. None and False mean "not known" or "not so".

    `district` is the place that the pathway's `routing.by` asks for. `indirect_only` is the decision of the
    risk assessment that the people may exchange messages but not meet.
    """

    initiated_by: Initiator
    referred_by: AgencyType | None = None
    cj_stage: CjStage | None = None
    court: Court | None = None
    offence_group: OffenceGroup | None = None
    district: str | None = None
    sensitive: frozenset[SensitiveFlag] = field(default_factory=frozenset)
    in_custody: bool = False
    responsible_under_18: bool = False
    harmed_under_18: bool = False
    guilty_plea: bool = False
    community_remedy_chosen: bool = False
    prolific: bool = False
    probation_requirement: bool = False
    indirect_only: bool = False

    @property
    def before_sentence(self) -> bool:
        """Whether somebody was convicted and the court has not passed sentence yet."""
        return self.cj_stage is not None and self.cj_stage.is_before_sentence

    @property
    def under_18(self) -> bool:
        """Whether either side is a child."""
        return self.responsible_under_18 or self.harmed_under_18
