"""When this, then that: what follows in one room from a fact that another announces.

A reaction runs in the transaction of the announcement, so either both happen or neither.
"""

from collections.abc import Callable
from typing import Any

from rjhub.cases.actions import cancelling, leaving, taking_on
from rjhub.partnership.announcements import RoleEnded, StaffLeft
from rjhub.people.announcements import StopRecorded
from rjhub.referrals import jobs
from rjhub.referrals.announcements import ImportConfirmed, ReferralAccepted
from rjhub.tasks import announcing

REACTIONS: dict[type, list[Callable[[Any], object]]] = {
    ImportConfirmed: [jobs.import_later],
    ReferralAccepted: [taking_on.open_case_of],
    RoleEnded: [leaving.give_back_what_a_role_held],
    StaffLeft: [leaving.give_back_cases],
    StopRecorded: [cancelling.cancel_meetings_after_a_no],
}


def register() -> None:
    """Make the table known to whoever announces."""
    announcing.use(REACTIONS)
