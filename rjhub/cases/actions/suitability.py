"""Assessing whether restorative justice suits somebody: in words, with a result that a person decides."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.safeguards import made_already
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Party, SuitabilityAssessment
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import Suitability, WordsPlace
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Category


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """What an assessment found. `acknowledges` is asked only of a person responsible."""

    result: Suitability
    why: str
    assessed_on: date
    wishes: str
    motivation: str
    impact: str
    expectations: str
    safety: str
    support: str
    acknowledges: str = ""
    practical: str = ""


@transaction.atomic
def assess_suitability(
    party: Party, assessed: Assessed, *, by: Staff, at: datetime, key: UUID | None = None
) -> SuitabilityAssessment:
    """Write down an assessment of somebody; the earlier ones stay, the newest counts.

    Raises Refused if this person may not, or if they have not agreed to be assessed. A result of "not suitable" gives
    the hub a task to decide how the case goes on.
    """
    case = queries.lock_case(party.case)
    made = made_already(SuitabilityAssessment, case.partnership_id, key)
    if made is not None:
        return made
    party = queries.as_it_stands(party)
    all_of(
        policies.may_assess(by, case, party),
        policies.not_in_the_future(assessed.assessed_on, clock.day_of(at)),
    ).or_refuse()
    written = [value for value in asdict(assessed).values() if isinstance(value, str)]
    wording.let_through(case.id, WordsPlace.PREPARATION, *written)
    row = SuitabilityAssessment.objects.create(
        **party.row(Category.STATEMENT),
        **asdict(assessed),
        assessed_by=by,
        recorded_at=at,
        submission_key=key,
    )
    happened(
        "cases:suitability:assess", case=case, by=by, at=at, row=row, detail=assessed.result.label.lower()
    )
    if assessed.result == Suitability.UNSUITABLE:
        to_do = ToDo(
            kind="not_suitable",
            words="Decide how the case goes on: somebody was assessed as not suitable",
            address=f"/cases/{case.reference}/suitability",
            subject_id=party.id,
        )
        give_task(case, to_do, to=case.hub.coordinators_id, at=at)
    return row
