"""Transferring a case to another area or provider: ours until they say yes."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.closing import close_case
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Transfer
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason


@transaction.atomic
def offer_transfer(
    case: Case, *, to_name: str, to_contact: str, why: str, agreed_by_parties: bool, by: Staff, at: datetime
) -> Transfer:
    """Ask another area or provider to take a case. We answer for it until they have accepted.

    Raises Refused if this person may not, if the people do not agree, or if somebody is being asked already.
    """
    case = queries.lock_case(case)
    waiting = Transfer.objects.filter(case=case, accepted_at=None, declined_at=None)
    all_of(
        policies.may_coordinate(by, case),
        allow_if(
            agreed_by_parties, "Ask the people first whether they agree that another area takes their case."
        ),
        allow_if(not waiting.exists(), "Another area has been asked already and has not answered yet."),
    ).or_refuse()
    transfer = Transfer.objects.create(
        **case.row(), to_name=to_name, to_contact=to_contact, why=why, agreed_by_parties=agreed_by_parties,
        offered_at=at, offered_by=by,
    )  # fmt: skip
    happened("cases:transfer:offer", case=case, by=by, at=at, row=transfer, detail=to_name)
    return transfer


@transaction.atomic
def note_transfer_accepted(
    transfer: Transfer, *, answer: str, told: Mapping[UUID, date | None], by: Staff, at: datetime
) -> Case:
    """Note that the other side took the case: it closes here. Raises Refused if this person may not."""
    case, transfer = _locked(transfer, by=by)
    transfer.accepted_at, transfer.answer = at, answer
    transfer.save(update_fields=["accepted_at", "answer"])
    happened("cases:transfer:accept", case=case, by=by, at=at, row=transfer, detail=transfer.to_name)
    parties = {party: (ClosingReason.TRANSFERRED, day) for party, day in told.items()}
    return close_case(
        case,
        reason=ClosingReason.TRANSFERRED,
        note=f"Taken by {transfer.to_name}",
        parties=parties,
        not_asked_because=f"{transfer.to_name} has the case now.",
        by=by,
        at=at,
    )


@transaction.atomic
def note_transfer_declined(transfer: Transfer, *, answer: str, by: Staff, at: datetime) -> Transfer:
    """Note that the other side did not take the case: it goes on here. Raises Refused if this person may not."""
    case, transfer = _locked(transfer, by=by)
    transfer.declined_at, transfer.answer = at, answer
    transfer.save(update_fields=["declined_at", "answer"])
    happened("cases:transfer:decline", case=case, by=by, at=at, row=transfer, detail=transfer.to_name)
    return transfer


def _locked(transfer: Transfer, *, by: Staff) -> tuple[Case, Transfer]:
    case = queries.lock_case(transfer.case)
    transfer = Transfer.objects.select_for_update().get(partnership_id=case.partnership_id, id=transfer.id)
    all_of(
        policies.may_coordinate(by, case),
        allow_if(transfer.accepted_at is None and transfer.declined_at is None, "This was answered already."),
    ).or_refuse()
    return case, transfer
