"""Naming who is there for whom: the one contact of a person harmed, and the supervisor of the case."""

from datetime import datetime

from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions import access
from rjhub.cases.actions.risk_tasks import ask_to_sign_off
from rjhub.cases.actions.tasks import end_tasks
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Party
from rjhub.kernel.decisions import all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing.actions.granting import Scope
from rjhub.sharing.vocabulary import Category, Purpose, Side


@transaction.atomic
def name_contact(party: Party, *, contact: Staff, by: Staff, at: datetime) -> Party:
    """Name the one member of staff who speaks with a person throughout. Whoever it was before is let go.

    Raises Refused if this person may not, or if the contact's agency stands on the other side of the wall.
    """
    case = queries.lock_case(party.case)
    all_of(
        policies.may_coordinate(by, case),
        policies.may_speak_for(contact, party),
        policies.knows_nobody(contact, case),
    ).or_refuse()
    before = party.named_contact
    party.named_contact = contact
    party.save(update_fields=["named_contact"])
    scope = Scope(
        purpose=Purpose.CONTACT, sides=(Side(party.side), Side.NEUTRAL),
        categories=(
            Category.IDENTITY, Category.CONTACT, Category.SAFETY, Category.CASEWORK, Category.OFFENCE,
            Category.AGREEMENT,
        ),
    )  # fmt: skip
    if before is not None and before != contact:
        access.let_go(case, before, purpose=Purpose.CONTACT, by=by, at=at)
    access.let_in_to(party, contact, scope=scope, by=by, at=at)
    end_tasks(case, "name_contact", by=by, at=at)
    happened("cases:party:name_contact", case=case, by=by, at=at, row=party, detail=contact.name)
    return party


@transaction.atomic
def name_supervisor(case: Case, *, supervisor: Staff, by: Staff, at: datetime) -> Case:
    """Name who supervises the work on a case and signs it off.

    Raises Refused if this person may not, if the supervisor is none, or facilitates the case.
    """
    case = queries.lock_case(case)
    facilitating = queries.allocations_in_force(case).filter(facilitator=supervisor).exists()
    all_of(
        policies.may_coordinate(by, case),
        policies.knows_nobody(supervisor, case),
        allow_if(supervisor.holds(Role.SUPERVISOR), f"{supervisor.name} is not a supervisor."),
        allow_if(
            not facilitating, f"{supervisor.name} facilitates this case, so somebody else supervises it."
        ),
    ).or_refuse()
    before = case.supervisor
    case.supervisor, case.updated_at = supervisor, at
    case.version += 1
    case.save(update_fields=["supervisor", "updated_at", "version"])
    if before is not None and before != supervisor:
        access.let_go(case, before, purpose=Purpose.SUPERVISE, by=by, at=at)
    access.let_in(case, supervisor, scope=access.SUPERVISE, by=by, at=at)
    end_tasks(case, "name_supervisor", by=by, at=at)
    ask_to_sign_off(case, by=by, at=at)
    happened("cases:case:name_supervisor", case=case, by=by, at=at, detail=supervisor.name)
    return case
