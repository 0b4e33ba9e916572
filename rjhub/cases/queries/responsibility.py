"""Reading who does what on a case: facilitators asked and accepted, and hand-overs."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404

from rjhub.cases.models import Allocation, Case, Handover
from rjhub.kernel import clock
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.sharing import queries as sharing_queries
from rjhub.sharing.models import Grant, Sealing

MOST_OWN = 100


def find_allocation(staff: Staff, allocation_id: UUID) -> Allocation:
    """The door to an allocation that somebody was asked to answer. Raises Http404 for anybody else's."""
    found = (
        Allocation.objects.filter(
            partnership_id=staff.partnership_id, id=allocation_id, facilitator=staff, ended_at=None
        )
        .select_related("facilitator__account", "agency", "allocated_by__account")
        .first()
    )
    if found is None:
        raise Http404
    return found


def allocations_to(staff: Staff) -> list[Allocation]:
    """What somebody was asked to facilitate, newest first; until they accept, they see no case with it."""
    found = Allocation.objects.filter(
        partnership_id=staff.partnership_id, facilitator=staff, ended_at=None, declined_at=None
    )
    every = list(found.order_by("-allocated_at", "-id")[:MOST_OWN])
    cases = {
        one.id: one
        for one in Case.objects.filter(
            partnership_id=staff.partnership_id, id__in=[each.case_id for each in every]
        ).select_related("pathway", "hub")
    }
    for each in every:
        if each.case_id in cases:
            each.case = cases[each.case_id]
    return [each for each in every if each.accepted_at is None or each.case_id in cases]


def lock_allocation(allocation: Allocation) -> Allocation:
    """An allocation as it stands now, locked until the end of the transaction."""
    return (
        Allocation.objects.select_for_update(of=("self",))
        .select_related("facilitator__account", "facilitator__agency", "facilitator__principal")
        .get(partnership_id=allocation.partnership_id, id=allocation.id)
    )


def facilitators_of(partnership_id: int) -> list[Staff]:
    """Everybody in a partnership who facilitates today, with their agencies, by name."""
    return staff_of(partnership_id, Role.FACILITATOR)


def find_handover(staff: Staff, handover_id: UUID) -> Handover:
    """The door to a hand-over that somebody was asked to answer. Raises Http404 for anybody else's."""
    found = (
        Handover.objects.filter(partnership_id=staff.partnership_id, id=handover_id, to_staff=staff)
        .select_related("from_staff__account", "from_staff__agency")
        .first()
    )
    if found is None:
        raise Http404
    return found


def lock_handover(handover: Handover) -> Handover:
    """A hand-over as it stands now, locked until the end of the transaction."""
    return Handover.objects.select_for_update(of=("self",)).get(
        partnership_id=handover.partnership_id, id=handover.id
    )


def open_handover(case: Case) -> Handover | None:
    """The hand-over that somebody has been asked to accept and has not answered, if any."""
    return (
        Handover.objects.filter(case=case, accepted_at=None, declined_at=None)
        .select_related("to_staff__account", "to_staff__agency")
        .first()
    )


def staff_of(partnership_id: int, *roles: Role) -> list[Staff]:
    """Everybody in a partnership who works there today in any of these roles (all, without roles), by name."""
    today = clock.today()
    found = Staff.objects.filter(partnership_id=partnership_id, account__is_active=True)
    if roles:
        found = found.filter(roles__role__in=roles, roles__ended_at=None)
    found = found.select_related("account", "agency", "principal").distinct().order_by("account__name", "id")
    return [staff for staff in found if staff.works_on(today)]


def sealing_of(case: Case) -> Sealing | None:
    """The sealing of a case that counts today, if it is sealed."""
    return sharing_queries.sealing_of(case.file)


def people_let_in(case: Case) -> list[Staff]:
    """The members of staff who were granted something of a case one by one, by name."""
    holders = Grant.objects.filter(
        Q(until=None) | Q(until__gt=clock.now()),
        partnership_id=case.partnership_id, file=case.file, ended_at=None,
    ).values("holder")  # fmt: skip
    found = Staff.objects.filter(partnership_id=case.partnership_id, principal__in=holders)
    return list(found.select_related("account", "agency", "principal").order_by("account__name", "id"))


def may_keep_seeing(case: Case) -> list[Staff]:
    """Who may be named when a case is sealed: whoever was let in to it, and the coordinators of its hub."""
    hub = staff_of(case.partnership_id, Role.COORDINATOR)
    coordinators = [
        one
        for one in hub
        if any(held.hub_id == case.hub_id and held.role == Role.COORDINATOR for held in one.current_roles())
    ]
    return list(dict.fromkeys([*coordinators, *people_let_in(case)]))
