"""Asking for restorative justice, without an account."""

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rjhub.design import errors
from rjhub.design.pages import leave, show
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.admission import open_to_all
from rjhub.partnership.models import Partnership
from rjhub.referrals import policies
from rjhub.referrals.actions import asking as actions
from rjhub.referrals.actions import drafting
from rjhub.referrals.forms import asking as forms
from rjhub.referrals.forms.draft import typed_in
from rjhub.referrals.forms.visit import WHO, Visit
from rjhub.referrals.models import Draft
from rjhub.referrals.pages import asking as pages
from rjhub.referrals.queries import routing
from rjhub.referrals.views import openings, visits

# A prison, a library or a hostel may stand behind one address; a program that floods us sends far more.
LIMITS = {"begin": "20/10m/ip,60/h/ip", "send": "6/10m/ip,20/h/ip"}


@open_to_all
@require_GET
def asking(request: HttpRequest, code: str) -> HttpResponse:
    """What this is, for whom, and other ways to ask."""
    partnership = _partnership(code)
    return show(request, pages.start(partnership, taking=policies.may_ask(partnership)))


@open_to_all
@require_POST
def beginning(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a visit."""
    partnership = _partnership(code)
    who = request.POST.get("who", "")
    if who not in dict(WHO) or not policies.may_ask(partnership):
        return redirect("referrals:asking", code)
    if _too_often(request, "begin"):
        return errors.failure(request, 429)
    token = visits.new_token()
    drafting.start_draft(partnership_id=partnership.id, by=None, at=clock.now(), token=token, slots=(who,))
    response = redirect("referrals:asking_page", code, "contact")
    visits.remember(response, token)
    return response


@open_to_all
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One page of questions."""
    partnership = _partnership(code)
    draft = visits.draft_of(request, partnership)
    if draft is None:
        return show(request, pages.gone(partnership), status=410)
    if draft.sent_as:
        return redirect("referrals:asking_sent", code)
    visit = _visit(draft, partnership, key)
    if request.method == "POST":
        return _keep(request, partnership, draft, visit, key)
    opening = openings.seal(draft.id, key, seen=visit.content.page(key).digest)
    return show(request, pages.page(partnership, visit, key, opening=opening))


@open_to_all
@sensitive_post_parameters()
@require_POST
def typing(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Keep a page while it is typed."""
    partnership = _partnership(code)
    draft = visits.draft_of(request, partnership)
    opening = openings.read(request.POST.get("opening", ""), draft.id, key) if draft else None
    if draft is None or opening is None or draft.sent_as:
        return HttpResponse(status=410)
    visit = _visit(draft, partnership, key)
    try:
        typed = typed_in(visit.ask(key, {}), request.POST)
        drafting.keep_page(draft.id, key, typed, opening=opening, at=clock.now(), finished=False)
    except Conflict:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


@open_to_all
@require_GET
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Look at everything once more."""
    partnership = _partnership(code)
    draft = visits.draft_of(request, partnership)
    if draft is None:
        return show(request, pages.gone(partnership), status=410)
    if draft.sent_as:
        return redirect("referrals:asking_sent", code)
    visit = visits.visit_of(draft, partnership)
    missing = next(visit.missing(), None)
    if missing:
        messages.warning(request, "This page still needs an answer.")
        return redirect("referrals:asking_page", code, missing)
    return show(request, pages.check(partnership, visit, draft.version))


@open_to_all
@require_POST
def sending(request: HttpRequest, code: str) -> HttpResponse:
    """Send it to the hub. A second press of the button shows the same receipt."""
    partnership = _partnership(code)
    draft = visits.draft_of(request, partnership)
    if draft is None:
        return show(request, pages.gone(partnership), status=410)
    if draft.sent_as:
        return redirect("referrals:asking_sent", code)
    if _too_often(request, "send"):
        return errors.failure(request, 429)
    return _send(request, partnership, draft)


@open_to_all
@require_GET
def sent(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt."""
    partnership = _partnership(code)
    draft = visits.draft_of(request, partnership)
    if draft is None or not draft.sent_as:
        return show(request, pages.gone(partnership), status=410)
    within = routing.first_answer_within(routing.pathway_version(partnership.id))
    return show(request, pages.sent(partnership, draft.sent_as, within))


@open_to_all
@require_GET
def unsafe(request: HttpRequest, code: str) -> HttpResponse:
    """For somebody who is not safe now."""
    return show(request, pages.unsafe(_partnership(code)))


@open_to_all
@require_GET
def leaving(request: HttpRequest) -> HttpResponse:
    """Leave quickly: what was typed goes, here and in the browser."""
    token = request.COOKIES.get(visits.COOKIE, "")
    actions.forget(token)
    response = leave(request)
    visits.forget(response)
    return response


def _partnership(code: str) -> Partnership:
    found = Partnership.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _visit(draft: Draft, partnership: Partnership, key: str) -> Visit:
    visit = visits.visit_of(draft, partnership)
    if key not in visit.steps:
        raise Http404
    return visit


def _keep(
    request: HttpRequest, partnership: Partnership, draft: Draft, visit: Visit, key: str
) -> HttpResponse:
    opening = openings.read(request.POST.get("opening", ""), draft.id, key)
    if opening is None:
        return errors.csrf_failure(request)
    typed = typed_in(visit.ask(key, {}), request.POST)
    kept = drafting.keep_waiting(draft.id, key, typed, opening=opening, at=clock.now())
    form = visit.ask(key, typed)
    if isinstance(form, forms.Contact) and form.is_unsafe:
        return redirect("referrals:asking_unsafe", partnership.code)
    if not kept or not form.is_valid():
        # Never the answer to a form: the browser would keep what was typed, to send it again on Back.
        return redirect("referrals:asking_page", partnership.code, key)
    following = visit.after(key)
    if following is None:
        return redirect("referrals:asking_check", partnership.code)
    return redirect("referrals:asking_page", partnership.code, following)


def _send(request: HttpRequest, partnership: Partnership, draft: Draft) -> HttpResponse:
    visit = visits.visit_of(draft, partnership)
    version = request.POST.get("version", "")
    if next(visit.missing(), None) is None:
        try:
            submission = visit.submission(str(draft.id))
            actions.ask(draft, submission, version=int(version) if version.isdecimal() else 0, at=clock.now())
            return redirect("referrals:asking_sent", partnership.code)
        except Conflict as clash:
            messages.warning(request, clash.message)
        except Refused as refusal:
            messages.warning(request, " ".join(refusal.reasons))
    return redirect("referrals:asking_check", partnership.code)


def _too_often(request: HttpRequest, action: str) -> bool:
    allowed = ratelimit.consume(request, app="rjhub.referrals", action=action, config=LIMITS)
    return allowed is None
