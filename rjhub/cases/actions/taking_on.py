"""What follows when a hub accepts a referral: the case is opened with what the referral said."""

from collections.abc import Iterator
from typing import Any

from rjhub.cases.actions import code_duties, court
from rjhub.cases.actions.moving import note_milestone
from rjhub.cases.actions.opening import NewCase, NewParty, open_case
from rjhub.cases.models import Case, Consent, Party
from rjhub.cases.vocabulary import ConsentPurpose, Plea
from rjhub.kernel import ages, clock
from rjhub.partnership import queries as partnerships
from rjhub.partnership.models import PathwayVersion
from rjhub.partnership.pathway.case_words import Initiator, SensitiveFlag
from rjhub.partnership.pathway.checks import Check
from rjhub.referrals.announcements import ReferralAccepted
from rjhub.referrals.models import DuplicateCheck, KnownRisk, Offence, Referral, ReferralParty
from rjhub.referrals.vocabulary import Known, Mappa, Order, Responsibility, RiskKind

BEFORE_CONTACT = {Order.RESTRAINING, Order.NON_MOLESTATION, Order.NON_CONTACT}
FLAGGED_RISKS = {
    RiskKind.DOMESTIC_ABUSE: SensitiveFlag.DOMESTIC_ABUSE,
    RiskKind.SUBSTANCES: SensitiveFlag.SUBSTANCE_USE,
    RiskKind.MEDIA: SensitiveFlag.MEDIA_INTEREST,
}
FLAGGED_OFFENCES = {
    "homicide": SensitiveFlag.BEREAVEMENT,
    "death_by_driving": SensitiveFlag.BEREAVEMENT,
    "stalking_and_harassment": SensitiveFlag.STALKING,
    "rape": SensitiveFlag.SEXUAL_OFFENCE,
    "other_sexual": SensitiveFlag.SEXUAL_OFFENCE,
}


def open_case_of(fact: ReferralAccepted) -> Case:
    """Open the case of a referral that was just accepted, in its file, answered for by whoever accepted it."""
    referral = Referral.objects.select_related(
        "file", "hub__coordinators", "pathway", "agency", "decided_by"
    ).get(partnership_id=fact.partnership_id, id=fact.id)
    named = ReferralParty.objects.filter(referral=referral).order_by("side", "id")
    parties = list(named.select_related("person__file"))
    offence = Offence.objects.filter(referral=referral).first()
    check = DuplicateCheck.objects.filter(referral=referral, superseded_at=None).get()
    by, at = referral.decided_by, referral.decided_at
    assert by is not None  # noqa: S101 - an accepted referral says who and when
    assert at is not None  # noqa: S101
    new = NewCase(
        file=referral.file,
        reference=referral.reference,
        hub=referral.hub,
        pathway=_pathway_of(referral),
        initiated_by=Initiator(referral.initiator),
        duplicates_decided_at=check.decided_at,
        parties=[party_from(one) for one in parties],
        referred_by=referral.agency.kind if referral.agency else "",
        offence=offence.get_crime_group_display() if offence else "",
        offence_group=offence.crime_group if offence else "",
        cj_stage=referral.cj_stage,
        district=referral.district,
        community_remedy_chosen=referral.community_remedy_chosen,
        prolific=referral.prolific,
        probation_requirement=referral.probation_requirement,
        flags=list(dict.fromkeys(flags_of(referral, parties, offence))),
    )
    case = open_case(new, by=by, at=at)
    _note_what_was_agreed(case, parties)
    code_duties.make_duties(case, referral, by=by, at=at)
    if referral.court:
        court.take_over(case, _before_the_court(referral), by=by, at=at)
    # Whoever referred had a receipt with the reference as soon as they sent it.
    note_milestone(
        case, Check.REFERRAL_ACKNOWLEDGED, done_on=clock.day_of(referral.received_at), by=by, at=at
    )
    return case


def _pathway_of(referral: Referral) -> PathwayVersion:
    """The one that the referral came in by or was accepted for; a partnership may have had none when it was sent."""
    return referral.pathway or partnerships.pathways_in_force(referral.partnership_id)[0]


def party_from(one: ReferralParty) -> NewParty:
    """A person of a referral as one of its case."""
    born, today = one.person.born_on, clock.today()
    return NewParty(
        person=one.person,
        relationship=one.relationship,
        hopes=one.hopes,
        under_18=born is not None and ages.is_under_18(today, born),
        in_custody=bool(one.prison_code),
    )


def flags_of(
    referral: Referral, parties: list[ReferralParty], offence: Offence | None
) -> Iterator[SensitiveFlag]:
    """What a referral says that makes a case sensitive or complex."""
    if offence and offence.crime_group in FLAGGED_OFFENCES:
        yield FLAGGED_OFFENCES[offence.crime_group]
    for risk in KnownRisk.objects.filter(referral=referral):
        if risk.kind in FLAGGED_RISKS:
            yield FLAGGED_RISKS[RiskKind(risk.kind)]
    for party in parties:
        if party.mappa in {Mappa.LEVEL_1, Mappa.LEVEL_2, Mappa.LEVEL_3}:
            yield SensitiveFlag.MAPPA
        if BEFORE_CONTACT & set(party.orders):
            yield SensitiveFlag.NO_CONTACT_ORDER
        if party.responsibility == Responsibility.PARTLY:
            yield SensitiveFlag.PARTIAL_DENIAL
        if party_from(party).under_18:
            yield SensitiveFlag.CHILD
    if len(parties) > 2:  # noqa: PLR2004 - more than one on each side
        yield SensitiveFlag.SEVERAL_PEOPLE


def _note_what_was_agreed(case: Case, parties: list[ReferralParty]) -> None:
    """Keep the consents that people gave to the referrer, spoken as they were, so that nobody asks twice."""
    by_person = {one.person_id: one for one in parties}
    given = {
        ConsentPurpose.CONTACT: "agrees_to_contact",
        ConsentPurpose.ASSESSMENT: "agrees_to_assessment",
    }
    for party in Party.objects.filter(case=case):
        said = by_person[party.person_id]
        for purpose, field in given.items():
            if getattr(said, field) == Known.YES:
                Consent.objects.create(
                    **party.row(),
                    purpose=purpose,
                    wording="as asked by the referrer",
                    written=False,
                    given_on=clock.day_of(said.referral.received_at),
                    recorded_at=case.opened_at,
                    recorded_by_id=case.answering_staff_id,
                )


def _before_the_court(referral: Referral) -> dict[str, Any]:
    return {
        "court": referral.court_name or referral.get_court_display(),
        "court_kind": referral.court,
        # A plea that the referrer did not know is for the case to find out.
        "plea": referral.plea if referral.plea in Plea.values else "",
        "hearing_on": referral.hearing_on,
        "report_due_on": referral.court_deadline_on,
        "sentenced_on": referral.sentence_on,
        "sentence": referral.sentence[:200],
    }
