"""A session from signing in to its end."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import login as records
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from rjhub.kernel import clock
from rjhub.partnership import acting
from rjhub.partnership.actions import accounts
from rjhub.partnership.middleware import STARTED
from rjhub.partnership.models import Account, OpenSession, Staff
from rjhub.partnership.sessions import digest_of
from rjhub.partnership.signing_in import factors

# What a session keeps when its owner begins to act for another agency. Everything else belongs to the work for the
# agency before: drafts, filters, half-filled forms.
KEPT = (
    SESSION_KEY,
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    STARTED,
    acting.VOUCHED,
    records.AUTHENTICATION_METHODS_SESSION_KEY,
    records._AUTHENTICATION_METHODS_USER_SESSION_KEY,  # noqa: SLF001 - allauth has no public name for it
)


def begin(request: HttpRequest, account: Account) -> None:
    """Start the clock of a new session, and act for the one agency where there is only one."""
    request.session[STARTED] = clock.now().timestamp()
    _list(request, account)
    if not factors.shown_in(request):
        factors.count_password_as_confirmed(request, account)
    offered = acting.choices(request, acting.memberships(account))
    if len(offered) == 1 and factors.shown_in(request):
        act_as(request, offered[0])


def act_as(request: HttpRequest, staff: Staff) -> None:
    """Begin to act for an agency with a clean session, and make every form sent from an older page worthless."""
    kept = {name: request.session[name] for name in KEPT if name in request.session}
    key = request.session.session_key
    request.session.cycle_key()
    for name in set(request.session.keys()) - set(kept):
        del request.session[name]
    request.session[acting.CHOSEN] = str(staff.id)
    OpenSession.objects.filter(digest=digest_of(key or "")).update(digest=here(request))
    rotate_token(request)
    accounts.begin_acting(by=staff)


def here(request: HttpRequest) -> str:
    """The digest of the session of this request."""
    return digest_of(request.session.session_key or "")


def _list(request: HttpRequest, account: Account) -> None:
    if not request.session.session_key:
        request.session.save()
    about = {
        "account": account,
        "user_agent": request.headers.get("User-Agent", "")[:200],
        "ip": get_adapter().get_client_ip(request),
        "created_at": clock.now(),
    }
    OpenSession.objects.update_or_create(digest=here(request), defaults=about)


def of(account: Account) -> list[OpenSession]:
    """Somebody's sessions that still hold, newest first."""
    listed = OpenSession.objects.filter(account=account)
    live = Session.objects.filter(
        session_key__in=listed.values("digest"), expire_date__gt=clock.now()
    ).values_list("session_key", flat=True)
    return list(listed.filter(digest__in=list(live)).order_by("-created_at", "-id"))


def end(session: OpenSession) -> None:
    """End one session."""
    Session.objects.filter(session_key=session.digest).delete()
    session.delete()


def end_all(account: Account, *, but: HttpRequest | None = None) -> int:
    """End every session of somebody, except that of this request. Answers how many."""
    ending = OpenSession.objects.filter(account=account)
    sessions = list(ending.exclude(digest=here(but)) if but else ending)
    for session in sessions:
        end(session)
    return len(sessions)


def memberships_of(request: HttpRequest) -> list[Staff]:
    """As whom something that somebody does to their own account is put on record."""
    staff: Staff | None = getattr(request, "staff", None)
    if staff:
        return [staff]
    return acting.memberships(request.user) if isinstance(request.user, Account) else []
