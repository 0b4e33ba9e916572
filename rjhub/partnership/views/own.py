"""One's own account, and choosing for whom one acts."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from rjhub.design import words
from rjhub.design.links import Link
from rjhub.design.pages import show
from rjhub.design.pieces import Row, Shown
from rjhub.partnership import acting, forms
from rjhub.partnership.admission import signed_in
from rjhub.partnership.models import Account, Staff
from rjhub.partnership.pages import own
from rjhub.partnership.signing_in import factors, sessions


@signed_in
@require_http_methods(["GET", "POST"])
def acting_as(request: HttpRequest) -> HttpResponse:
    """Choose for which agency one acts; with one agency there is nothing to choose."""
    offered = acting.choices(request, acting.memberships(_account(request)))
    now: Staff | None = request.staff  # type: ignore[attr-defined]
    after = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if now and len(offered) == 1:
        return redirect(after)
    initial = {"membership": str(now.id)} if now else {}
    form = forms.ActingAs(request.POST or None, offered=offered, initial=initial)
    if form.is_valid():
        chosen = next(staff for staff in offered if staff.id == form.cleaned_data["membership"])
        sessions.act_as(request, chosen)
        return redirect(after)
    return show(request, own.ActingAs(form=form, next=after, now=now.agency.name if now else ""))


@signed_in
@require_GET
def my_account(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    account = _account(request)
    offered = acting.choices(request, acting.memberships(account))
    switch = Link("Act for another agency", reverse("partnership:acting_as")) if len(offered) > 1 else None
    about: list[tuple[str, Shown]] = [("Name", account.name), ("Email address", account.email)]
    return show(
        request,
        own.MyAccount(
            about=tuple(Row(key, value) for key, value in about),
            work=tuple(_work(staff) for staff in offered),
            safety=_safety(account),
            may_switch=switch,
            demonstration=settings.DEMONSTRATION and account.password_only,
        ),
    )


def _work(staff: Staff) -> Row:
    roles = [str(held) if not held.hub else f"{held}, {held.hub.name}" for held in staff.current_roles()]
    return Row(staff.agency.name, (staff.job_title, f"Since {words.day(staff.since)}", *roles))


def _safety(account: Account) -> tuple[Row, ...]:
    has_password = account.has_usable_password()
    change = Link("Change", reverse("account_change_password")) if has_password else None
    passwords = Row("Password", "Set" if has_password else "None: you use your agency’s sign-on", change)
    second = "Set up" if factors.has_one(account) else "Not set up"
    open_sessions = words.plural(len(sessions.of(account)), "session")
    return (
        passwords,
        Row("Second factors", second, Link("Change", reverse("mfa_index"))),
        Row("Programs that ask as you", None, Link("Show tokens", reverse("tokens:tokens"))),
        Row("Where you are signed in", open_sessions, Link("Show", reverse("my_sessions"))),
    )


def _safe(request: HttpRequest, address: str) -> str:
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours and address else settings.LOGIN_REDIRECT_URL


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    return request.user
