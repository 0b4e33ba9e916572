"""Reports to the court."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.cases import pathways, policies, queries
from rjhub.cases.actions import court_reports as actions
from rjhub.cases.forms import court_reports as forms
from rjhub.cases.models import Case, CourtReport
from rjhub.cases.pages import court as court_pages
from rjhub.cases.pages import court_reports as pages
from rjhub.cases.views.clashing import clash
from rjhub.cases.views.downloads import attachment
from rjhub.cases.vocabulary import CourtReportAbout
from rjhub.design.forms import Form
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.middleware import StaffRequest

PDF = "application/pdf"


@require_http_methods(["GET", "POST"])
def new_report(request: StaffRequest, reference: str, about: str) -> HttpResponse:
    """Write a report."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    if about not in CourtReportAbout.values:
        raise Http404
    may_tell = queries.consent_to_tell_the_court(case) is not None
    words = pathways.pathway_of(case).words
    form = forms.NewReport(request.POST or None, about=about, may_tell=may_tell, words=words)
    if form.is_valid():
        key = form.cleaned_data["submission_key"]
        try:
            with transaction.atomic():
                row = actions.write_report(
                    case, CourtReportAbout(about), form.report(), by=request.staff, at=clock.now(), key=key
                )
            messages.success(
                request, "The report is saved. It has not been sent: read the draft, then select “Send”."
            )
            return redirect("cases:court_report", reference, row.id)
        except Refused as refusal:
            _say(form, refusal)
    return show(request, _questions(case, form, about, may_tell=may_tell))


@require_GET
def report(request: StaffRequest, reference: str, report_id: UUID) -> HttpResponse:
    """One report."""
    case, row = _found(request, reference, report_id)
    return show(request, _page(request, case, row, None))


@require_http_methods(["GET", "POST"])
def changed_report(request: StaffRequest, reference: str, report_id: UUID) -> HttpResponse:
    """Change a report that was not sent yet."""
    case, row = _found(request, reference, report_id)
    policies.may_change_report(request.staff, case, row).or_refuse()
    may_tell = queries.consent_to_tell_the_court(case) is not None
    initial = forms.answers_of(row) | {"version": row.version}
    words = pathways.pathway_of(case).words
    form = forms.ChangedReport(
        request.POST or None, initial=initial, about=row.about, may_tell=may_tell, words=words
    )
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            with transaction.atomic():
                actions.change_report(row, form.report(), version=version, by=request.staff, at=clock.now())
            messages.success(request, "The change is saved.")
            return redirect("cases:court_report", reference, report_id)
        except Refused as refusal:
            _say(form, refusal)
        except Conflict:
            now = queries.find_court_report(case, report_id)
            clash(form, now, forms.answers_of(now), version=now.version)
            return show(request, _questions(case, form, row.about, may_tell=may_tell), status=409)
    return show(request, _questions(case, form, row.about, may_tell=may_tell))


@require_GET
def preview(request: StaffRequest, reference: str, report_id: UUID) -> HttpResponse:
    """The draft as a PDF."""
    _, row = _found(request, reference, report_id)
    content = actions.preview_report(row, by=request.staff)
    return attachment(content, PDF, f"{reference}-court-report-draft.pdf")


@require_http_methods(["GET", "POST"])
def sending(request: StaffRequest, reference: str, report_id: UUID) -> HttpResponse:
    """Note that a report is sent."""
    case, row = _found(request, reference, report_id)
    policies.may_change_report(request.staff, case, row).or_refuse()
    form = forms.ReportSending(request.POST or None, initial=_to_the_court(case, row))
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            with transaction.atomic():
                actions.send_report(row, form.sending(), version=version, by=request.staff, at=clock.now())
            messages.success(request, "The report is finished. Download it below, and send it yourself.")
            return redirect("cases:court_report", reference, report_id)
        except Refused as refusal:
            _say(form, refusal)
        except Conflict:
            form.add_error(
                None, "Somebody changed the report after you opened this page. Read the draft again"
            )
    about = (
        "RJ Hub does not send it. Finish it here, then download it without the word “draft” and send it yourself. "
        "Nothing in it can be changed then: if something has to be added, write another report."
    )
    return show(request, court_pages.court_form(case, form, "Send the report", "Finish the report", about))


@require_POST
def copy(request: StaffRequest, reference: str, report_id: UUID) -> HttpResponse:
    """A copy of a report that was sent, for somebody."""
    case, row = _found(request, reference, report_id)
    form = forms.ReportCopy(request.POST)
    if not form.is_valid():
        return show(request, _page(request, case, row, form))
    content = actions.copy_report(row, to=form.cleaned_data["to"], by=request.staff, at=clock.now())
    return attachment(content, PDF, f"{reference}-court-report.pdf")


def _found(request: StaffRequest, reference: str, report_id: UUID) -> tuple[Case, CourtReport]:
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    return case, queries.find_court_report(case, report_id)


def _page(
    request: StaffRequest, case: Case, row: CourtReport, form: forms.ReportCopy | None
) -> pages.CourtReportPage:
    may_copy = row.is_sent and policies.may_copy_report(request.staff, case)
    may_change = bool(policies.may_change_report(request.staff, case, row))
    return pages.report_page(
        case, row, form or (forms.ReportCopy() if may_copy else None), may_change=may_change
    )


def _questions(
    case: Case, form: forms.NewReport | forms.ChangedReport, about: str, *, may_tell: bool
) -> pages.CourtReportQuestions:
    court = pathways.pathway_of(case).court
    no_promise = court.no_promise if court else ""
    kept_out = queries.kept_from_the_court(case)
    return pages.questions_page(
        case, form, about, may_tell=may_tell, kept_out=kept_out, no_promise=no_promise
    )


def _to_the_court(case: Case, row: CourtReport) -> dict[str, object]:
    matter = queries.court_matter_of(case)
    return {"version": row.version, "sent_to": matter.court if matter else "", "sent_on": clock.today()}


def _say(form: Form, refusal: Refused) -> None:
    for reason in refusal.reasons:
        form.add_error(None, reason)
