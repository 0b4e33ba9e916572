"""What a referral says of what people were told and answered, as lines of their ledgers."""

from rjhub.kernel import clock
from rjhub.offers.actions.noting import Line, note, note_approaches
from rjhub.offers.vocabulary import RaisedBy, Said, Source
from rjhub.referrals import vocabulary as referred
from rjhub.referrals.announcements import ReferralReceived
from rjhub.referrals.models import Offence, Referral, ReferralParty
from rjhub.referrals.vocabulary import Known
from rjhub.sharing.vocabulary import Side

_RAISED = {
    referred.RaisedBy.FAMILY: RaisedBy.FAMILY,
    referred.RaisedBy.POLICE: RaisedBy.POLICE,
    referred.RaisedBy.OTHER: RaisedBy.OTHER,
}
_SIDES = {referred.RaisedBy.HARMED: Side.HARMED, referred.RaisedBy.RESPONSIBLE: Side.RESPONSIBLE}


def note_referral(fact: ReferralReceived) -> None:
    """Write that each of its people was referred, and what they were told and said before, while the sender may."""
    referral = Referral.objects.select_related("referred_by").get(
        partnership_id=fact.partnership_id, id=fact.id
    )
    crime = Offence.objects.filter(referral=referral).order_by("id").first()
    for party in ReferralParty.objects.filter(referral=referral).order_by("side", "id"):
        note_approaches(party.person_id)
        for said in _said(referral, party):
            line = Line(
                said=said,
                happened_on=clock.day_of(referral.received_at),
                source=Source.REFERRAL,
                raised_by=_raised_by(referral, party),
                agency_id=referral.agency_id,
                case_reference=referral.reference,
                crime_reference=crime.crime_reference if crime else "",
                subject_id=party.id,
            )
            note(
                party.person_id, line, partnership_id=fact.partnership_id, by=referral.referred_by,
                at=referral.received_at,
            )  # fmt: skip


def _said(referral: Referral, party: ReferralParty) -> list[Said]:
    asked = referral.agency_id is None and referral.initiator == party.side
    found = [Said.ASKED_FOR_IT if asked else Said.REFERRED]
    if party.told == Known.YES:
        found.insert(0, Said.TOLD)
    if party.agrees_to_contact == Known.YES and not asked:
        found.append(Said.INTERESTED)
    return found


def _raised_by(referral: Referral, party: ReferralParty) -> RaisedBy:
    # That it was the other side who raised it is for the hub to tell, so it counts as somebody else here.
    raised = referred.RaisedBy(referral.raised_by)
    if raised in _SIDES:
        return RaisedBy.THEMSELF if _SIDES[raised] == party.side else RaisedBy.OTHER
    return _RAISED.get(raised, RaisedBy.AGENCY)
