"""Who may do what on a case, and whether its state allows it. Every rule answers with its reason."""

from rjhub.cases.policies.case import (
    coordinates,
    facilitates,
    is_open,
    may_contact,
    may_coordinate,
    may_read_case,
    may_supervise,
    may_work_on,
    supervises,
)

__all__ = [
    "coordinates",
    "facilitates",
    "is_open",
    "may_contact",
    "may_coordinate",
    "may_read_case",
    "may_supervise",
    "may_work_on",
    "supervises",
]
