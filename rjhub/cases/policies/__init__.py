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
from rjhub.cases.policies.responsibility import (
    may_answer_allocation,
    may_answer_handover,
    may_hand_over,
    may_reopen,
)

__all__ = [
    "coordinates",
    "facilitates",
    "is_open",
    "may_answer_allocation",
    "may_answer_handover",
    "may_contact",
    "may_coordinate",
    "may_hand_over",
    "may_read_case",
    "may_reopen",
    "may_supervise",
    "may_work_on",
    "supervises",
]
