"""Rules of consents, acknowledgements, suitability, risk, and the approval of sensitive and complex cases."""

from datetime import date

from rjhub.cases.models import Case, Consent, Party
from rjhub.cases.policies.bringing_together import goes_on, may_be_met, party_goes_on
from rjhub.cases.policies.case import coordinates, facilitates, may_work_on, supervises
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff


def may_record_consent(staff: Staff, case: Case, party: Party) -> Decision:
    """Recording that somebody agrees: whoever works on the case, unless that person has said no."""
    return all_of(may_work_on(staff, case), party_goes_on(party), may_be_met(party))


def may_record_withdrawal(staff: Staff, case: Case, party: Party) -> Decision:
    """A consent can be withdrawn at any moment, also when the case is closed or has ended for that person."""
    near = (
        coordinates(staff, case)
        or facilitates(staff, case)
        or supervises(staff, case)
        or party.named_contact_id == staff.id
    )
    return allow_if(near, "Only those who work on this case, and the person's named contact, can do this.")


def consent_fits(purpose: ConsentPurpose, party: Party, *, written: bool, carer: str) -> Decision:
    """What a consent needs by its kind (RJC Service Provider Code of Practice, C)."""
    in_writing = {ConsentPurpose.TAKING_PART, ConsentPurpose.DISCLOSURE}
    return all_of(
        allow_if(
            written or purpose not in in_writing,
            "This consent has to be in writing. Ask them to sign the form first.",
        ),
        allow_if(
            carer or purpose != ConsentPurpose.TAKING_PART or not party.under_18,
            "They are under 18. Enter who agreed as their parent or carer.",
        ),
    )


def not_in_the_future(day: date, today: date) -> Decision:
    """What is written down has happened."""
    return allow_if(day <= today, "Enter a day that is today or in the past.")


def may_record_acknowledgement(staff: Staff, case: Case, party: Party) -> Decision:
    """Writing down what somebody acknowledges."""
    return all_of(may_work_on(staff, case), party_goes_on(party))


def may_assess(staff: Staff, case: Case, party: Party) -> Decision:
    """Assessing somebody, once they have agreed to be assessed."""
    agreed = Consent.objects.filter(party=party, purpose=ConsentPurpose.ASSESSMENT, withdrawn_at=None)
    return all_of(
        may_work_on(staff, case),
        goes_on(case),
        party_goes_on(party),
        may_be_met(party),
        allow_if(agreed.exists(), "They have not agreed to be assessed. Record their consent first."),
    )
