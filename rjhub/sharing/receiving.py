"""Which receipts an agency was given, and who keeps them there."""

from datetime import date

from rjhub.kernel import clock
from rjhub.partnership.models import Agency, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing.models import ReceiptGiven

SHOWN = 20


def given_to(agency: Agency) -> list[ReceiptGiven]:
    """The receipts that an agency was given last, newest first."""
    given = ReceiptGiven.objects.filter(agency=agency).select_related("taken_by__account", "taken_by__agency")
    return list(given.order_by("-given_at", "-id")[:SHOWN])


def agencies_on(day: date) -> list[Agency]:
    """Every agency of every partnership that exists on a day."""
    everybody = Agency.objects.select_related("partnership").order_by("partnership__code", "code")
    return [agency for agency in everybody if agency.exists_on(day)]


def keepers_of(agency: Agency) -> list[str]:
    """Where an agency's receipts are mailed: to its information officers, else to the agency itself."""
    staff = Staff.objects.filter(agency=agency, account__is_active=True).select_related("account", "agency")
    now = clock.now()
    addresses = sorted(
        {
            each.account.email
            for each in staff.prefetch_related("roles")
            if each.may_act_at(now) and each.holds(Role.INFORMATION_OFFICER)
        }
    )
    return addresses or [address for address in [agency.contact_email] if address]
