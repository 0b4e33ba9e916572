"""What people agreed, item by item, and what became of it."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import agreement_tasks as tasks
from rjhub.cases.actions.documents import NewDocument, add_document
from rjhub.cases.actions.onward import may_tell
from rjhub.cases.actions.safeguards import check_version, made_already
from rjhub.cases.happenings import happened
from rjhub.cases.models import Agreement, AgreementItem, AgreementReport, Case, Meeting, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import ItemStatus, WordsPlace
from rjhub.kernel import clock
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.kernel.vocabulary.agreements import AGREEMENT_ACTIONS
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category, Side


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What people agreed, at a meeting or by messages. That nothing was wanted is an agreement too."""

    made_on: date
    nothing_wanted: bool = False
    words: str = ""
    meeting: Meeting | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that one person is to do."""

    party: Party
    action: str
    words: str
    checked_by: Staff
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What became of an item. Back to open puts right what was settled by mistake."""

    status: ItemStatus
    settled_on: date | None
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """That a person harmed was told how an agreement ended, and what they said; or why they were not."""

    told_on: date | None
    note: str = ""
    not_told_because: str = ""


@transaction.atomic
def record_agreement(
    case: Case, agreed: Agreed, *, by: Staff, at: datetime, key: UUID | None = None
) -> Agreement:
    """Write down what was agreed.

    Raises Refused if this person may not, before anybody has met or written, or if the words say how to reach anybody.
    """
    case = queries.lock_case(case)
    made = made_already(Agreement, case.partnership_id, key)
    if made is not None:
        return made
    all_of(
        policies.may_record_agreement(by, case),
        allow_if(agreed.nothing_wanted or agreed.words, "Say what was agreed."),
        allow_if(agreed.made_on <= clock.day_of(at), "Choose today or a day in the past."),
        _may_tell_both(case, agreed.words),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.AGREEMENT, agreed.words)
    agreement = Agreement.objects.create(
        **case.row(category=Category.AGREEMENT),
        **vars(agreed),
        recorded_at=at,
        recorded_by=by,
        submission_key=key,
    )
    tasks.agreed(case, agreement, by=by, at=at)
    detail = "nothing was wanted" if agreed.nothing_wanted else "something was agreed"
    happened("cases:agreement:record", case=case, by=by, at=at, row=agreement, detail=detail)
    return agreement


@transaction.atomic
def add_item(
    agreement: Agreement, item: Item, *, by: Staff, at: datetime, key: UUID | None = None
) -> AgreementItem:
    """Add what somebody is to do. Raises Refused if this person may not, or if nothing was wanted."""
    case = queries.lock_case(agreement.case)
    made = made_already(AgreementItem, case.partnership_id, key)
    if made is not None:
        return made
    all_of(
        policies.may_add_item(by, case, agreement),
        allow_if(item.action in AGREEMENT_ACTIONS, "Choose what kind of thing it is from the list."),
        _may_tell_both(case, item.words),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.AGREEMENT, item.words)
    row = AgreementItem.objects.create(
        **case.row(category=Category.AGREEMENT), **vars(item), agreement=agreement, submission_key=key
    )
    tasks.to_be_checked(case, row, by=by, at=at)
    happened("cases:agreement_item:add", case=case, by=by, at=at, row=row, detail=_label(row))
    return row


@transaction.atomic
def change_item(row: AgreementItem, item: Item, *, version: int, by: Staff, at: datetime) -> AgreementItem:
    """Change what somebody is to do, by when, or who checks it.

    Raises Refused if this person may not or it is settled, and Conflict if somebody else changed it meanwhile.
    """
    case = queries.lock_case(row.case)
    row = queries.as_it_stands(row)
    check_version(row.version, version)
    policies.may_change_item(by, case, row).and_(_may_tell_both(case, item.words)).or_refuse()
    changed = [one.name for one in fields(item) if getattr(row, one.name) != getattr(item, one.name)]
    if "words" in changed:
        wording.let_through(case.id, WordsPlace.AGREEMENT, item.words)
    for name in changed:
        setattr(row, name, getattr(item, name))
    row.version += 1
    row.save(update_fields=[*changed, "version"])
    tasks.to_be_checked(case, row, by=by, at=at)
    detail = _label(row)
    happened(
        "cases:agreement_item:change", case=case, by=by, at=at, row=row, detail=detail, changed=tuple(changed)
    )
    return row


@transaction.atomic
def settle_item(
    row: AgreementItem,
    settled: Settled,
    *,
    version: int,
    by: Staff,
    at: datetime,
    upload: "File[Any] | None" = None,
) -> AgreementItem:
    """Say what became of an item, with what shows it, or put that right.

    Whoever speaks with the person harmed is asked to tell them once nothing is open, or as soon as something was not
    done. Raises Refused if this person may not, Conflict if somebody else changed it meanwhile, and Invalid for a file
    that is not accepted.
    """
    case = queries.lock_case(row.case)
    row = queries.as_it_stands(row)
    check_version(row.version, version)
    is_open = settled.status == ItemStatus.OPEN
    all_of(
        policies.may_bring_together(by, case),
        allow_if(is_open == (settled.settled_on is None), "Say on which day it was settled."),
        allow_if(
            settled.settled_on is None or settled.settled_on <= clock.day_of(at),
            "Choose today or a day in the past.",
        ),
        _may_tell_both(case, settled.evidence),
    ).or_refuse()
    if settled.evidence != row.evidence:
        wording.let_through(case.id, WordsPlace.AGREEMENT, settled.evidence)
    row.status, row.settled_on, row.evidence = settled.status, settled.settled_on, settled.evidence
    if upload is not None:
        shown = NewDocument(side=Side.NEUTRAL, category=Category.AGREEMENT, title="Evidence for an agreement")
        row.document = add_document(case, shown, upload, by=by, at=at)
    row.version += 1
    row.save(update_fields=["status", "settled_on", "evidence", "document", "version"])
    tasks.settled(case, row, by=by, at=at)
    detail = f"{_label(row)}, {row.get_status_display().lower()}"
    happened("cases:agreement_item:settle", case=case, by=by, at=at, row=row, detail=detail)
    return row


@transaction.atomic
def report_agreement(
    agreement: Agreement, party: Party, report: Report, *, by: Staff, at: datetime, key: UUID | None = None
) -> AgreementReport:
    """Note that a person harmed was told whether an agreement was kept, or why they were not told.

    Raises Refused if this person may not speak with them, or if they said no to any agency.
    """
    case = queries.lock_case(agreement.case)
    made = made_already(AgreementReport, case.partnership_id, key)
    if made is not None:
        return made
    may = policies.may_report_agreement if report.told_on else _may_leave_out
    all_of(
        may(by, case, party),
        allow_if(report.told_on or report.not_told_because, "Say when they were told, or why not."),
        allow_if(
            report.told_on is None or report.told_on <= clock.day_of(at), "Choose today or a day in the past."
        ),
        may_tell(case, report.note, to=[party]),
    ).or_refuse()
    row = AgreementReport.objects.create(
        **party.row(Category.AGREEMENT), **vars(report), agreement=agreement, told_by=by, recorded_at=at,
        submission_key=key,
    )  # fmt: skip
    if report.told_on:
        disclose(row, Disclosed(what=What.AGREEMENT, why=Why.OUTCOME, person=party.person), by=by)
    tasks.told(case, agreement, by=by, at=at)
    detail = "told how it ended" if report.told_on else "not told"
    happened("cases:agreement_report:record", case=case, by=by, at=at, row=row, detail=detail)
    return row


def _may_leave_out(by: Staff, case: Case, party: Party) -> Decision:
    del party
    return policies.may_work_on(by, case)


def _may_tell_both(case: Case, text: str) -> Decision:
    return may_tell(case, text, to=queries.parties_of(case))


def _label(row: AgreementItem) -> str:
    return AGREEMENT_ACTIONS.label(row.action)
