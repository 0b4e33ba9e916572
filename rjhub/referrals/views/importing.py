"""Many referrals from a file: upload, review, confirm, correct."""

import hashlib
from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design.pages import show
from rjhub.design.words import moment
from rjhub.kernel import clock
from rjhub.partnership.middleware import StaffRequest
from rjhub.referrals import policies
from rjhub.referrals.actions import importing as actions
from rjhub.referrals.actions.importing import CheckedRow
from rjhub.referrals.forms import spreadsheet
from rjhub.referrals.forms.importing import Upload
from rjhub.referrals.forms.lines import Checker
from rjhub.referrals.forms.spreadsheet import Line, Unreadable
from rjhub.referrals.forms.writers import writer_for
from rjhub.referrals.models import ImportBatch
from rjhub.referrals.pages import importing as pages
from rjhub.referrals.queries import imports as queries
from rjhub.referrals.views import uploading
from rjhub.referrals.vocabulary import RowState

TOO_LARGE = (
    "The file is far too large. A file of referrals is smaller than 5MB. Check that you chose the right one."
)


@csrf_exempt  # so that the limit stands before the form is read; `_imports` checks the token
@require_http_methods(["GET", "POST"])
def imports(request: StaffRequest) -> HttpResponse:
    """Upload a file of referrals."""
    quota = uploading.limit(request)
    request.quota = quota  # type: ignore[attr-defined]
    return _imports(request)


@csrf_protect
def _imports(request: StaffRequest) -> HttpResponse:
    policies.may_import(request.staff).or_refuse()
    form = Upload()
    if request.method == "POST":
        form = Upload(request.POST, request.FILES)
        if request.quota.is_exceeded:  # type: ignore[attr-defined]
            form.errors["file"] = form.error_class([TOO_LARGE])
        elif form.is_valid():
            batch = _read(request, form)
            if batch is not None:
                return redirect("referrals:import", batch.id)
    return show(request, pages.imports(form, queries.batches_of(request.staff)))


@require_GET
def template(request: StaffRequest) -> HttpResponse:
    """The headings, with one example."""
    policies.may_import(request.staff).or_refuse()
    return _csv(spreadsheet.template(), "referrals-template.csv")


@require_GET
def batch(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """What would become of each row of a file, or has."""
    found = _find(request, batch_id)
    page = pages.review(
        found,
        queries.counts_of(found),
        queries.rows_of(found, RowState.BAD),
        queries.rows_of(found, RowState.REPEATED),
        queries.rows_of(found, RowState.IMPORTED),
    )
    return show(request, page)


@require_POST
def confirmation(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """Let the good rows become referrals."""
    found = _find(request, batch_id)
    actions.confirm_import(found, by=request.staff, at=clock.now())
    messages.success(request, "They are being sent now. You may leave this page.")
    return redirect("referrals:import", batch_id)


@require_POST
def discarding(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """Throw away what was read from a file."""
    actions.discard_import(_find(request, batch_id), by=request.staff)
    messages.success(request, "What was read from the file is gone. Referrals that were sent stay.")
    return redirect("referrals:imports")


@require_GET
def corrections(request: StaffRequest, batch_id: UUID) -> HttpResponse:
    """The lines that need correcting, with the reasons."""
    found = _find(request, batch_id)
    rows = [*queries.rows_of(found, RowState.BAD, None), *queries.rows_of(found, RowState.REPEATED, None)]
    name = f"{PurePath(found.file_name).stem}-to-correct.csv"
    return _csv(spreadsheet.write(pages.corrections(sorted(rows, key=lambda row: row.number))), name)


def _read(request: StaffRequest, form: Upload) -> ImportBatch | None:
    file = form.cleaned_data["file"]
    digest = hashlib.sha256(b"".join(file.chunks())).hexdigest()
    earlier = queries.uploaded_before(request.staff, digest)
    if earlier is not None:
        messages.warning(
            request, f"You uploaded this file on {moment(earlier.uploaded_at)}. This is how it stands."
        )
        return earlier
    file.seek(0)
    try:
        lines = spreadsheet.read(file)
    except Unreadable as unreadable:
        form.errors["file"] = form.error_class(list(unreadable.problems))
        return None
    checker = Checker(writer_for(request.staff))
    rows = [_checked(checker, line) for line in lines]
    return actions.keep_file(rows, name=file.name, digest=digest, by=request.staff, at=clock.now())


def _checked(checker: Checker, line: Line) -> CheckedRow:
    problems = [line.problem] if line.problem else checker.problems(line.cells)
    reference = line.cells.get(pages.REFERENCE, "")
    return CheckedRow(number=line.number, cells=line.cells, problems=problems, reference=reference)


def _find(request: StaffRequest, batch_id: UUID) -> ImportBatch:
    found = queries.find_batch(request.staff, batch_id)
    if found is None:
        raise Http404
    return found


def _csv(content: bytes, name: str) -> HttpResponse:
    safe = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in name)
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{safe.encode("ascii", "replace").decode()}"'},
    )
