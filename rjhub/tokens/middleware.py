"""Who asks through the API: a program with a token of one member of staff. A browser's session counts for nothing."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from rjhub.design import errors
from rjhub.design.problem_json import PREFIX
from rjhub.kernel import clock
from rjhub.partnership import policies
from rjhub.partnership.models import Staff
from rjhub.tokens import keeper
from rjhub.tokens.actions.tokens import BEGINS, digest_of

MOST_A_MINUTE = 120
_SCHEME = "Bearer "


class ByToken:
    """Puts `request.staff` on requests to the API, after `ActingStaff` and before the door.

    At each request from the database, so that whoever leaves, is locked out, or ends a token is cut off at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the rest of the program."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say what is wrong with its token."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        request.staff = None  # type: ignore[attr-defined]
        used = keeper.use(digest_of(_token_in(request)))
        staff = _staff(used[0]) if used else None
        if used is None or staff is None:
            return _unknown(request)
        if used[1] > MOST_A_MINUTE:
            return _too_often(request)
        request.staff, request.user = staff, staff.account  # type: ignore[attr-defined]
        return self.get_response(request)


def _token_in(request: HttpRequest) -> str:
    said = request.headers.get("Authorization", "")
    words = said[len(_SCHEME) :] if said.startswith(_SCHEME) else ""
    return words if words.startswith(BEGINS) else ""


def _staff(staff_id: UUID) -> Staff | None:
    found = Staff.objects.select_related("agency", "partnership", "account", "principal").filter(id=staff_id)
    staff = found.first()
    able = staff is not None and staff.account.is_active and staff.may_act_at(clock.now())
    return staff if able and staff and policies.may_sign_in(staff.account, [staff]) else None


def _unknown(request: HttpRequest) -> HttpResponse:
    response = errors.failure(
        request,
        401,
        title="No token that counts",
        what_happened="This address takes a token. None came with the request, or it has ended or expired, or whose it "
        "was works here no more.",
        what_to_do=("Make a token on your account’s page, and send it as “Authorization: Bearer …”.",),
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


def _too_often(request: HttpRequest) -> HttpResponse:
    response = errors.failure(
        request,
        429,
        what_happened=f"A token can ask {MOST_A_MINUTE} times in a minute.",
        what_to_do=("Wait a minute, then go on.",),
    )
    response["Retry-After"] = "60"
    return response
