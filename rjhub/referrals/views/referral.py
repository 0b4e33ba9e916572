"""One referral: the hub sees both sides, whoever sent it what they said."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rjhub.partnership.middleware import StaffRequest
from rjhub.referrals import policies
from rjhub.referrals.queries import referrals
from rjhub.referrals.views import hub, sent


@require_GET
def referral(request: StaffRequest, reference: str) -> HttpResponse:
    """A referral, as the one who asks may see it."""
    found = referrals.find_referral(request.staff, reference)
    if policies.sent_it(request.staff, found) and not policies.coordinates(request.staff, found):
        return sent.own(request, found)
    return hub.received(request, found)
