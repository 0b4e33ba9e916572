"""What people acknowledge: three separate answers, dated. The newest counts."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.cancelling import cancel_planned_meeting
from rjhub.cases.actions.safeguards import made_already
from rjhub.cases.happenings import happened
from rjhub.cases.models import Acknowledgement, Party
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import WordsPlace
from rjhub.kernel import clock
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing.vocabulary import Side


@dataclass(frozen=True, kw_only=True)
class Acknowledged:
    """What somebody answered. `responsibility` is asked only of a person responsible."""

    facts: bool
    willing: bool
    acknowledged_on: date
    responsibility: bool | None = None
    note: str = ""


@transaction.atomic
def record_acknowledgement(
    party: Party, said: Acknowledged, *, by: Staff, at: datetime, key: UUID | None = None
) -> Acknowledgement:
    """Write down what somebody acknowledges now. What they said before stays on record.

    Who no longer acknowledges the facts, or is no longer willing, does not meet: a planned meeting is cancelled.
    Raises Refused if this person may not, or if responsibility is asked of the wrong side.
    """
    case = queries.lock_case(party.case)
    made = made_already(Acknowledgement, case.partnership_id, key)
    if made is not None:
        return made
    party = queries.as_it_stands(party)
    asked = (said.responsibility is not None) == (party.side == Side.RESPONSIBLE)
    all_of(
        policies.may_record_acknowledgement(by, case, party),
        policies.not_in_the_future(said.acknowledged_on, clock.day_of(at)),
        allow_if(asked, "Only a person responsible is asked whether they take responsibility."),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.PREPARATION, said.note)
    if not (said.facts and said.willing):
        cancel_planned_meeting(case, why="Somebody no longer agrees to it.", by=by, at=at)
    row = Acknowledgement.objects.create(
        **party.row(), **asdict(said), recorded_at=at, recorded_by=by, submission_key=key
    )
    happened("cases:acknowledgement:record", case=case, by=by, at=at, row=row, detail=_detail(said))
    return row


def _detail(said: Acknowledged) -> str:
    facts = "acknowledges them" if said.facts else "does not acknowledge them"
    return f"{facts}, {'willing' if said.willing else 'not willing'}"
