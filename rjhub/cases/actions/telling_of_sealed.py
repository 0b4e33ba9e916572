"""A referral that may be about a sealed case: nobody else learns of the case, so who is named there is told."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import queries
from rjhub.cases.actions.attaching import as_the_program
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.models import Case, Task
from rjhub.kernel import clock
from rjhub.referrals.models import Referral
from rjhub.referrals.queries import similar
from rjhub.sharing.models import Sealing

MAY_BE_ABOUT_IT = "may_be_about_it"


@transaction.atomic
def tell_of(referral_id: UUID, partnership_id: int, *, at: datetime) -> int:
    """Give each sealed case whose incident a new referral may be about a task, once. Answers how many got one."""
    with as_the_program(partnership_id):
        sealed = set(
            Sealing.objects.filter(partnership_id=partnership_id, ended_at=None).values_list(
                "file_id", flat=True
            )
        )
        referral = Referral.objects.select_related("hub").filter(id=referral_id).first() if sealed else None
        if referral is None:
            return 0
        likely = [one for one in similar.candidates_for(referral) if one.is_likely and one.account]
        files = {one.account.referral.file_id for one in likely if one.account} & sealed
        cases = queries.cases_of_files(files).values()
        return sum(_tell(queries.lock_case(case), referral, at=at) for case in cases)


def _tell(case: Case, referral: Referral, *, at: datetime) -> bool:
    if Task.objects.filter(case=case, kind=MAY_BE_ABOUT_IT, subject_id=referral.id).exists():
        return False
    told = ToDo(
        kind=MAY_BE_ABOUT_IT,
        words=f"Another referral may be about this sealed case: {referral.reference}, at the {referral.hub.name}. "
        "See to it before anybody else takes it on",
        address=f"/referrals/{referral.reference}/duplicates",
        due_on=clock.day_of(at),
        subject_id=referral.id,
    )
    give_task(case, told, to=case.hub.coordinators_id, at=at)
    return True
