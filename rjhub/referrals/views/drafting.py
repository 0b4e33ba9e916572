"""Writing a referral, page by page."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design import errors
from rjhub.design.forms.safeguards import Clash, Difference
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict
from rjhub.partnership.admission import open_to_all
from rjhub.partnership.middleware import StaffRequest
from rjhub.referrals.actions import drafting as actions
from rjhub.referrals.actions.drafting import Opening
from rjhub.referrals.forms.draft import Page, Sheet, typed_in, unjudged
from rjhub.referrals.forms.writers import sheet_of
from rjhub.referrals.models import Draft
from rjhub.referrals.models.draft import Typed
from rjhub.referrals.pages import drafting as pages
from rjhub.referrals.queries import drafts
from rjhub.referrals.views import openings
from rjhub.sharing.vocabulary import Side

KEPT = "What you typed was kept. Sign in and you can go on where you were."


@require_POST
def starting(request: StaffRequest) -> HttpResponse:
    """Begin a referral."""
    staff = request.staff
    draft = actions.start_draft(partnership_id=staff.partnership_id, by=staff, at=clock.now())
    return redirect("referrals:draft", draft.id)


@require_GET
def draft(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """The task list of a referral."""
    found = find_draft(request, draft_id)
    if found.sent_as:
        return redirect("referrals:receipt", found.sent_as)
    return show(request, pages.task_list(found, sheet_of(found, request.staff)))


@open_to_all  # only to keep what arrives from somebody whose session has ended
@csrf_exempt  # the signed opening stands in for the token of the session, which may have ended
@require_http_methods(["GET", "POST"])
def section(request: StaffRequest, draft_id: UUID, key: str) -> HttpResponse:
    """One page of a referral."""
    if request.method == "POST":
        return _finish(request, draft_id, key)
    if request.staff is None:
        return redirect_to_login(request.path)
    found = find_draft(request, draft_id)
    if found.sent_as:
        return redirect("referrals:receipt", found.sent_as)
    sheet = sheet_of(found, request.staff)
    page = find_page(sheet, key)
    if key in sheet.content.waiting:
        return _clash(request, found, sheet, page, sheet.content.waiting[key])
    opening = openings.seal(found.id, key, seen=sheet.content.page(key).digest)
    return show(request, pages.section(found, sheet, page, sheet.shown(page), opening=opening))


@open_to_all  # as above
@csrf_exempt
@require_POST
def typing(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Keep a page while it is typed. Somebody whose session ended loses nothing either."""
    opening = openings.read(request.POST.get("opening", ""), draft_id, key)
    if opening is None:
        return HttpResponse(status=403)
    draft, typed = _written(request, draft_id, key)
    try:
        actions.keep_page(draft.id, key, typed, opening=opening, at=clock.now(), finished=False)
    except Conflict:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@require_POST
def setting_aside(request: StaffRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Leave a page as it was saved."""
    found = find_draft(request, draft_id)
    find_page(sheet_of(found, request.staff), key)
    actions.drop_waiting(found.id, key, at=clock.now())
    return redirect("referrals:section", draft_id, key)


@require_POST
def people(request: StaffRequest, draft_id: UUID, side: str) -> HttpResponse:
    """Name one more person."""
    found = find_draft(request, draft_id)
    if side not in {Side.HARMED, Side.RESPONSIBLE}:
        raise Http404
    slot = actions.add_slot(found.id, Side(side), at=clock.now())
    return redirect("referrals:section", draft_id, f"{slot}-who")


@require_http_methods(["GET", "POST"])
def removal(request: StaffRequest, draft_id: UUID, slot: str) -> HttpResponse:
    """Take a person out of the referral again."""
    found = find_draft(request, draft_id)
    sheet = sheet_of(found, request.staff)
    if slot not in sheet.slots():
        raise Http404
    if request.method == "POST":
        actions.remove_slot(found.id, slot, at=clock.now())
        return redirect("referrals:draft", draft_id)
    return show(
        request,
        pages.Removing(
            title=f"Take this person out? {pages.heading_of(sheet, slot)}",
            text="Everything that you typed about them in this draft goes. Nothing was sent.",
            button="Take them out",
            back=Link("Back to the task list", reverse("referrals:draft", args=[draft_id])),
        ),
    )


@require_http_methods(["GET", "POST"])
def discarding(request: StaffRequest, draft_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    found = find_draft(request, draft_id)
    if request.method == "POST":
        actions.discard_draft(found.id, by=request.staff)
        messages.success(request, "The draft was thrown away. Nothing was sent.")
        return redirect("referrals:sent")
    return show(
        request,
        pages.Removing(
            title="Throw this draft away?",
            text="Everything that you typed in it goes. Nothing was sent.",
            button="Throw it away",
            back=Link("Back to the task list", reverse("referrals:draft", args=[draft_id])),
        ),
    )


def find_draft(request: StaffRequest, draft_id: UUID) -> Draft:
    """A draft of whoever asks. Raises Http404."""
    found = drafts.find_draft(request.staff, draft_id, at=clock.now())
    if found is None:
        raise Http404
    return found


def find_page(sheet: Sheet, key: str) -> Page:
    """A page of a draft. Raises Http404."""
    page = sheet.find(key)
    if page is None:
        raise Http404
    return page


def _finish(request: StaffRequest, draft_id: UUID, key: str) -> HttpResponse:
    opening = openings.read(request.POST.get("opening", ""), draft_id, key)
    if opening is None:
        return errors.csrf_failure(request)
    if request.staff is None:
        return _keep_for_later(request, draft_id, key, opening)
    found = find_draft(request, draft_id)
    if found.sent_as:
        return redirect("referrals:receipt", found.sent_as)
    sheet = sheet_of(found, request.staff)
    page = find_page(sheet, key)
    typed = typed_in(sheet.ask(page, {}), request.POST)
    try:
        actions.keep_page(found.id, key, typed, opening=opening, at=clock.now(), finished=True)
    except Conflict:
        return _clash(request, found, sheet, page, typed)
    form = sheet.ask(page, typed)
    if form.is_valid():
        following = sheet.following(page)
        return (
            redirect("referrals:section", draft_id, following.key)
            if following
            else redirect("referrals:draft", draft_id)
        )
    now = find_draft(request, draft_id).read().page(key)
    opening_text = openings.seal(found.id, key, seen=now.digest)
    return show(request, pages.section(found, sheet, page, form, opening=opening_text))


def _keep_for_later(request: HttpRequest, draft_id: UUID, key: str, opening: Opening) -> HttpResponse:
    draft, typed = _written(request, draft_id, key)
    actions.keep_waiting(draft.id, key, typed, opening=opening, at=clock.now())
    messages.warning(request, KEPT)
    return redirect_to_login(reverse("referrals:section", args=[draft_id, key]))


def _written(request: HttpRequest, draft_id: UUID, key: str) -> tuple[Draft, Typed]:
    found = drafts.find_written(draft_id, at=clock.now())
    if found is None or found.owner is None:
        raise Http404
    sheet = sheet_of(found, found.owner)
    return found, typed_in(sheet.ask(find_page(sheet, key), {}), request.POST)


def _clash(request: HttpRequest, found: Draft, sheet: Sheet, page: Page, typed: Typed) -> HttpResponse:
    form = unjudged(sheet.ask(page, typed))
    saved = {row.key: row.value for row in pages.answers_of(sheet.answered(page))}
    differences = tuple(
        Difference(question=row.key, theirs=str(saved.get(row.key) or ""), yours=str(row.value or ""))
        for row in pages.answers_of(sheet.ask(page, typed))
        if row.value != saved.get(row.key)
    )
    form.clash = Clash(by="You, in another window,", at=found.saved_at, differences=differences)  # type: ignore[attr-defined]
    opening = openings.seal(found.id, page.key, seen=sheet.content.page(page.key).digest)
    return show(request, pages.section(found, sheet, page, form, opening=opening), status=409)
