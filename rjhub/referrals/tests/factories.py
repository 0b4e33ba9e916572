"""Referrals for tests, in Sussex unless a test says otherwise, made by members of the cast."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from rjhub.partnership.models import Staff
from rjhub.people.vocabulary import Channel, ContactKind, IdentifierKind, Voicemail
from rjhub.referrals.actions import sending
from rjhub.referrals.actions.submission import (
    Circumstances,
    Identity,
    Incident,
    Named,
    Reach,
    Risk,
    Situation,
    Submission,
)
from rjhub.referrals.models import Referral
from rjhub.referrals.queries import referrals
from rjhub.referrals.vocabulary import Known, RaisedBy, Responsibility, RiskKind, Source
from rjhub.sharing import doors, readers
from rjhub.sharing.vocabulary import Side

NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
RECEIVED = NOW

ALICE = Named(
    side=Side.HARMED,
    identity=Identity(given_name="Alice", family_name="Fenwick", born_on=date(1984, 2, 11)),
    reach=Reach(
        contacts={
            ContactKind.MOBILE: "07700 900101",
            ContactKind.ADDRESS: "4 Nowhere Mews\nWorthing\nBN11 1AA",
        },
        channels=(Channel.PHONE, Channel.TEXT),
        voicemail=Voicemail.NAME_ONLY,
        safe_times="Weekdays before 3pm",
    ),
    situation=Situation(
        relationship="Stranger",
        told=Known.YES,
        agrees_to_contact=Known.YES,
        agrees_to_assessment=Known.YES,
        hopes="To ask why he chose her house",
        enhanced_rights=Known.NO,
        statement_made=Known.YES,
    ),
)
KYLE = Named(
    side=Side.RESPONSIBLE,
    identity=Identity(
        given_name="Kyle",
        family_name="Marsden",
        other_names="Kye",
        born_on=date(1997, 6, 30),
        identifiers={IdentifierKind.PNC: "2001/0171310W"},
    ),
    situation=Situation(responsibility=Responsibility.ACCEPTS, told=Known.YES, offender_manager="Adaeze Obi"),
)
BURGLARY = Incident(
    crime_group="burglary_residential",
    force_code="E23000033",
    crime_reference="47250012345",
    description="Her home was broken into while she slept. A laptop and a ring were taken.",
    happened_on=date(2026, 8, 14),
    place="A house in Worthing",
    officer_in_case="PC Ellis, Worthing CID",
)
BY_POLICE = Circumstances(
    source=Source.POLICE,
    raised_by=RaisedBy.POLICE,
    initiator="harmed",
    aware=Known.YES,
    agreeable=Known.YES,
    district="Worthing",
    cj_stage="community_order",
)


def submission(**more: Any) -> Submission:
    """The referral of Alice Fenwick, whose house Kyle Marsden broke into, by the police in Worthing."""
    told = {
        "key": str(uuid4()),
        "circumstances": BY_POLICE,
        "incidents": (BURGLARY,),
        "people": (ALICE, KYLE),
        "risks": (Risk(side=Side.RESPONSIBLE, kind=RiskKind.SUBSTANCES, description="Drinks heavily"),),
    }
    return Submission(**(told | more))


def member(name: str) -> Staff:
    """A member of the cast, by name."""
    return Staff.objects.select_related("agency", "account", "principal", "partnership").get(
        account__name=name
    )


def sergeant() -> Staff:
    """Dean Whitlock, a police sergeant, refers; the police work with both sides."""
    return member("Dean Whitlock")


def coordinator() -> Staff:
    """Marian Okafor coordinates the Bognor Regis hub, which serves Worthing."""
    return member("Marian Okafor")


@contextmanager
def at_work(staff: Staff) -> Iterator[Staff]:
    """Act as somebody: every read and write inside is theirs."""
    with doors.opened(readers.reader_for(staff), door="test", purpose="test"):
        yield staff


def a_referral(by: Staff | None = None, **more: Any) -> Referral:
    """A referral that was sent, as its sender sees it; the sergeant's if nothing else is said."""
    by = by or sergeant()
    at = more.pop("at", NOW)
    with at_work(by):
        told = submission(**more)
        sending.send_referral(told, partnership_id=by.partnership_id, by=by, at=at)
        found = referrals.sent_before(by.partnership_id, told.key)
    assert found is not None
    return found
