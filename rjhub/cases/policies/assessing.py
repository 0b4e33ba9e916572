"""Rules of consents, acknowledgements, suitability, risk, and the approval of sensitive and complex cases."""

from datetime import date

from rjhub.cases.models import Allocation, Case, Consent, Party, RiskAssessment
from rjhub.cases.policies.bringing_together import goes_on, party_goes_on
from rjhub.cases.policies.case import (
    coordinates,
    facilitates,
    is_open,
    may_be_approached,
    may_move,
    may_supervise,
    may_work_on,
    supervises,
)
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role, WorksWith


def may_record_consent(staff: Staff, case: Case, party: Party) -> Decision:
    """Recording that somebody agrees: whoever works on the case, unless that person has said no."""
    return all_of(may_work_on(staff, case), party_goes_on(party), may_be_approached(party))


def may_record_withdrawal(staff: Staff, case: Case, party: Party) -> Decision:
    """A consent can be withdrawn at any moment, also when the case is closed or has ended for that person."""
    near = (
        coordinates(staff, case)
        or facilitates(staff, case)
        or supervises(staff, case)
        or staff.id in {case.answering_staff_id, party.named_contact_id}
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
        _works_on_both_sides(staff, case),
        goes_on(case),
        party_goes_on(party),
        may_be_approached(party),
        allow_if(agreed.exists(), "They have not agreed to be assessed. Record their consent first."),
    )


def may_assess_risk(staff: Staff, case: Case) -> Decision:
    """Assessing the risk of a case: whoever works on it but the supervisor, who looks at it with other eyes."""
    return all_of(
        _works_on_both_sides(staff, case),
        goes_on(case),
        allow_if(
            not supervises(staff, case),
            "You supervise this case and sign off, so somebody else assesses its risk.",
        ),
    )


def may_sign_off(staff: Staff, case: Case, assessment: RiskAssessment) -> Decision:
    """Signing an assessment off, or sending it back, once: the supervisor, who is not its assessor."""
    return all_of(
        may_supervise(staff, case),
        allow_if(
            assessment.assessed_by_id != staff.id,
            "You assessed this risk yourself, so another supervisor signs it off.",
        ),
        allow_if(assessment.signed_off_at is None, "This assessment is signed off already."),
        allow_if(assessment.returned_at is None, "This assessment was sent back. It has to be made again."),
    )


def may_know_of(staff: Staff, *, behind: bool) -> Decision:
    """Where a person harmed is, and how to reach them, stays behind the wall."""
    across = staff.agency.works_with in {WorksWith.RESPONSIBLE, WorksWith.NEITHER}
    return allow_if(
        not (across and behind),
        f"{staff.agency.short_name} does not work with people harmed, so {staff.name} may not know where one is.",
    )


def may_own(staff: Staff, case: Case, *, behind: bool) -> Decision:
    """Owning a risk: somebody who works on the case and may know what it says."""
    return all_of(
        allow_if(
            may_move(staff, case), f"{staff.name} does not work on this case, so they cannot own its risks."
        ),
        may_know_of(staff, behind=behind),
    )


def may_lower_flag(staff: Staff, case: Case) -> Decision:
    """Taking a mark away, and with it an approval: the hub or the supervisor, not the facilitators by themselves."""
    deciding = coordinates(staff, case) or supervises(staff, case)
    return all_of(
        allow_if(deciding, "Only a coordinator of the hub or the supervisor can do this."), is_open(case)
    )


def may_approve(staff: Staff, case: Case, role: Role) -> Decision:
    """Approving a sensitive or complex case: somebody who holds the role that the pathway names, with no part in it."""
    return all_of(
        allow_if(staff.holds(role), f"{staff.name} is not a {role.label.lower()}."),
        allow_if(
            not _asked_to_facilitate(staff, case),
            f"{staff.name} facilitates this case, so somebody else approves it.",
        ),
        is_open(case),
    )


def _works_on_both_sides(staff: Staff, case: Case) -> Decision:
    return all_of(
        is_open(case),
        allow_if(
            may_move(staff, case) or case.is_closed,
            "Only the facilitators of this case, its supervisor and the hub can do this.",
        ),
    )


def _asked_to_facilitate(staff: Staff, case: Case) -> bool:
    return Allocation.objects.filter(case=case, facilitator=staff, declined_at=None, ended_at=None).exists()
