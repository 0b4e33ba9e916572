"""Documents of a case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.cases import policies, queries
from rjhub.cases.actions import documents as actions
from rjhub.cases.forms import documents as forms
from rjhub.cases.models import Case, Document
from rjhub.cases.pages import documents as pages
from rjhub.cases.pages.ending import Asking
from rjhub.cases.pages.frame import frame_for
from rjhub.cases.uploads import EVERY_KIND
from rjhub.cases.views.downloads import attachment
from rjhub.cases.vocabulary import Limit
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.middleware import StaffRequest
from rjhub.partnership.models import Staff

WAITS = (
    " It may say how the person harmed can be reached, or the program cannot read all of it: only you and the hub see "
    "it until the hub has read it."
)


@require_GET
def documents(request: StaffRequest, reference: str) -> HttpResponse:
    """The documents of a case."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    may_add = bool(policies.may_work_on(request.staff, case))
    found = queries.documents_of(case)
    withdrawable = {one.id for one in found if policies.may_withdraw_document(request.staff, case, one)}
    page = pages.documents_page(
        case, queries.parties_of(case), found, may_add=may_add, withdrawable=withdrawable
    )
    return show(request, page)


@require_http_methods(["GET", "POST"])
def new_document(request: StaffRequest, reference: str) -> HttpResponse:
    """Add a document."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_work_on)
    form = forms.NewDocument(request.POST or None, request.FILES or None)
    added = _added(case, form, by=request.staff) if form.is_valid() else None
    if added is not None:
        waits = WAITS if Limit.HUB_ONLY in added.limits else ""
        messages.success(request, f"The document is added. Each time somebody opens it is on record.{waits}")
        return redirect("cases:documents", reference)
    return show(request, pages.new_document_page(case, form))


@require_GET
def document(request: StaffRequest, reference: str, document_id: UUID) -> HttpResponse:
    """Download a document. It never opens inside a page of ours."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    found = queries.find_document(case, document_id)
    content = actions.open_document(found, by=request.staff)
    name = f"{case.reference}-{found.id.hex[-8:]}{EVERY_KIND[found.kind].ending}"
    return attachment(content, found.kind, name)


@require_http_methods(["GET", "POST"])
def withdrawal(request: StaffRequest, reference: str, document_id: UUID) -> HttpResponse:
    """Withdraw a document that should not be there."""
    case = queries.find_case_for(request.staff, reference, may=policies.may_read_case)
    found = queries.find_document(case, document_id)
    policies.may_withdraw_document(request.staff, case, found).or_refuse()
    form = forms.Withdrawal(request.POST or None)
    if form.is_valid():
        actions.withdraw_document(
            found, because=form.cleaned_data["because"], by=request.staff, at=clock.now()
        )
        messages.success(request, "The document is withdrawn. Nobody can open it any more.")
        return redirect("cases:documents", reference)
    page = Asking(
        frame=frame_for(case, "documents"), form=form, title="Withdraw a document", submit="Withdraw it", warning=True,
        about=f"“{found.title}”. Nobody opens it after this. That it was there, and why it went, stays on record.",
        back=Link("Documents", reverse("cases:documents", args=[reference])),
    )  # fmt: skip
    return show(request, page)


def _added(case: Case, form: forms.NewDocument, *, by: Staff) -> Document | None:
    """Add it; what is wrong becomes an error of the form, so that nothing typed is lost."""
    given = form.cleaned_data
    new = actions.NewDocument(side=given["side"], category=given["category"], title=given["title"])
    try:
        return actions.add_document(case, new, given["upload"], by=by, at=clock.now())
    except Invalid as wrong:
        form.add_error("upload", wrong.message)
    except Refused as refusal:
        form.add_error("category", " ".join(refusal.reasons))
    return None
