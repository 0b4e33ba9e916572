"""Keeping what a referral says: each thing in its row, on its side and in its category."""

import dataclasses
from typing import Any

from rjhub.kernel import clock
from rjhub.kernel.identifiers import police_reference
from rjhub.people.actions import adding, custody, naming, safe_contact, stopping
from rjhub.people.actions.particulars import Particulars
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.models import Person
from rjhub.people.vocabulary import Channel, NameKind
from rjhub.referrals.actions.letting_in import Door
from rjhub.referrals.actions.submission import Incident, Named, Risk
from rjhub.referrals.models import KnownRisk, Offence, Referral, ReferralParty
from rjhub.referrals.vocabulary import Known
from rjhub.sharing.vocabulary import Category, Side


def keep_offence(referral: Referral, incident: Incident) -> Offence:
    """Keep what happened."""
    comparable = police_reference.comparable(incident.crime_reference)
    return Offence.objects.create(
        **row_of(referral, Side.NEUTRAL, Category.OFFENCE),
        comparable_reference=comparable,
        **_fields(incident),
    )


def keep_risk(referral: Referral, risk: Risk) -> KnownRisk:
    """Keep a risk on the side of whoever it concerns."""
    return KnownRisk.objects.create(
        **row_of(referral, risk.side, Category.SAFETY), kind=risk.kind, description=risk.description
    )


def keep_party(referral: Referral, named: Named, *, door: Door) -> ReferralParty:
    """Add somebody whom the referral names, and keep what it says about them.

    If it says that they do not want to be contacted, nobody may approach them from this moment on.
    """
    person = _add(named, door=door)
    situation = _fields(named.situation)
    party = ReferralParty.objects.create(
        **row_of(referral, named.side, Category.REFERRAL),
        person=person,
        named_as=named.identity.name,
        **situation | {"orders": list(named.situation.orders)},
    )
    if named.situation.agrees_to_contact == Known.NO:
        said_to = door.by.agency if door.by else None
        stopping.record_stop(person, said_on=clock.day_of(door.at), said_to=said_to, by=door.by, at=door.at)
    return party


def row_of(referral: Referral, side: Side, category: Category) -> dict[str, Any]:
    """What every row of a referral starts with."""
    return {
        "partnership_id": referral.partnership_id,
        "file_id": referral.file_id,
        "side": side,
        "category": category,
        "referral": referral,
    }


def _add(named: Named, *, door: Door) -> Person:
    who, reach = named.identity, named.reach
    person = adding.add_person(
        partnership_id=door.hub.partnership_id,
        side=named.side,
        particulars=Particulars(
            given_name=who.given_name,
            family_name=who.family_name,
            known_as=who.known_as,
            born_on=who.born_on,
            language=who.language,
            needs_interpreter=who.needs_interpreter,
            communication_needs=who.communication_needs,
        ),
        granted=door.for_person(),
        identifiers=tuple(who.identifiers.items()),
        contact=reach.contacts if reach else None,
        by=door.by,
        at=door.at,
    )
    for given_name, family_name in who.aliases():
        naming.add_other_name(
            person, kind=NameKind.ALIAS, given_name=given_name, family_name=family_name, by=door.by
        )
    if reach is not None:
        safe_contact.confirm_safe_contact(person, ways=_ways(named), by=door.by, at=door.at)
    if named.situation.prison_code:
        custody.record_custody(
            person, prison_code=named.situation.prison_code, since=clock.day_of(door.at), by=door.by
        )
    return person


def _ways(named: Named) -> SafeWays:
    reach = named.reach
    assert reach is not None  # noqa: S101 - asked only where there is one
    return SafeWays(
        channels=reach.channels,
        voicemail=reach.voicemail,
        safe_times=reach.safe_times,
        who_may_answer=reach.who_may_answer,
        code_word=reach.code_word,
        safe_to_write=Channel.LETTER in reach.channels,
        notes=reach.notes,
    )


def _fields(said: Any) -> dict[str, Any]:
    return {field.name: getattr(said, field.name) for field in dataclasses.fields(said)}
