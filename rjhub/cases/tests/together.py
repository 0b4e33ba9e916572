"""A case with something on every page of bringing people together."""

from datetime import timedelta

from rjhub.cases.actions.agreements import Report, Settled, report_agreement, settle_item
from rjhub.cases.actions.attending import Guest, invite_guest
from rjhub.cases.actions.follow_ups import Heard, follow_up_with
from rjhub.cases.actions.messages import approve_message, pass_message_on, return_message
from rjhub.cases.actions.preparing import Session, record_preparation
from rjhub.cases.models import Case, FollowUp
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.meeting import a_held_meeting, a_meeting
from rjhub.cases.tests.ready import side_of
from rjhub.cases.tests.test_agreements import an_agreement, an_item
from rjhub.cases.tests.test_messages import a_message
from rjhub.cases.vocabulary import AttendeeRole, ItemStatus
from rjhub.kernel import clock
from rjhub.partnership.models import Staff

# Whoever opens them, and the addresses below that of the case.
PAGES = {
    "Gareth Pugh": (
        "", "/preparation", "/people/ALICE/preparation/new", "/preparation/SESSION", "/meetings",
        "/meetings/HELD", "/meetings/HELD/record", "/meetings/PLANNED", "/meetings/PLANNED/booking",
        "/meetings/PLANNED/cancellation", "/meetings/PLANNED/people/new", "/meetings/PLANNED/people/JOAN",
        "/meetings/PLANNED/people/JOAN/removal", "/meetings/PLANNED/sheet", "/messages", "/messages/new",
        "/messages/PASSED", "/messages/APPROVED", "/messages/APPROVED/passing-on", "/messages/PASSED/response",
        "/messages/PASSED/answers/new", "/messages/RETURNED", "/messages/RETURNED/again",
        "/messages/APPROVED/taking-back", "/agreements", "/agreements/new", "/agreements/AGREEMENT",
        "/agreements/AGREEMENT/items/new", "/agreements/AGREEMENT/items/ITEM",
        "/agreements/AGREEMENT/items/ITEM/settling", "/agreements/AGREEMENT/people/ALICE/report",
        "/follow-ups", "/follow-ups/FOLLOWUP", "/people/ALICE/follow-ups/new",
    ),
    "Sunita Rao": ("/messages/WRITTEN", "/messages/WRITTEN/review"),
}  # fmt: skip


def everything(case: Case, by: Staff) -> dict[str, str]:
    """Fill a ready case of whoever is at work; answers what stands for the capitals in an address."""
    found = prepared(case, by) | met(case, by) | agreed(case, by) | written(case, by)
    found["ALICE"] = side_of(case, "harmed").id
    return {name: str(key) for name, key in found.items()}


def prepared(case: Case, by: Staff) -> dict[str, object]:
    alice = Session(
        held_on=clock.today(), ready=True, place="Bognor Regis hub", questions="Why our house? Did he watch us?",
        hopes="To sleep again", fears="That he comes back", supporters="Her sister Joan",
        supporters_prepared=False, ground_rules="Nobody shouts", practical="A room without stairs",
    )  # fmt: skip
    kyle = Session(held_on=clock.today(), ready=False, questions="To say sorry", hopes="To be forgiven")
    record_preparation(side_of(case, "responsible"), kyle, by=by, at=clock.now())
    return {"SESSION": record_preparation(side_of(case, "harmed"), alice, by=by, at=clock.now()).id}


def met(case: Case, by: Staff) -> dict[str, object]:
    held = a_held_meeting(case, by, incident="The fire alarm rang, and all went out by the back.")
    follow_ups = FollowUp.objects.filter(case=case, side="harmed").order_by("due_on")
    heard = Heard(done_on=clock.today(), how_they_are="She sleeps again.", feedback_offered=True)
    follow_up_with(follow_ups[0], heard, by=by, at=clock.now())
    planned = a_meeting(case, by)
    joan = Guest(role=AttendeeRole.HARMED_SUPPORTER, name="Joan Fenwick", notes="Her sister")
    seat = invite_guest(planned, joan, by=by, at=clock.now())
    return {"HELD": held.id, "PLANNED": planned.id, "JOAN": seat.id, "FOLLOWUP": follow_ups[1].id}


def agreed(case: Case, by: Staff) -> dict[str, object]:
    agreement = an_agreement(case, by)
    kept = an_item(case, agreement, by, words="A letter to her daughter", action="written_apology")
    yesterday = clock.today() - timedelta(days=1)
    done = Settled(status=ItemStatus.DONE, settled_on=yesterday, evidence="The letter came.")
    settle_item(kept, done, version=1, by=by, at=clock.now())
    report = Report(told_on=yesterday, note="She was glad.")
    report_agreement(agreement, side_of(case, "harmed"), report, by=by, at=clock.now())
    late = an_item(case, agreement, by, due_on=yesterday)
    return {"AGREEMENT": agreement.id, "ITEM": late.id}


def written(case: Case, by: Staff) -> dict[str, object]:
    messages = [a_message(case, by) for _ in range(3)]
    found = a_message(case, by, words="You can ring me on 07700 900123.", sender="harmed")
    sunita = member("Sunita Rao")
    with at_work(sunita):
        for message in messages[:2]:
            approve_message(message, note="", by=sunita, at=clock.now())
        return_message(messages[2], note="Leave out the excuse.", by=sunita, at=clock.now())
    pass_message_on(
        messages[0], passed_on_at=clock.now(), response="She read it twice.", by=by, at=clock.now()
    )
    return {
        "PASSED": messages[0].id, "APPROVED": messages[1].id, "RETURNED": messages[2].id, "WRITTEN": found.id
    }  # fmt: skip
