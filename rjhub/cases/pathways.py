"""The pathway of a case: the version that it started with, and the facts on which its rules depend."""

from functools import lru_cache

from rjhub.cases.models import Case, CourtMatter, Flag, Party
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.partnership.models import PathwayVersion
from rjhub.partnership.pathway import model, queries, vocabulary, wording
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.case_words import CjStage, Court, Initiator, OffenceGroup, SensitiveFlag
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.schema import Document, Pathway
from rjhub.sharing.vocabulary import Side

WORDING = {
    ConsentPurpose.CONTACT: vocabulary.DocumentKind.CONSENT_TO_CONTACT,
    ConsentPurpose.ASSESSMENT: vocabulary.DocumentKind.CONSENT_TO_ASSESSMENT,
    ConsentPurpose.TAKING_PART: vocabulary.DocumentKind.CONSENT_TO_TAKE_PART,
    ConsentPurpose.DISCLOSURE: vocabulary.DocumentKind.CONSENT_TO_DISCLOSURE,
}


@lru_cache(maxsize=64)
def _read(version_id: int, digest: str) -> Pathway:
    # A version never changes, so what was read from it holds for the life of the process.
    del digest
    version = PathwayVersion.objects.get(id=version_id)
    return model.load(version.text, name=str(version))


def pathway_of(case: Case) -> Pathway:
    """The pathway that the case keeps."""
    return _read(case.pathway_id, case.pathway.digest)


def in_words_of(case: Case, said: str) -> str:
    """What the program says of the people of a case, in the words of its pathway."""
    return wording.in_words(pathway_of(case).words, said)


def pathway_at(version: PathwayVersion) -> Pathway:
    """The pathway as a version says it."""
    return _read(version.id, version.digest)


def wording_of(case: Case, purpose: ConsentPurpose, side: str) -> Document | None:
    """The wording to which somebody of a side consents, if the case's pathway has one."""
    return queries.document_for(pathway_of(case), WORDING[purpose], vocabulary.Side(side))


def facts_of(case: Case, *, parties: list[Party], flags: list[Flag], court: CourtMatter | None) -> CaseFacts:
    """What is known about a case, as its pathway's rules ask for it."""
    responsible = [party for party in parties if party.side == Side.RESPONSIBLE]
    harmed = [party for party in parties if party.side == Side.HARMED]
    return CaseFacts(
        initiated_by=Initiator(case.initiated_by),
        referred_by=AgencyType(case.referred_by) if case.referred_by else None,
        cj_stage=CjStage(case.cj_stage) if case.cj_stage else None,
        court=Court(court.court_kind) if court and court.court_kind else None,
        offence_group=OffenceGroup(case.offence_group) if case.offence_group else None,
        district=case.district or None,
        sensitive=frozenset(SensitiveFlag(flag.flag) for flag in flags),
        in_custody=any(party.in_custody for party in responsible),
        responsible_under_18=any(party.under_18 for party in responsible),
        harmed_under_18=any(party.under_18 for party in harmed),
        guilty_plea=bool(court and court.plea == "guilty"),
        community_remedy_chosen=case.community_remedy_chosen,
        prolific=case.prolific,
        probation_requirement=case.probation_requirement,
        indirect_only=case.indirect_only,
    )
