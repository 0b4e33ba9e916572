"""Rules of preparation, meetings, messages, agreements and follow-ups."""

from rjhub.cases import pathways
from rjhub.cases.models import Allocation, Case, Consent, Meeting, Party
from rjhub.cases.policies.case import is_open, may_be_approached, works_on_all_of
from rjhub.cases.vocabulary import ConsentPurpose, MeetingStatus
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import InterventionType

TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.STOPPED)
AGREED = (ConsentPurpose.ASSESSMENT, ConsentPurpose.TAKING_PART)


def may_read_both_sides(staff: Staff, case: Case) -> Decision:
    """What people say to those who prepare them is read by whoever works on both sides, also once it is closed."""
    return allow_if(
        works_on_all_of(staff, case),
        "Only the facilitators of this case, its supervisor and the hub see this.",
    )


def may_bring_together(staff: Staff, case: Case) -> Decision:
    """Preparing, meetings, messages and agreements: whoever works on both sides of an open case."""
    return all_of(
        allow_if(
            works_on_all_of(staff, case),
            "Only the facilitators of this case, its supervisor and the hub can do this.",
        ),
        is_open(case),
    )


def goes_on(case: Case) -> Decision:
    """Nothing new begins while a case waits."""
    return allow_if(case.stage != StageKind.DORMANT, "This case is waiting. Take it up again first.")


def party_goes_on(party: Party) -> Decision:
    """Nothing new begins with somebody for whom the case has ended."""
    return allow_if(party.ended_at is None, "The case has ended for this person.")


def may_prepare(staff: Staff, case: Case, party: Party) -> Decision:
    """Preparing somebody, once they have agreed to be assessed or to take part."""
    agreed = Consent.objects.filter(party=party, purpose__in=AGREED, withdrawn_at=None).exists()
    return all_of(
        may_bring_together(staff, case),
        goes_on(case),
        party_goes_on(party),
        may_be_approached(party),
        allow_if(agreed, "They have not agreed to be assessed or to take part. Record their consent first."),
    )


def kinds_of_meeting(case: Case) -> tuple[InterventionType, ...]:
    """What can be booked: all that the pathway offers, less messages; nothing face to face in a case of messages."""
    offered = pathways.pathway_of(case).interventions.offered
    return tuple(
        kind
        for kind in offered
        if kind != InterventionType.SHUTTLE and not (case.indirect_only and kind.is_direct)
    )


def may_book_meeting(staff: Staff, case: Case) -> Decision:
    """Booking a meeting, one at a time, for facilitators who have accepted the case. The gates decide as well."""
    accepted = Allocation.objects.filter(
        case=case, accepted_at__isnull=False, declined_at=None, ended_at=None
    ).exists()
    planned = Meeting.objects.filter(case=case, status=MeetingStatus.PLANNED).exists()
    return all_of(
        may_bring_together(staff, case),
        goes_on(case),
        allow_if(accepted, "No facilitator has accepted this case yet."),
        allow_if(not planned, "A meeting is planned already. Hold it or cancel it first."),
        allow_if(
            kinds_of_meeting(case),
            "This case goes on by messages only."
            if case.indirect_only
            else "The pathway of this case offers no meeting.",
        ),
    )


def may_change_meeting(staff: Staff, case: Case, meeting: Meeting) -> Decision:
    """Changing, cancelling or writing down a meeting that is planned, and who is to come to it."""
    return all_of(
        may_bring_together(staff, case),
        allow_if(meeting.status == MeetingStatus.PLANNED, "This meeting is over or was cancelled."),
    )


def may_write_down_meeting(staff: Staff, case: Case, meeting: Meeting) -> Decision:
    """Writing down what took place, or putting that right."""
    return all_of(
        may_bring_together(staff, case),
        allow_if(meeting.status != MeetingStatus.CANCELLED, "This meeting was cancelled."),
    )
