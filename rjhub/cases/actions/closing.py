"""Closing a case with a reason for each side, and reopening it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import access
from rjhub.cases.actions.asking import cancel_open_requests
from rjhub.cases.actions.attaching import REFERRED_AGAIN
from rjhub.cases.actions.follow_ups import leave_out_follow_up
from rjhub.cases.actions.moving import enter_stage
from rjhub.cases.actions.tasks import end_tasks
from rjhub.cases.gates.database_says import guarded
from rjhub.cases.gates.obstacles import no_obstacle
from rjhub.cases.gates.state import CaseState
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Consent, Meeting, Party, StageMove, Task
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import MeetingStatus, PartyStatus, TaskStatus, WordsPlace
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.letters.actions.writing import take_back_what_waits
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.partnership.pathway.stages import StageKind
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Purpose

LASTING = (Purpose.COORDINATE, Purpose.REFER)
ENDED_FOR_THEM = "The case had ended for them."


@transaction.atomic
def close_case(
    case: Case,
    *,
    reason: ClosingReason,
    note: str,
    parties: Mapping[UUID, tuple[ClosingReason, date | None]],
    not_asked_because: str = "",
    attached: int | None = None,
    by: Staff,
    at: datetime,
) -> Case:
    """Close a case. `parties` says for each person why it ended for them, and when they were told.

    `not_asked_because`: why nobody is asked how they are after this, if anybody was to be. `attached`: how many
    referrals about the incident they saw; None where they were shown none. Everybody but the hub is let go. Raises
    Refused if this person may not, if something or somebody came into the case since or something is open (but for
    what another area takes on), or with whatever the pathway wants done first.
    """
    case = queries.lock_case(case)
    nothing = all_of(_nothing_came_in(case, parties, attached), _nothing_pending(case, reason))
    policies.may_coordinate(by, case).and_(nothing).or_refuse()
    wording.let_through(case.id, WordsPlace.CASE, note)
    _leave_out_follow_ups(case, not_asked_because, by=by, at=at)
    for party in Party.objects.filter(case=case):
        if party.id in parties:
            _end(party, *parties[party.id], at=at)
    # Whoever was never approached need not be told, so that is asked before everybody counts as ended.
    no_obstacle(CaseState(case), StageKind.CLOSED).or_refuse()
    still = {PartyStatus.DECLINED, PartyStatus.WITHDREW}
    Party.objects.filter(case=case).exclude(status__in=still).update(status=PartyStatus.ENDED)
    _close(case, reason=reason, note=note, by=by, at=at)
    cancel_open_requests(case, by=by, at=at)
    take_back_what_waits(case.file_id, by=by, at=at)
    Task.objects.filter(case=case, status=TaskStatus.OPEN).update(
        status=TaskStatus.DROPPED, ended_at=at, ended_by=by
    )
    happened("cases:case:close", case=case, by=by, at=at, detail=reason.label)
    _let_everybody_go(case, by=by, at=at)
    return case


@transaction.atomic
def reopen_case(case: Case, *, why: str, by: Staff, at: datetime) -> Case:
    """Open a closed case again, where it was. Who said no stays out, unless they themself have asked since.

    What people had agreed to ended with the case and is asked anew. Raises Refused if this person may not, if it is not
    closed, if nobody who may be asked is left on a side, or if a gate is shut by now.
    """
    case = queries.lock_case(case)
    policies.may_reopen(by, case).or_refuse()
    last = StageMove.objects.filter(case=case, to_stage=StageKind.CLOSED).order_by("-moved_at", "-id").first()
    back_to = StageKind(last.from_stage) if last and last.from_stage else StageKind.REFERRED
    case.closed_at, case.closed_by, case.closing_reason, case.closing_note = None, None, "", ""
    case.stage = back_to
    _end_consents(case, by=by, at=at)
    with guarded(case):
        case.save(update_fields=["closed_at", "closed_by", "closing_reason", "closing_note", "stage"])
    _take_people_back(case)
    happened("cases:case:reopen", case=case, by=by, at=at)
    end_tasks(case, REFERRED_AGAIN, by=by, at=at)
    return enter_stage(case, back_to, by=by, at=at, note=why)


def _end_consents(case: Case, *, by: Staff, at: datetime) -> None:
    for one in Consent.objects.filter(case=case, withdrawn_at=None).order_by("id"):
        one.withdrawn_at, one.withdrawal_recorded_by, one.ended_with_the_case = at, by, True
        one.save(update_fields=["withdrawn_at", "withdrawal_recorded_by", "ended_with_the_case"])
        happened(
            "cases:consent:lapse", case=case, by=by, at=at, row=one, detail=one.get_purpose_display().lower()
        )


def _take_people_back(case: Case) -> None:
    gone = queries.parties_taken_out(case)
    people = Party.objects.filter(case=case).exclude(id__in=gone).order_by("id")
    Party.objects.filter(id__in=[one.id for one in people if policies.may_be_asked_again(one)]).update(
        status=PartyStatus.APPROACHED, ended_at=None, ending_reason="", told_on=None
    )


def _nothing_came_in(case: Case, parties: Mapping[UUID, object], attached: int | None) -> Decision:
    rows = queries.attached_now(case)
    people = set(Party.objects.filter(case=case).values_list("id", flat=True))
    return all_of(
        allow_if(
            attached is None or len(rows) == attached,
            "Another referral about this incident came into the case, or was taken out, while you were closing it. "
            "Go back to the case, look at its referrals, and then decide again.",
        ),
        allow_if(
            all(row.settled_at for row in rows),
            "Nobody has said yet who is who in a referral about this incident. Do that first.",
        ),
        allow_if(
            people <= parties.keys(),
            "Somebody came into this case while you were closing it. Open this page again.",
        ),
    )


def _nothing_pending(case: Case, reason: ClosingReason) -> Decision:
    planned = Meeting.objects.filter(case=case, status=MeetingStatus.PLANNED).exists()
    promised = reason != ClosingReason.TRANSFERRED and queries.items_left(case)
    return all_of(
        allow_if(not planned, "A meeting is still planned. Hold it or cancel it first."),
        allow_if(
            not promised,
            "Something that was agreed is still open. Say on the page of the agreement what became of it: done, not "
            "done, or no longer wanted.",
        ),
    )


def _leave_out_follow_ups(case: Case, because: str, *, by: Staff, at: datetime) -> None:
    for one in queries.follow_ups_left(case):
        goes_on = one.party.ended_at is None
        allow_if(because or not goes_on, "Say why nobody is asked how they are any more.").or_refuse()
        leave_out_follow_up(one, because=because if goes_on else ENDED_FOR_THEM, by=by, at=at)


def _close(case: Case, *, reason: ClosingReason, note: str, by: Staff, at: datetime) -> None:
    case.closed_at, case.closed_by, case.closing_reason, case.closing_note = at, by, reason, note
    # One statement, because the database wants stage and closing to agree at every moment.
    before, case.stage, case.stage_since, case.updated_at = case.stage, StageKind.CLOSED, at, at
    case.version += 1
    moved = ["stage", "stage_since", "updated_at", "version"]
    case.save(update_fields=[*moved, "closed_at", "closed_by", "closing_reason", "closing_note"])
    StageMove.objects.create(
        **case.row(), from_stage=before, to_stage=StageKind.CLOSED, moved_at=at, moved_by=by, note=note
    )


def _end(party: Party, reason: ClosingReason, told_on: date | None, *, at: datetime) -> None:
    party.told_on = told_on
    party.ending_reason = reason
    party.ended_at = party.ended_at or at
    party.save(update_fields=["told_on", "ending_reason", "ended_at"])


def _let_everybody_go(case: Case, *, by: Staff, at: datetime) -> None:
    held = Grant.objects.filter(
        partnership_id=case.partnership_id, file=case.file, ended_at=None, holder__staff__isnull=False
    ).exclude(purpose__in=LASTING)
    for one in list(held.select_related("holder__staff__principal")):
        access.let_go(case, one.holder.staff, purpose=Purpose(one.purpose), by=by, at=at)
