"""States that pass before a walk comes to them: each is brought about as people would, looked at, and taken back.

A state gives who sees it, in which browser, and at which addresses, and goes on when these have been looked at.
"""

from collections.abc import Callable, Iterator

from tests.looks.scenes import Scene
from tests.looks.states import (
    asking,
    at_the_hub,
    counting,
    gathering,
    kept_out,
    offers,
    planning,
    standing_still,
    watching,
    working,
)

State = Callable[[], Iterator[Scene]]
EVERY: tuple[State, ...] = (
    asking.in_ones_own_area,
    asking.in_another_area,
    gathering.words_that_wait,
    gathering.an_agency_elsewhere,
    gathering.referred_twice,
    gathering.typed_in_two_windows,
    gathering.duties_that_are_late,
    gathering.letters_on_their_way,
    working.asked_to_decide,
    working.messages_to_read,
    working.a_case_that_pauses,
    working.reports_to_court,
    kept_out.somebody_knows_somebody,
    kept_out.a_sealed_case,
    kept_out.an_emergency,
    offers.to_come_back_to,
    offers.an_exception,
    offers.an_erased_record,
    offers.records_of_one_person,
    watching.unusual_reading,
    watching.where_somebody_lives,
    watching.the_next_agreement,
    watching.a_program_of_ones_own,
    watching.a_receipt,
    at_the_hub.a_hub_meeting_to_come,
    at_the_hub.a_hub_meeting_that_goes_on,
    at_the_hub.a_hub_meeting_that_is_over,
    planning.a_plan_that_is_asked_for,
    planning.a_plan_to_decide_on,
    planning.a_plan_that_cannot_be_made,
    planning.when_somebody_can,
    planning.hours_of_learning,
    counting.returns_that_were_submitted,
    counting.figures_and_the_cases_behind_them,
    counting.asked_how_it_was,
    standing_still.with_a_whole_register,
    standing_still.without_a_register,
)
