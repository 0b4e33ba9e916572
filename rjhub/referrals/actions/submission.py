"""What somebody sends: everything that one referral says, checked and ready to be kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rjhub.people.vocabulary import Channel, ContactKind, IdentifierKind, Voicemail
from rjhub.referrals.vocabulary import Known
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """How it came about, and where it stands in court. Fields as in `Referral`."""

    source: str
    raised_by: str
    initiator: str
    aware: str = Known.NOT_KNOWN
    agreeable: str = Known.NOT_KNOWN
    source_reference: str = ""
    raised_how: str = ""
    district: str = ""
    cj_stage: str = ""
    court: str = ""
    court_name: str = ""
    plea: str = ""
    hearing_on: date | None = None
    sentence_on: date | None = None
    court_deadline_on: date | None = None
    sentence: str = ""
    community_remedy_chosen: bool = False
    prolific: bool = False
    probation_requirement: bool = False


@dataclass(frozen=True, kw_only=True)
class Incident:
    """What happened. Fields as in `Offence`."""

    crime_group: str = ""
    force_code: str = ""
    crime_reference: str = ""
    description: str = ""
    happened_on: date | None = None
    happened_until: date | None = None
    place: str = ""
    officer_in_case: str = ""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who somebody is."""

    family_name: str
    given_name: str = ""
    known_as: str = ""
    other_names: str = ""
    born_on: date | None = None
    language: str = ""
    needs_interpreter: bool = False
    communication_needs: str = ""
    identifiers: Mapping[IdentifierKind, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The whole name as it was given."""
        return " ".join(part for part in (self.given_name, self.family_name) if part)

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Given and family name of each other name; one word alone is another given name."""
        for written in self.other_names.split(","):
            given, _, family = written.strip().rpartition(" ")
            if family:
                yield (given, family) if given else (family, self.family_name)


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How somebody can be reached without putting them at risk."""

    contacts: Mapping[ContactKind, str] = field(default_factory=dict)
    channels: tuple[Channel, ...] = ()
    voicemail: Voicemail = Voicemail.NEVER
    safe_times: str = ""
    who_may_answer: str = ""
    code_word: str = ""
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What was known about a person for restorative justice. Fields as in `ReferralParty`."""

    relationship: str = ""
    told: str = Known.NOT_KNOWN
    agrees_to_contact: str = Known.NOT_KNOWN
    agrees_to_assessment: str = Known.NOT_KNOWN
    may_be_shared: str = ""
    hopes: str = ""
    own_words: str = ""
    asked_for_by: str = ""
    enhanced_rights: str = ""
    statement_made: str = ""
    contact_scheme: str = ""
    victim_support: str = ""
    children: str = ""
    responsibility: str = ""
    licence_conditions: str = ""
    orders: tuple[str, ...] = ()
    orders_detail: str = ""
    mappa: str = ""
    offender_manager: str = ""
    prison_code: str = ""


@dataclass(frozen=True, kw_only=True)
class Named:
    """One person whom the referral names. Without `reach` nobody knows yet how to contact them safely."""

    side: Side
    identity: Identity
    reach: Reach | None = None
    situation: Situation = field(default_factory=Situation)


@dataclass(frozen=True, kw_only=True)
class Risk:
    """A risk that whoever refers knows of."""

    side: Side
    kind: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One referral. The key is the same for each attempt to send it, and no other referral has it."""

    key: str
    circumstances: Circumstances
    incidents: tuple[Incident, ...]
    people: tuple[Named, ...]
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What whoever sent a referral keeps."""

    reference: str
    hub: str
