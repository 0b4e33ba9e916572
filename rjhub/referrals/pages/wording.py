"""What a referral says, as rows of questions and answers. The hub and whoever sent it read the same words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rjhub.design.pieces import Row, Shown, Tag, Tone
from rjhub.design.words import capital, day
from rjhub.partnership import reference
from rjhub.partnership.pathway.wording import in_words
from rjhub.referrals.models import Amendment, Offence, Referral, ReferralParty
from rjhub.referrals.queries import routing
from rjhub.referrals.vocabulary import DeclineReason, Order, Status
from rjhub.sharing.vocabulary import Side

AGREES = Tag("Agrees", Tone.DONE)


@dataclass(frozen=True)
class Change:
    """Something that was changed after sending: before and after."""

    what: str
    old: str
    new: str
    why: str
    by: str
    at: datetime


def say(referral: Referral, said: str) -> str:
    """What the program says, with what the area of a referral calls people."""
    return in_words(routing.words_of(referral.pathway), said)


def about(referral: Referral) -> tuple[Row, ...]:
    """How it came about, and where it stands."""
    return _known(
        ("Comes from", say(referral, referral.get_source_display())),
        ("Asked for first by", say(referral, capital(referral.get_initiator_display()))),
        ("First spoken of by", say(referral, referral.get_raised_by_display())),
        ("How it came up", referral.raised_how),
        ("The person knows about the referral", referral.get_aware_display()),
        ("The person agrees to it", referral.get_agreeable_display()),
        ("Stage of justice", referral.get_cj_stage_display()),
        ("Court", ", ".join(filter(None, (referral.get_court_display(), referral.court_name)))),
        ("Plea", referral.get_plea_display()),
        ("Next hearing", day(referral.hearing_on)),
        ("Sentence", referral.sentence),
        ("Sentenced on", day(referral.sentence_on)),
        ("The court needs to hear by", day(referral.court_deadline_on)),
        ("Also", _applies(referral)),
    )


def offence(row: Offence) -> tuple[Row, ...]:
    """What happened."""
    return _known(
        ("Kind", row.get_crime_group_display()),
        ("When", _when(row)),
        ("Where", capital(row.place)),
        ("What happened", row.description),
        ("Police force", _force(row.force_code)),
        ("Crime reference", row.crime_reference),
        ("Officer in the case", row.officer_in_case),
    )


def party(row: ReferralParty) -> tuple[Row, ...]:
    """What the referral says about one person."""
    common = _known(
        ("The other side is to them", capital(row.relationship)),
        ("What happened, in their own words", row.own_words),
        ("Asked for by", row.asked_for_by),
        ("Told what it is", row.get_told_display()),
        ("Agrees to be contacted", row.get_agrees_to_contact_display()),
        ("Agrees to be assessed", row.get_agrees_to_assessment_display()),
        ("May be shared", row.may_be_shared),
        ("Hopes for", row.hopes),
    )
    return common + (_harmed(row) if row.side == Side.HARMED else _responsible(row))


def decision(referral: Referral) -> str:
    """What the hub told whoever sent it."""
    if referral.status == Status.WITHDRAWN:
        return referral.withdrawal_reason
    reason = DeclineReason(referral.decline_reason).label if referral.decline_reason else ""
    return "\n\n".join(filter(None, (reason, referral.words_to_referrer)))


def changes(amendments: Iterable[Amendment]) -> tuple[Change, ...]:
    """What was changed since it was sent."""
    return tuple(
        Change(
            capital(each.field),
            each.old or "Nothing",
            each.new or "Nothing",
            each.why,
            each.by.name,
            each.at,
        )
        for each in amendments
    )


def prison(code: str) -> str:
    """A prison by its code, in words."""
    return next((each.name for each in reference.prisons() if each.code == code), code)


def _harmed(row: ReferralParty) -> tuple[Row, ...]:
    return _known(
        ("Enhanced rights", row.get_enhanced_rights_display()),
        ("Victim personal statement made", row.get_statement_made_display()),
        ("Victim contact scheme", row.get_contact_scheme_display()),
        ("Supported by", row.victim_support),
        ("Children", row.children),
    )


def _responsible(row: ReferralParty) -> tuple[Row, ...]:
    return _known(
        ("Accepts responsibility", row.get_responsibility_display()),
        ("Prison", prison(row.prison_code) if row.prison_code else ""),
        ("Managed by", row.offender_manager),
        ("Licence conditions", row.licence_conditions),
        ("Orders", tuple(Order(order).label for order in row.orders)),
        ("What the orders say", row.orders_detail),
        ("MAPPA", row.get_mappa_display()),
    )


def _known(*rows: tuple[str, Shown]) -> tuple[Row, ...]:
    return tuple(Row(key, value) for key, value in rows if value)


def _applies(referral: Referral) -> tuple[str, ...]:
    words = {
        "Chosen from the Community Remedy document": referral.community_remedy_chosen,
        "Part of a probation requirement": referral.probation_requirement,
        "In a scheme for prolific offenders": referral.prolific,
    }
    return tuple(text for text, applies in words.items() if applies)


def _when(row: Offence) -> str:
    if row.happened_until:
        return f"{day(row.happened_on)} to {day(row.happened_until)}"
    return day(row.happened_on)


def _force(code: str) -> str:
    return next((force.name for force in reference.forces() if force.ons_code == code), "")
