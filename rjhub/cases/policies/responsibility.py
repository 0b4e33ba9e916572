"""Who may take a case on, and who may hand it over."""

from rjhub.cases.models import Allocation, Case, Handover
from rjhub.cases.policies.case import coordinates, is_open, supervises
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.sharing import queries as sharing_queries


def may_answer_allocation(staff: Staff, allocation: Allocation) -> Decision:
    """Accepting or declining a case: whoever was asked, once."""
    return all_of(
        allow_if(allocation.facilitator_id == staff.id, "Only the person who was asked can answer."),
        allow_if(allocation.ended_at is None, "Somebody else was asked in the meantime."),
        allow_if(
            allocation.accepted_at is None and allocation.declined_at is None,
            "You have answered this already.",
        ),
    )


def may_answer_handover(staff: Staff, handover: Handover) -> Decision:
    """Accepting or declining to answer for a case: whoever was asked, once."""
    return all_of(
        allow_if(handover.to_staff_id == staff.id, "Only the person who was asked can answer."),
        allow_if(
            handover.accepted_at is None and handover.declined_at is None, "This has been answered already."
        ),
    )


def may_hand_over(staff: Staff, case: Case) -> Decision:
    """Asking somebody else to answer for a case: whoever does now, or the hub."""
    allowed = coordinates(staff, case) or case.answering_staff_id == staff.id
    return all_of(
        allow_if(allowed, "Only whoever answers for this case, or the hub, can hand it over."), is_open(case)
    )


def may_record_conflict(staff: Staff, case: Case) -> Decision:
    """Recording that somebody else knows somebody in a case, or that they do not: the hub, also after it has closed."""
    return allow_if(coordinates(staff, case), "Only a coordinator of the hub can do this.")


def may_seal(staff: Staff, case: Case) -> Decision:
    """Sealing a case, and opening it again: the hub, or the supervisor of the case."""
    return allow_if(
        coordinates(staff, case) or supervises(staff, case),
        "Only a coordinator of the hub, or the supervisor of the case, can do this.",
    )


def may_keep(case: Case, named: list[Staff]) -> Decision:
    """Who goes on seeing a sealed case: whoever answers for it, and at least one who coordinates it."""
    return all_of(
        allow_if(
            any(one.id == case.answering_staff_id for one in named),
            f"{case.answering_staff.name} answers for this case. Let them see it, or hand it over first.",
        ),
        allow_if(
            any(coordinates(one, case) for one in named), "Let at least one coordinator of the hub see it."
        ),
        *(knows_nobody(one, case) for one in named),
    )


def knows_nobody(staff: Staff, case: Case) -> Decision:
    """Being asked to do anything on a case: nobody who has a conflict of interest in it."""
    return allow_if(
        not sharing_queries.is_barred(staff, case.file),
        f"{staff.name} has a conflict of interest in this case.",
    )
