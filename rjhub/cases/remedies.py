"""Where each thing that stands in the way can be removed: the page of a case on which it is done."""

from django.urls import reverse
from django.utils.http import urlencode

from rjhub.cases import queries
from rjhub.cases.models import Case
from rjhub.design.links import Link
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind
from rjhub.people.models import SafeContact
from rjhub.sharing.vocabulary import Side

# Each check, the words of the link and the name of the address. Checks that are simply done have a page of their own.
PLACES: dict[Check, tuple[str, str]] = {
    Check.NOBODY_SAID_NO: ("Answers and ending", "ending"),
    Check.INFORMATION_ASKED: ("Information from agencies", "information"),
    Check.INFORMATION_ANSWERED: ("Information from agencies", "information"),
    Check.ASK_AGAIN_DATE_SET: ("Answers and ending", "ending"),
    Check.CLOSING_REASONS_GIVEN: ("Close the case", "closing"),
    Check.BOTH_SIDES_TOLD: ("Close the case", "closing"),
    Check.LEAD_AGENCY_ACCEPTED: ("Who does what", "responsibility"),
    Check.TWO_FACILITATORS_ACCEPTED: ("Who does what", "responsibility"),
    Check.CONFLICTS_CHECKED: ("Who does what", "responsibility"),
    Check.LEVEL_ADEQUATE: ("Who does what", "responsibility"),
    Check.SUPERVISOR_NAMED: ("Name the supervisor", "supervisor"),
    Check.NAMED_CONTACT_HARMED: ("Who does what", "responsibility"),
    Check.TOLD_HARMED: ("Contacts", "contacts"),
    Check.TOLD_RESPONSIBLE: ("Contacts", "contacts"),
    Check.CONSENT_TO_CONTACT_HARMED: ("Consents", "consents"),
    Check.CONSENT_TO_CONTACT_RESPONSIBLE: ("Consents", "consents"),
    Check.CONSENT_TO_ASSESSMENT_HARMED: ("Consents", "consents"),
    Check.CONSENT_TO_ASSESSMENT_RESPONSIBLE: ("Consents", "consents"),
    Check.PARENT_OR_CARER_AGREES: ("Consents", "consents"),
    Check.WRITTEN_CONSENT_HARMED: ("Consents", "consents"),
    Check.WRITTEN_CONSENT_RESPONSIBLE: ("Consents", "consents"),
    Check.FACTS_ACKNOWLEDGED: ("Acknowledgements", "acknowledgements"),
    Check.COURT_CONDITIONS_CHECKED: ("Before the court", "court"),
    Check.ADJOURNMENT_GRANTED: ("Before the court", "court"),
    Check.COURT_REPORT_SENT: ("Before the court", "court"),
    Check.DEFERRAL_MADE: ("Before the court", "court"),
    Check.SENTENCE_REPORT_SENT: ("Before the court", "court"),
    Check.HARMED_SUITABLE: ("Suitability", "suitability"),
    Check.RESPONSIBLE_SUITABLE: ("Suitability", "suitability"),
    Check.RISK_ASSESSED_AT_STAGE: ("Risk", "risk"),
    Check.SUPERVISOR_SIGNED_OFF: ("Risk", "risk"),
    Check.APPROVAL_SENSITIVE: ("Sensitive or complex", "sensitivity"),
    Check.PREPARATION_HARMED: ("Preparation", "preparation"),
    Check.PREPARATION_RESPONSIBLE: ("Preparation", "preparation"),
    Check.SUPPORTERS_PREPARED: ("Preparation", "preparation"),
    Check.VENUE_RISK_ASSESSED: ("Book a meeting", "meetings"),
    Check.OUTCOME_RECORDED: ("Meetings", "meetings"),
    Check.MESSAGES_REVIEWED: ("Messages", "messages"),
    Check.AGREEMENT_RECORDED: ("Agreements", "agreements"),
    Check.AGREEMENT_SETTLED: ("Agreements", "agreements"),
    Check.HARMED_TOLD_ABOUT_AGREEMENT: ("Agreements", "agreements"),
    Check.FOLLOWED_UP_HARMED: ("Follow-ups", "follow_ups"),
    Check.FOLLOWED_UP_RESPONSIBLE: ("Follow-ups", "follow_ups"),
    Check.FEEDBACK_OFFERED_HARMED: ("Follow-ups", "follow_ups"),
    Check.FEEDBACK_OFFERED_RESPONSIBLE: ("Follow-ups", "follow_ups"),
}

# How somebody can be reached stands on their own record, not on the case.
REACHING = {Check.SAFE_CONTACT_HARMED: Side.HARMED, Check.SAFE_CONTACT_RESPONSIBLE: Side.RESPONSIBLE}


def remedy_for(case: Case, check: Check) -> Link | None:
    """The link to where a check can be made to hold, if there is one place for it."""
    from rjhub.cases.actions.moving import MILESTONES

    if check in MILESTONES and check not in PLACES:
        return Link("Note that it was done", reverse("cases:milestone", args=[case.reference, check.value]))
    if check == Check.OUTCOME_RECORDED and case.stage == StageKind.MESSAGES:
        return Link("Messages", reverse("cases:messages", args=[case.reference]))
    if check in REACHING:
        return _record_of_whom_nobody_can_reach(case, REACHING[check])
    place = PLACES.get(check)
    return Link(place[0], reverse(f"cases:{place[1]}", args=[case.reference])) if place else None


def _record_of_whom_nobody_can_reach(case: Case, side: Side) -> Link | None:
    there = [party for party in queries.parties_of(case) if party.side == side and party.ended_at is None]
    people = [party.person_id for party in there]
    known = set(SafeContact.objects.filter(person__in=people).values_list("person_id", flat=True))
    for party in there:
        if party.person_id not in known:
            back = urlencode({"back": reverse("cases:case", args=[case.reference])})
            address = f"{reverse('people:safe_contact', args=[party.person_id])}?{back}"
            return Link(f"Record how to reach {party.name} safely", address)
    return None
