"""Reading plans. The database shows them to whoever asked for them, and to nobody else."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from rjhub.allocation.models import Plan, Proposal, Weighing, Wish
from rjhub.allocation.needs import USUAL, Weights
from rjhub.allocation.vocabulary import Aim, Became, State
from rjhub.cases.models import Allocation, Case
from rjhub.partnership.models import Hub, Staff
from rjhub.partnership.vocabulary import Role

HISTORY, REPORTED = 20, 200


def hubs_of(staff: Staff) -> list[Hub]:
    """The hubs that somebody coordinates."""
    ids = [one.hub_id for one in staff.current_roles() if one.role == Role.COORDINATOR and one.hub_id]
    return list(Hub.objects.filter(partnership_id=staff.partnership_id, id__in=ids).order_by("name"))


def newest_plan(staff: Staff, *, ready: bool = False) -> Plan | None:
    """Somebody's newest plan; with `ready`, the newest that was made."""
    found = Plan.objects.filter(partnership_id=staff.partnership_id, asked_by=staff)
    if ready:
        found = found.filter(state=State.READY)
    return found.order_by("-asked_at", "-id").first()


def plan_for(staff: Staff, plan_id: UUID) -> Plan:
    """A plan that somebody asked for. Raises Http404 for anybody else's."""
    found = Plan.objects.filter(partnership_id=staff.partnership_id, asked_by=staff, id=plan_id)
    plan = found.select_related("weighing").first()
    if plan is None:
        raise Http404
    return plan


def proposals_of(plan: Plan) -> list[Proposal]:
    """What a plan proposes, the most urgent case first."""
    found = Proposal.objects.filter(plan=plan).select_related(
        "lead__account", "lead__agency", "second__account", "second__agency",
        "chosen_lead__account", "chosen_second__account",
    )  # fmt: skip
    return list(found.order_by("place", "id"))


def proposal_for(plan: Plan, proposal_id: UUID) -> Proposal:
    """One proposal of a plan. Raises Http404."""
    found = next((one for one in proposals_of(plan) if one.id == proposal_id), None)
    if found is None:
        raise Http404
    return found


def lock_proposal(proposal: Proposal) -> Proposal:
    """A proposal as it stands now, locked until the end of the transaction."""
    found = Proposal.objects.select_for_update(of=("self",))
    return found.select_related(
        "lead__account",
        "lead__agency",
        "lead__principal",
        "second__account",
        "second__agency",
        "second__principal",
    ).get(id=proposal.id)


def cases_of(proposals: list[Proposal]) -> dict[UUID, Case]:
    """The cases of proposals, as far as the reader still sees them."""
    found = Case.objects.filter(id__in=[one.case_id for one in proposals]).select_related(
        "hub", "pathway", "file"
    )
    return {case.id: case for case in found.defer("pathway__text")}


def names_of(partnership_id: int, ids: set[UUID]) -> dict[UUID, str]:
    """What people at work are called, with their agencies."""
    found = Staff.objects.filter(partnership_id=partnership_id, id__in=ids).select_related(
        "account", "agency"
    )
    return {one.id: f"{one.name}, {one.agency.short_name}" for one in found}


def weighing_now(partnership_id: int) -> Weighing | None:
    """The weights that count; without any, the usual ones do."""
    return weighings(partnership_id).first()


def weighings(partnership_id: int) -> QuerySet[Weighing]:
    """All weights that a partnership ever had, the newest first."""
    found = Weighing.objects.filter(partnership_id=partnership_id).select_related("set_by__account")
    return found.order_by("-set_at", "-id")


def weights_of(weighing: Weighing | None) -> Weights:
    """Points for each aim."""
    return USUAL if weighing is None else {aim: getattr(weighing, aim.value) for aim in Aim}


def wishes_of(staff: Staff, cases: list[UUID] | None = None) -> QuerySet[Wish]:
    """What somebody asked of their plans, and has not taken back."""
    found = Wish.objects.filter(partnership_id=staff.partnership_id, asked_by=staff, ended_at=None)
    found = found if cases is None else found.filter(case_id__in=cases)
    return found.select_related("staff__account", "staff__agency").order_by("asked_at", "id")


def decided_otherwise(staff: Staff) -> list[Proposal]:
    """Proposals about which somebody decided otherwise, the newest first."""
    found = Proposal.objects.filter(
        partnership_id=staff.partnership_id, asked_by=staff, became=Became.OTHERWISE
    ).select_related("lead__account", "second__account", "chosen_lead__account", "chosen_second__account")
    return list(found.order_by("-decided_at", "-id")[:REPORTED])


def counted(staff: Staff) -> dict[str, int]:
    """How many proposals somebody accepted, and about how many they decided otherwise."""
    found = Proposal.objects.filter(partnership_id=staff.partnership_id, asked_by=staff).exclude(became="")
    counts: dict[str, int] = {}
    for became in found.values_list("became", flat=True):
        counts[became] = counts.get(became, 0) + 1
    return counts


def reasons_of(proposals: list[Proposal]) -> dict[tuple[UUID, datetime], str]:
    """Why it was decided otherwise, as it stands with the allocations, by case and moment."""
    found = Allocation.objects.filter(case_id__in=[one.case_id for one in proposals]).exclude(override="")
    return {(one.case_id, one.allocated_at): one.override for one in found.order_by("allocated_at", "id")}
