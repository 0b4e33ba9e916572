"""Pages about reports to the court."""

from dataclasses import dataclass

from django.urls import reverse

from rjhub.cases import pathways
from rjhub.cases.forms.court_reports import ChangedReport, NewReport, ReportCopy
from rjhub.cases.models import Case, CourtReport, InformationItem
from rjhub.cases.pages.frame import CaseFrame, frame_for
from rjhub.cases.vocabulary import CourtReportAbout
from rjhub.design.links import Link
from rjhub.design.pieces import Row
from rjhub.design.words import day

NO_CONSENT = (
    "The report will not say what the person harmed thinks, because no consent to tell the court is recorded for "
    "everybody harmed. It says only whether restorative justice is suitable, and that nothing is to be concluded."
)


@dataclass(frozen=True)
class CourtReportQuestions:
    """Writing a report, or changing it."""

    frame: CaseFrame
    form: NewReport | ChangedReport
    without_view: str
    kept_out: tuple[str, ...]
    no_promise: str
    back: Link
    title: str


@dataclass(frozen=True)
class CourtReportPage:
    """One report: what it says, and what can be done with it."""

    frame: CaseFrame
    said: tuple[Row, ...]
    sent: tuple[Row, ...]
    actions: tuple[Link, ...]
    preview: Link | None
    form: ReportCopy | None
    copy_href: str
    back: Link
    title: str


def questions_page(
    case: Case,
    form: NewReport | ChangedReport,
    about: str,
    *,
    may_tell: bool,
    kept_out: list[InformationItem],
    no_promise: str,
) -> CourtReportQuestions:
    """The page with the questions."""
    return CourtReportQuestions(
        frame=frame_for(case, "court"),
        form=form,
        without_view="" if may_tell else pathways.in_words_of(case, NO_CONSENT),
        kept_out=tuple(f"{one.request.agency.short_name}, {day(one.given_at)}" for one in kept_out),
        no_promise=no_promise,
        back=_back(case),
        title=title_of(about),
    )


def report_page(
    case: Case, report: CourtReport, form: ReportCopy | None, *, may_change: bool
) -> CourtReportPage:
    """The page of one report."""

    def to(name: str) -> str:
        return reverse(f"cases:{name}", args=[case.reference, report.id])

    actions = (Link("Change", to("changed_court_report")), Link("Send", to("court_report_sending")))
    return CourtReportPage(
        frame=frame_for(case, "court"),
        said=_said(case, report),
        sent=_sent(report),
        actions=actions if may_change else (),
        preview=Link("Look at the draft (PDF)", to("court_report_preview")) if may_change else None,
        form=form,
        copy_href=to("court_report_copy"),
        back=_back(case),
        title=title_of(report.about),
    )


def title_of(about: str) -> str:
    """What a report is called."""
    return f"Report to the court: {CourtReportAbout(about).label.lower()}"


def _said(case: Case, report: CourtReport) -> tuple[Row, ...]:
    rows = [Row("Written", f"{day(report.written_at)} by {report.written_by.name}")]
    if report.suitable is not None:
        rows.append(Row("Suitable", "Yes" if report.suitable else "No"))
    return (
        *rows,
        Row(
            pathways.in_words_of(case, "The person harmed thinks"), report.harmed_view or "Not in the report"
        ),
        Row(pathways.in_words_of(case, "The person responsible thinks"), report.responsible_view),
        Row("Findings", report.findings),
        Row("Proposal", report.proposal),
    )


def _sent(report: CourtReport) -> tuple[Row, ...]:
    if not report.is_sent or report.sent_by is None:
        return ()
    return (
        Row("Sent", f"{day(report.sent_on)} by {report.sent_by.name}"),
        Row("To", report.sent_to),
        Row("How", report.sent_how),
    )


def _back(case: Case) -> Link:
    return Link("Before the court", reverse("cases:court", args=[case.reference]))
