"""Opening a case, when the hub accepts a referral."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from rjhub.cases import pathways
from rjhub.cases.actions import access
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Flag, Party, StageMove
from rjhub.cases.vocabulary import PartyStatus
from rjhub.partnership.models import Hub, PathwayVersion, Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import Initiator, SensitiveFlag
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.stages import StageKind
from rjhub.people.models import Person
from rjhub.sharing.models import File
from rjhub.sharing.vocabulary import Category, Side


@dataclass(frozen=True, kw_only=True)
class NewParty:
    """A person whose case it is, with what the referral said about them."""

    person: Person
    relationship: str = ""
    hopes: str = ""
    under_18: bool = False
    in_custody: bool = False


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """What a case starts with."""

    file: File
    reference: str
    hub: Hub
    pathway: PathwayVersion
    initiated_by: Initiator
    duplicates_decided_at: datetime
    parties: Sequence[NewParty]
    referred_by: str = ""
    offence: str = ""
    offence_group: str = ""
    cj_stage: str = ""
    district: str = ""
    community_remedy_chosen: bool = False
    prolific: bool = False
    probation_requirement: bool = False
    flags: Sequence[SensitiveFlag] = field(default_factory=tuple)


@transaction.atomic
def open_case(new: NewCase, *, by: Staff, at: datetime) -> Case:
    """Open a case in the file of its referral. The coordinator who accepted it answers for it, until they hand over."""
    access.let_the_hub_in(new.file, new.hub, by=by, at=at)
    case = Case.objects.create(
        partnership_id=new.file.partnership_id,
        file=new.file,
        side=Side.NEUTRAL,
        category=Category.CASEWORK,
        reference=new.reference,
        hub=new.hub,
        pathway=new.pathway,
        stage=_first_stage(new),
        stage_since=at,
        referred_by=new.referred_by,
        initiated_by=new.initiated_by,
        offence=new.offence,
        offence_group=new.offence_group,
        cj_stage=new.cj_stage,
        district=new.district,
        community_remedy_chosen=new.community_remedy_chosen,
        prolific=new.prolific,
        probation_requirement=new.probation_requirement,
        answering_staff=by,
        answering_agency_id=by.agency_id,
        duplicates_decided_at=new.duplicates_decided_at,
        opened_at=at,
        updated_at=at,
    )
    for party in new.parties:
        add_party(case, party)
        access.let_the_hub_in(party.person.file, new.hub, by=by, at=at)
    for flag in new.flags:
        _raise_flag(case, flag, by=by, at=at)
    _start(case, by=by, at=at)
    happened("cases:case:open", case=case, by=by, at=at)
    return case


def _first_stage(new: NewCase) -> StageKind:
    pathway = pathways.pathway_at(new.pathway)
    facts = CaseFacts(
        initiated_by=new.initiated_by, referred_by=AgencyType(new.referred_by) if new.referred_by else None
    )
    return rules.first_stage(pathway, facts).stage


def add_party(case: Case, new: NewParty) -> Party:
    """Write that it is somebody's case. For other actions."""
    return Party.objects.create(
        partnership_id=case.partnership_id,
        file_id=case.file_id,
        side=new.person.side,
        category=Category.CASEWORK,
        case=case,
        person=new.person,
        status=PartyStatus.WAITING,
        relationship=new.relationship,
        hopes=new.hopes,
        under_18=new.under_18,
        in_custody=new.in_custody,
    )


def _raise_flag(case: Case, flag: SensitiveFlag, *, by: Staff, at: datetime) -> None:
    Flag.objects.create(
        partnership_id=case.partnership_id,
        file_id=case.file_id,
        side=Side.NEUTRAL,
        category=Category.CASEWORK,
        case=case,
        flag=flag,
        raised_at=at,
        raised_by=by,
    )


def _start(case: Case, *, by: Staff, at: datetime) -> None:
    StageMove.objects.create(
        partnership_id=case.partnership_id,
        file_id=case.file_id,
        side=Side.NEUTRAL,
        category=Category.CASEWORK,
        case=case,
        from_stage="",
        to_stage=case.stage,
        moved_at=at,
        moved_by=by,
    )
