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

__all__ = [
    "TIMELINE_PAGE",
    "allocations_in_force",
    "contacts_of",
    "events_of",
    "find_case_for",
    "find_party",
    "find_task",
    "lock_case",
    "moves_of",
    "open_tasks_of",
    "page_of_events",
    "parties_of",
    "safe_contact_of",
    "stands_in_the_way",
]
