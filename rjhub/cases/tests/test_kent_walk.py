"""Kent's way before sentence, from the guilty plea to the sentence, and the two ways in which it stops short."""

from typing import Any

import pytest

from rjhub.cases.models import Event, Task
from rjhub.cases.tests.court import day
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.kent import FEMI, ROSALIND, SIMON, Walk
from rjhub.cases.vocabulary import TaskStatus
from rjhub.kernel import clock

pytestmark = pytest.mark.django_db
BEGINS = "2026-03-12T10:00:00Z"


@pytest.fixture
def walk(time_machine: Any) -> Walk:
    time_machine.move_to(BEGINS, tick=True)
    return Walk()


def as_far_as_the_report(walk: Walk) -> None:
    walk.found_at_court()
    walk.talk(FEMI, "harmed")
    walk.asked_and_answered()
    walk.go_on("suitability")
    walk.assessed()
    walk.go_on("court_report")


def test_from_the_guilty_plea_to_the_sentence(walk: Walk, time_machine: Any) -> None:
    as_far_as_the_report(walk)
    walk.held_back("deferral", "report")
    walk.report("suitability")
    walk.deferred()
    time_machine.move_to("2026-05-05T10:00:00Z", tick=True)
    walk.prepared()
    walk.go_on_to_meet()
    walk.held_back("agreement", "does not lead there")
    walk.go_on("sentence_report")
    walk.held_back("agreement", "report")
    walk.report("outcome", findings="They met on 5 May 2026. AF was told why it was her house.")
    walk.sentenced()
    walk.go_on("agreement")
    assert (walk.now().cj_stage, walk.now().probation_requirement) == ("community_order", True)
    timeline = signed_in(ROSALIND).get(f"/cases/{walk.case.reference}/timeline").content.decode()
    for line in ("Sentence was deferred until 12 June 2026", "was given to Medway", "Sentence was passed"):
        assert line in timeline


def test_when_the_person_harmed_says_no_the_court_is_told_only_that_it_is_not_suitable(walk: Walk) -> None:
    walk.found_at_court()
    said_no = {"answer": "no", **day("said_on", clock.today())}
    walk.post(FEMI, f"people/{walk.parties['harmed']}/answer", **said_no)
    endings = {
        "attached": "0", "reason": "harmed_declined_informed",
        f"reason-{walk.parties['harmed']}": "harmed_declined_informed",
        f"reason-{walk.parties['responsible']}": "harmed_declined_informed",
        **day(f"told-{walk.parties['responsible']}", clock.today()),
    }  # fmt: skip
    refused = signed_in(ROSALIND).post(f"/cases/{walk.case.reference}/closing", endings)
    assert "report" in refused.content.decode(), "the court waits for an answer"
    assert not walk.now().is_closed
    walk.go_on("court_report")
    page = signed_in(FEMI).get(f"/cases/{walk.case.reference}/court/reports/suitability/new").content.decode()
    assert "harmed_view" not in page
    walk.report("suitability", suitable="no", findings="Restorative justice cannot go ahead now.")
    walk.post(ROSALIND, "closing", **endings)
    assert walk.now().is_closed
    assert walk.now().stage == "closed"


def test_when_the_deferral_runs_out_the_court_is_told_and_the_work_goes_on_beside_the_sentence(
    walk: Walk, time_machine: Any
) -> None:
    as_far_as_the_report(walk)
    walk.report("suitability")
    walk.deferred()
    time_machine.move_to("2026-06-01T10:00:00Z", tick=True)
    with at_work(member(ROSALIND)):
        task = Task.objects.get(case=walk.case, kind="court_deferral", status=TaskStatus.OPEN)
    assert task.due_on < clock.today(), "the hub has been told in time"
    assert "the deferral ends on 12 June 2026" in signed_in(ROSALIND).get("/").content.decode()
    walk.go_on("sentence_report")
    walk.held_back("preparation", "report")
    walk.report(
        "outcome", findings="Both are being prepared and want to go on.", proposal="Beside any sentence."
    )
    walk.sentenced(stage="custody", requirement="no", sentence="8 months")
    walk.go_on("preparation")
    walk.prepared()
    assert walk.now().cj_stage == "custody"
    with at_work(member(ROSALIND)):
        assert not Task.objects.filter(
            case=walk.case, kind__startswith="court_", status=TaskStatus.OPEN
        ).exists()


def test_simon_sees_nothing_of_how_alice_can_be_reached_on_all_his_way(walk: Walk) -> None:
    as_far_as_the_report(walk)
    with at_work(member(SIMON)):
        tags = set(Event.objects.filter(case=walk.case).values_list("tag", flat=True))
        categories = set(
            Event.objects.filter(case=walk.case, side="harmed").values_list("category", flat=True)
        )
    assert "cases:court:adjourn" in tags
    assert not categories & {"contact", "safety"}
