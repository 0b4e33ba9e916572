"""Reading cases, always through what the reader may see. A module for each part of the work."""

from rjhub.cases.queries.case import (
    TIMELINE_PAGE,
    allocations_in_force,
    contacts_of,
    events_of,
    find_case_for,
    find_party,
    find_task,
    lock_case,
    moves_of,
    open_tasks_of,
    page_of_events,
    parties_of,
    safe_contact_of,
    stands_in_the_way,
)
from rjhub.cases.queries.ending import (
    open_pause,
    open_transfer,
)
from rjhub.cases.queries.responsibility import (
    facilitators_of,
    find_allocation,
    find_handover,
    lock_allocation,
    lock_handover,
    open_handover,
    staff_of,
)

__all__ = [
    "TIMELINE_PAGE",
    "allocations_in_force",
    "contacts_of",
    "events_of",
    "facilitators_of",
    "find_allocation",
    "find_case_for",
    "find_handover",
    "find_party",
    "find_task",
    "lock_allocation",
    "lock_case",
    "lock_handover",
    "moves_of",
    "open_handover",
    "open_pause",
    "open_tasks_of",
    "open_transfer",
    "page_of_events",
    "parties_of",
    "safe_contact_of",
    "staff_of",
    "stands_in_the_way",
]
