"""A session from signing in to its end."""

from allauth.account.internal.flows import login as records
from allauth.usersessions.models import UserSession
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import QuerySet
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from rjhub.kernel import clock
from rjhub.partnership import acting
from rjhub.partnership.actions import accounts
from rjhub.partnership.middleware import STARTED
from rjhub.partnership.models import Account, Staff
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
    UserSession.objects.filter(session_key=key).update(session_key=request.session.session_key)
    rotate_token(request)
    accounts.begin_acting(by=staff)


def of(account: Account) -> list[UserSession]:
    """Somebody's sessions that still hold, newest first."""
    return sorted(
        UserSession.objects.purge_and_list(account), key=lambda session: session.created_at, reverse=True
    )


def end_all(account: Account, *, but: str | None = None) -> int:
    """End every session of somebody, except the one with this key. Answers how many."""
    ending: QuerySet[UserSession] = UserSession.objects.filter(user=account)
    sessions = list(ending.exclude(session_key=but) if but else ending)
    for session in sessions:
        session.end()
    return len(sessions)


def memberships_of(request: HttpRequest) -> list[Staff]:
    """As whom something that somebody does to their own account is put on record."""
    staff: Staff | None = getattr(request, "staff", None)
    if staff:
        return [staff]
    return acting.memberships(request.user) if isinstance(request.user, Account) else []
