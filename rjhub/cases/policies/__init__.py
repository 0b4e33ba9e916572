"""Who may do what on a case, and whether its state allows it. Every rule answers with its reason."""

from rjhub.cases.policies.assessing import (
    consent_fits,
    may_assess,
    may_record_acknowledgement,
    may_record_consent,
    may_record_withdrawal,
    not_in_the_future,
)
from rjhub.cases.policies.bringing_together import (
    goes_on,
    kinds_of_meeting,
    may_be_met,
    may_book_meeting,
    may_change_meeting,
    may_prepare,
    may_write_down_meeting,
    party_goes_on,
)
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
from rjhub.cases.policies.court import (
    initials_of,
    may_change_report,
    may_copy_report,
    names_nobody_harmed,
)
from rjhub.cases.policies.documents import (
    may_add_document,
    may_open_document,
)
from rjhub.cases.policies.information import (
    may_answer_request,
    may_be_asked,
)
from rjhub.cases.policies.messages import (
    between_the_sides,
    crosses_safely,
    may_pass_message_on,
    may_review_message,
    may_take_down_message,
    may_take_message_back,
    response_fits,
    stands_for,
)
from rjhub.cases.policies.responsibility import (
    may_answer_allocation,
    may_answer_handover,
    may_hand_over,
    may_reopen,
)

__all__ = [
    "between_the_sides",
    "consent_fits",
    "coordinates",
    "crosses_safely",
    "facilitates",
    "goes_on",
    "initials_of",
    "is_open",
    "kinds_of_meeting",
    "may_add_document",
    "may_answer_allocation",
    "may_answer_handover",
    "may_answer_request",
    "may_assess",
    "may_be_asked",
    "may_be_met",
    "may_book_meeting",
    "may_change_meeting",
    "may_change_report",
    "may_contact",
    "may_coordinate",
    "may_copy_report",
    "may_hand_over",
    "may_open_document",
    "may_pass_message_on",
    "may_prepare",
    "may_read_case",
    "may_record_acknowledgement",
    "may_record_consent",
    "may_record_withdrawal",
    "may_reopen",
    "may_review_message",
    "may_supervise",
    "may_take_down_message",
    "may_take_message_back",
    "may_work_on",
    "may_write_down_meeting",
    "names_nobody_harmed",
    "not_in_the_future",
    "party_goes_on",
    "response_fits",
    "stands_for",
    "supervises",
]
