"""Rules of documents: the wall round people harmed stands here, too, not only in what the database shows."""

from rjhub.cases.models import Case, Document
from rjhub.cases.policies.case import may_coordinate, may_work_on
from rjhub.design.words import day
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.vocabulary import Category, Side

BEHIND_THE_WALL = {Category.CONTACT, Category.SAFETY}


def may_add_document(staff: Staff, case: Case, side: str, category: str) -> Decision:
    """Adding a document of a side and category."""
    return all_of(may_work_on(staff, case), _this_side_of_the_wall(staff, side, category))


def may_open_document(staff: Staff, document: Document) -> Decision:
    """Opening a document that somebody can see, unless it was withdrawn."""
    return all_of(_this_side_of_the_wall(staff, document.side, document.category), is_not_withdrawn(document))


def may_withdraw_document(staff: Staff, case: Case, document: Document) -> Decision:
    """Withdrawing a document: whoever added it, while they work on the case, and the hub."""
    added = document.added_by_id == staff.id and may_work_on(staff, case)
    return all_of(
        allow_if(
            added or may_coordinate(staff, case),
            "Only whoever added a document, or the hub, can withdraw it.",
        ),
        is_not_withdrawn(document),
    )


def is_not_withdrawn(document: Document) -> Decision:
    """What was withdrawn is opened by nobody, whoever could see it before."""
    at = document.withdrawn_at
    return allow_if(
        at is None, f"This document was withdrawn on {day(at)}: {document.withdrawn_because}" if at else ""
    )


def _this_side_of_the_wall(staff: Staff, side: str, category: str) -> Decision:
    shut = side == Side.HARMED and category in BEHIND_THE_WALL
    return allow_if(
        not shut or staff.agency.works_with in {WorksWith.HARMED, WorksWith.BOTH},
        "Your agency works with people responsible, so it neither adds nor reads how people harmed can be reached "
        "or what keeps them safe. Give it to the hub.",
    )
