"""Checking a draft, sending it, and the receipt."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.middleware import StaffRequest
from rjhub.referrals import policies
from rjhub.referrals.actions import sending as actions
from rjhub.referrals.forms.writers import sheet_of
from rjhub.referrals.pages import drafting as pages
from rjhub.referrals.pages import sent
from rjhub.referrals.queries import referrals
from rjhub.referrals.views.drafting import find_draft


@require_GET
def checking(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Look at every answer once more."""
    found = find_draft(request, draft_id)
    if found.sent_as:
        return redirect("referrals:receipt", found.sent_as)
    sheet = sheet_of(found, request.staff)
    if not sheet.ready():
        messages.warning(request, "Some pages still need you. They say “Not yet started” or “In progress”.")
        return redirect("referrals:draft", draft_id)
    return show(request, pages.checking(found, sheet))


@require_POST
def sending(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Send the referral. A second press of the button shows the same receipt."""
    found = find_draft(request, draft_id)
    if found.sent_as:
        return redirect("referrals:receipt", found.sent_as)
    sheet = sheet_of(found, request.staff)
    if not sheet.ready():
        return redirect("referrals:checking", draft_id)
    version = request.POST.get("version", "")
    try:
        receipt = actions.send_draft(
            draft_id,
            sheet.submission(str(draft_id)),
            version=int(version) if version.isdecimal() else 0,
            by=request.staff,
            at=clock.now(),
        )
    except Conflict:
        messages.warning(request, "Something was changed since you checked your answers. Check them again.")
        return redirect("referrals:checking", draft_id)
    return redirect("referrals:receipt", receipt.reference)


@require_GET
def receipt(request: StaffRequest, reference: str) -> HttpResponse:
    """What whoever sent it keeps."""
    found = referrals.find_referral(request.staff, reference, may=policies.sent_it)
    return show(request, sent.receipt(found))
