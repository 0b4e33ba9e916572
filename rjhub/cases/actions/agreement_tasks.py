"""Who has to do what next about an agreement. For the actions on agreements."""

from datetime import date, datetime

from rjhub.cases import clocks, pathways, queries
from rjhub.cases.actions.holding import AGREEMENT
from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.gates.bringing_together import told as is_told
from rjhub.cases.gates.state import CaseState
from rjhub.cases.models import Agreement, AgreementItem, Case
from rjhub.cases.vocabulary import ItemStatus, TaskStatus
from rjhub.design.words import capital
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.parts import Clock
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Event
from rjhub.sharing.vocabulary import Side

CHECK, LOOK, TELL = "agreement_item", "agreement_review", "tell_about_agreement"


def agreed(case: Case, agreement: Agreement, *, by: Staff, at: datetime) -> None:
    """An agreement is written down: the facilitators look at it when the pathway's clock says."""
    end_tasks(case, AGREEMENT, by=by, at=at)
    found = None if agreement.nothing_wanted else _clock(case)
    if found is not None:
        words = capital(found.label)
        to_do = _to_do(case, agreement, LOOK, words, _due(found, agreement))
        give_task(case, to_do, to=clocks.holder_of(found, case), at=at)


def to_be_checked(case: Case, item: AgreementItem, *, by: Staff, at: datetime) -> None:
    """Somebody has to see whether an item is done: on its own day, or when the pathway's clock says."""
    end_tasks(case, CHECK, by=by, at=at, subject_id=item.id, status=TaskStatus.DROPPED)
    found = _clock(case)
    due = item.due_on or (_due(found, item.agreement) if found else None)
    to_do = ToDo(
        kind=CHECK,
        words="See whether something that was agreed is done",
        address=f"/cases/{case.reference}/agreements/{item.agreement_id}/items/{item.id}/settling",
        due_on=due,
        subject_id=item.id,
    )
    give_task(case, to_do, to=item.checked_by.principal_id, at=at)


def settled(case: Case, item: AgreementItem, *, by: Staff, at: datetime) -> None:
    """An item is settled, or open again: whoever speaks with the people harmed may have to tell them."""
    if item.status == ItemStatus.OPEN:
        to_be_checked(case, item, by=by, at=at)
        return
    end_tasks(case, CHECK, by=by, at=at, subject_id=item.id)
    nothing_open = not queries.open_items(item.agreement)
    if nothing_open:
        end_tasks(case, LOOK, by=by, at=at, subject_id=item.agreement_id)
    if nothing_open or item.status == ItemStatus.NOT_DONE:
        words = f"Tell the {pathways.pathway_of(case).words.harmed} whether the agreement was kept"
        to_do = _to_do(case, item.agreement, TELL, words, clock.day_of(at))
        for party in CaseState(case).going(Side.HARMED):
            give_task(case, to_do, to=queries.speaks_with(case, party), at=at)


def told(case: Case, agreement: Agreement, *, by: Staff, at: datetime) -> None:
    """Somebody was told: nobody has to tell anybody once all of them know the end."""
    state = CaseState(case)
    if all(is_told(state, agreement, party) for party in state.going(Side.HARMED)):
        end_tasks(case, TELL, by=by, at=at, subject_id=agreement.id)


def _clock(case: Case) -> Clock | None:
    found = rules.clock_for(pathways.pathway_of(case), StageKind.AGREEMENT)
    return found if found and found.starts == Event.AGREEMENT_MADE else None


def _due(found: Clock, agreement: Agreement) -> date:
    return clocks.due_on(found, since=clock.start_of(agreement.made_on))


def _to_do(case: Case, agreement: Agreement, kind: str, words: str, due: date) -> ToDo:
    address = f"/cases/{case.reference}/agreements/{agreement.id}"
    return ToDo(kind=kind, words=words, address=address, due_on=due, subject_id=agreement.id)
