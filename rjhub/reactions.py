"""When this, then that: what follows in one room from a fact that another announces.

A reaction runs in the transaction of the announcement, so either both happen or neither.
"""

from collections.abc import Callable
from typing import Any

from rjhub.allocation import jobs as planning
from rjhub.allocation.announcements import PlanAsked
from rjhub.asking.actions import forgetting as asked
from rjhub.asking.actions import ledger as approached
from rjhub.asking.announcements import ApproachRecorded
from rjhub.cases import jobs as cases_later
from rjhub.cases.actions import attaching, cancelling, leaving, ledger, letters, taking_on
from rjhub.cases.announcements import CaseHappened
from rjhub.feedback.actions import following as feedback
from rjhub.feedback.actions import planning as surveys_due
from rjhub.feedback.actions import sending as surveys
from rjhub.letters import jobs as sending
from rjhub.letters.actions import settling
from rjhub.letters.announcements import LetterChanged
from rjhub.matching.actions import forgetting
from rjhub.offers import jobs as noes
from rjhub.offers.actions import following
from rjhub.partnership.announcements import RoleEnded, StaffLeft
from rjhub.people.announcements import (
    ContactChanged,
    RecordErased,
    RecordsJoined,
    SafeContactConfirmed,
    StopLifted,
    StopRecorded,
)
from rjhub.referrals import jobs
from rjhub.referrals.actions import ledger as referred
from rjhub.referrals.announcements import (
    ImportConfirmed,
    ReferralAccepted,
    ReferralDeclined,
    ReferralJoined,
    ReferralReceived,
    ReferralWithdrawn,
)
from rjhub.tasks import announcing

REACTIONS: dict[type, list[Callable[[Any], object]]] = {
    ApproachRecorded: [approached.note_approach],
    CaseHappened: [ledger.note_happening, surveys_due.note_happening],
    ContactChanged: [settling.stop_what_waits],
    ImportConfirmed: [jobs.import_later],
    LetterChanged: [sending.send_later, letters.note_letter, following.note_letter, surveys.note_letter],
    PlanAsked: [planning.make_plan_later],
    RecordErased: [forgetting.forget_pairs, asked.forget_questions, feedback.forget, noes.write_later],
    RecordsJoined: [cancelling.cancel_meetings_after_a_no, settling.stop_what_waits, noes.write_later],
    ReferralAccepted: [taking_on.open_case_of, attaching.attach_what_waited],
    ReferralDeclined: [jobs.loosen_later],
    ReferralJoined: [attaching.attach_joined],
    ReferralReceived: [referred.note_referral, jobs.look_later, cases_later.look_among_sealed_later],
    ReferralWithdrawn: [jobs.loosen_later],
    RoleEnded: [leaving.give_back_what_a_role_held],
    SafeContactConfirmed: [settling.stop_what_waits],
    StaffLeft: [leaving.give_back_cases],
    StopLifted: [following.note_noes],
    StopRecorded: [
        cancelling.cancel_meetings_after_a_no,
        settling.stop_what_waits,
        following.note_noes,
        feedback.stop_asking,
        noes.write_later,
    ],
}


def register() -> None:
    """Make the table known to whoever announces."""
    announcing.use(REACTIONS)
