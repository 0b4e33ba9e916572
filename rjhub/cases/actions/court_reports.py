"""Reports to the court: written, looked at, sent once, and every copy that leaves on record with who gets it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.cases import policies, queries, sealing
from rjhub.cases.actions import court_paper
from rjhub.cases.actions.court_dates import remind
from rjhub.cases.actions.safeguards import check_version, made_already
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, CourtReport
from rjhub.cases.vocabulary import CourtReportAbout
from rjhub.kernel.decisions import Decision, Refused, all_of, allow_if
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Side

NO_CONSENT = (
    "The person harmed has not agreed in writing that the court is told what they think, or has taken that back. "
    "Take their view out, or record their consent to share it with the court."
)
NO_MATTER = "Record first which court it is."


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a report says. `suitable` is None in a report on what took place."""

    suitable: bool | None
    responsible_view: str
    findings: str
    proposal: str
    harmed_view: str = ""


@dataclass(frozen=True, kw_only=True)
class Sending:
    """How a report goes to the court."""

    sent_on: date
    sent_to: str
    sent_how: str


@transaction.atomic
def write_report(
    case: Case, about: CourtReportAbout, report: Report, *, by: Staff, at: datetime, key: UUID | None = None
) -> CourtReport:
    """Write a report.

    Raises Refused if this person may not, if no court is recorded, if it tells what a person harmed thinks without
    their consent, or names them or a way to reach anybody.
    """
    case = queries.lock_case(case)
    made = made_already(CourtReport, case.partnership_id, key)
    if made is not None:
        return made
    all_of(policies.may_work_on(by, case), allow_if(queries.court_matter_of(case), NO_MATTER)).or_refuse()
    row = CourtReport.objects.create(
        **case.row(), **_checked(case, report), about=about, written_at=at, written_by=by, submission_key=key
    )
    happened("cases:court_report:write", case=case, by=by, at=at, row=row, detail=about.label)
    return row


@transaction.atomic
def change_report(row: CourtReport, report: Report, *, version: int, by: Staff, at: datetime) -> CourtReport:
    """Change a report that was not sent yet. Raises Refused as `write_report` does, and Conflict."""
    case, row = _locked(row, by=by)
    check_version(row.version, version)
    said = _checked(case, report)
    for name, value in said.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*said, "version"])
    happened("cases:court_report:change", case=case, by=by, at=at, row=row, detail=_about(row))
    return row


@transaction.atomic
def send_report(row: CourtReport, sending: Sending, *, version: int, by: Staff, at: datetime) -> CourtReport:
    """Note that a report was sent, and keep it as it was sent. From now on nothing in it changes.

    Raises Refused if this person may not, or if consent was taken back meanwhile, and Conflict if somebody changed
    the report since this person looked at it.
    """
    case, row = _locked(row, by=by)
    check_version(row.version, version)
    if row.harmed_view and queries.consent_to_tell_the_court(case) is None:
        raise Refused(NO_CONSENT)
    for name, value in asdict(sending).items():
        setattr(row, name, value)
    row.sent_by = by
    row.sealed = sealing.seal(court_paper.paper_of(row, case), row)
    row.version += 1
    row.save(update_fields=[*asdict(sending), "sent_by", "sealed", "version"])
    happened("cases:court_report:send", case=case, by=by, at=at, row=row, detail=_about(row))
    _disclosed(case, row, sending.sent_to, why=Why.COURT, by=by, at=at)
    matter = queries.court_matter_of(case)
    if matter is not None:
        remind(case, matter, by=by, at=at)
    return row


@transaction.atomic
def preview_report(row: CourtReport, *, by: Staff) -> bytes:
    """The report as it would be sent now, marked as a draft. Raises Refused if it was sent, or this person may not."""
    policies.may_change_report(by, row.case, row).or_refuse()
    record("cases:court_report:preview", by=by, subject=row, partnership=row.partnership_id)
    disclose(row, Disclosed(what=What.COURT_REPORT, why=Why.WORK, staff=by), by=by)
    return court_paper.paper_of(row, row.case)


@transaction.atomic
def copy_report(row: CourtReport, *, to: str, by: Staff, at: datetime) -> bytes:
    """A copy of a report as it was sent, for somebody. It is a disclosure, so it is on record who gets it.

    Raises Refused if it was not sent, or this person may not give it out.
    """
    case = queries.lock_case(row.case)
    all_of(
        policies.may_copy_report(by, case),
        allow_if(row.is_sent, "This report was not sent yet. Look at the draft instead."),
    ).or_refuse()
    _disclosed(case, row, to, why=Why.COPY, by=by, at=at)
    return sealing.unseal(row)


def _locked(row: CourtReport, *, by: Staff) -> tuple[Case, CourtReport]:
    case = queries.lock_case(row.case)
    row = queries.find_court_report(case, row.id)
    policies.may_change_report(by, case, row).or_refuse()
    return case, row


def _checked(case: Case, report: Report) -> dict[str, Any]:
    consent = queries.consent_to_tell_the_court(case) if report.harmed_view else None
    all_of(
        allow_if(not report.harmed_view or consent is not None, NO_CONSENT), _names_nobody(case, report)
    ).or_refuse()
    return asdict(report) | {"harmed_consent": consent}


def _names_nobody(case: Case, report: Report) -> Decision:
    said = f"{report.harmed_view}\n{report.responsible_view}\n{report.findings}\n{report.proposal}"
    parties = queries.parties_of(case)
    harmed = [party for party in parties if party.side == Side.HARMED]
    responsible = [party for party in parties if party.side == Side.RESPONSIBLE]
    return all_of(
        policies.names_nobody_harmed(said, harmed, responsible),
        allow_if(
            not queries.names_contact(said),
            "The report holds a telephone number, an email address or a postcode. Take it out.",
        ),
        policies.quotes_nothing(said, queries.kept_from_the_court(case)),
    )


def _disclosed(case: Case, row: CourtReport, to: str, *, why: Why, by: Staff, at: datetime) -> None:
    disclose(row, Disclosed(what=What.COURT_REPORT, why=why, to_whom=to), by=by)
    happened("cases:court_report:disclose", case=case, by=by, at=at, row=row, detail=to)


def _about(row: CourtReport) -> str:
    return CourtReportAbout(row.about).label
