"""Rules of preparation, meetings, messages, agreements and follow-ups."""

from rjhub.cases.models import Case, Consent, Party
from rjhub.cases.policies.case import may_work_on
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind
from rjhub.people import approach

AGREED = (ConsentPurpose.ASSESSMENT, ConsentPurpose.TAKING_PART)


def goes_on(case: Case) -> Decision:
    """Nothing new begins while a case waits."""
    return allow_if(case.stage != StageKind.DORMANT, "This case is waiting. Take it up again first.")


def party_goes_on(party: Party) -> Decision:
    """Nothing new begins with somebody for whom the case has ended."""
    return allow_if(party.ended_at is None, "The case has ended for this person.")


def may_be_met(party: Party) -> Decision:
    """Nobody who said no to any agency is met, nor somebody who may be that person."""
    answer = approach.may_be_approached(party.person_id)
    return all_of(
        allow_if(
            answer != approach.STOPPED,
            "They have told an agency that they do not want this. They must not be contacted unless they ask.",
        ),
        allow_if(
            answer != approach.UNSURE,
            "Somebody who may be this person has said no. A coordinator must decide first whether it is them.",
        ),
    )


def may_prepare(staff: Staff, case: Case, party: Party) -> Decision:
    """Preparing somebody, once they have agreed to be assessed or to take part."""
    agreed = Consent.objects.filter(party=party, purpose__in=AGREED, withdrawn_at=None).exists()
    return all_of(
        may_work_on(staff, case),
        goes_on(case),
        party_goes_on(party),
        may_be_met(party),
        allow_if(agreed, "They have not agreed to be assessed or to take part. Record their consent first."),
    )
