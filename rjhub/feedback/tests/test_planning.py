"""Who is asked what, and when: at the moments of the case, of what somebody has been through, and never after a no."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from rjhub.cases.models import Case, FollowUp, Task
from rjhub.cases.tests.closing import closing_of
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated, says_no, side_of
from rjhub.feedback import keeper
from rjhub.feedback.models import Answer, Survey
from rjhub.feedback.tests.factories import planned, reachable, sent
from rjhub.kernel import clock
from rjhub.sharing import doors, readers

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        return case


def of(case: Case) -> list[tuple[str, str, str, str]]:
    with at_work(member("Marian Okafor")):
        found = Survey.objects.filter(case=case).order_by("side", "id")
        return [(one.side, one.questionnaire, one.went, one.status) for one in found]


def test_who_is_offered_the_questions_at_a_follow_up_is_asked_and_somebody_gets_the_task(case: Case) -> None:
    with at_work(member("Gareth Pugh")):
        party = side_of(case, "harmed")
        row = FollowUp.objects.create(**party.row(), key="", ask="How are they?", due_on=clock.today())
    today = clock.today()
    typed = {
        "asked": "yes", "done_on-day": str(today.day), "done_on-month": str(today.month),
        "done_on-year": str(today.year), "how_they_are": "Well.", "worries": "", "feedback": "offered",
    }  # fmt: skip
    gareth = signed_in("Gareth Pugh")
    assert gareth.post(f"/cases/{case.reference}/follow-ups/{row.id}", typed).status_code == 302
    assert of(case) == [("harmed", "participants", "not_proceeded", "due")]
    with at_work(member("Gareth Pugh")) as lead:
        task = Task.objects.get(kind="survey_to_send")
        assert task.holder_id == lead.principal_id
    page = gareth.get(task.address).content.decode()
    assert "To be sent" in page


def test_whoever_was_approached_is_asked_when_the_case_closes_and_whoever_said_no_is_not(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        case.parties.update(status="approached")
        says_no(side_of(case, "responsible"))
    answer = signed_in("Marian Okafor").post(f"/cases/{case.reference}/closing", closing_of(case))
    assert answer.status_code == 302
    assert of(case) == [("harmed", "participants", "not_proceeded", "due")]


def test_the_hub_still_sends_it_after_the_case_closed_and_nobody_else_does(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        reachable(side_of(case, "harmed"), marian)
        case.parties.update(status="approached")
    signed_in("Marian Okafor").post(f"/cases/{case.reference}/closing", closing_of(case))
    with at_work(member("Marian Okafor")):
        survey = Survey.objects.get(side="harmed")
    address = f"/cases/{case.reference}/feedback/{survey.id}/sending"
    typed = {"way": "email", "ring": "01632 960123", "when": "now"}
    assert signed_in("Gareth Pugh").post(address, typed).status_code == 404
    marian_s = signed_in("Marian Okafor")
    assert "How to make contact safely" in marian_s.get(address).content.decode()
    assert marian_s.post(address, typed).status_code == 302
    assert ("harmed", "participants", "not_proceeded", "waiting") in of(case)


def test_staff_of_the_other_side_see_no_survey_of_the_person_harmed_and_send_none(case: Case) -> None:
    with at_work(member("Marian Okafor")):
        survey = planned(case, side_of(case, "harmed"))
    adaeze = signed_in("Adaeze Obi")
    assert adaeze.get(f"/cases/{case.reference}/feedback/{survey.id}/sending").status_code == 404
    assert signed_in("Dean Whitlock").get(f"/cases/{case.reference}/feedback").status_code == 404


def test_the_database_lets_nobody_who_facilitates_write_or_read_an_answer_past_the_pages(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        reachable(side_of(case, "harmed"), marian)
        survey = planned(case, side_of(case, "harmed"))
        sent(survey, marian)
    with at_work(member("Gareth Pugh")) as gareth:
        row = Answer(
            partnership_id=survey.partnership_id, file_id=survey.file_id, side=survey.side,
            category=survey.category, survey=survey, holder_id=gareth.principal_id,
            hub_reader_id=survey.hub_reader_id, kept_from=survey.kept_from, question="recommend", value="yes",
            saved_at=clock.now(),
        )  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic():
            row.save()


def test_figures_are_told_of_five_and_of_whole_halves_of_a_year_only(
    case: Case, behind_the_walls: object
) -> None:
    answered = 5
    with at_work(member("Marian Okafor")) as marian:
        cases = [case, *(a_case(marian, harmed=f"Ann Smith{letter}") for letter in "abcd")]
        for one in cases[:answered]:
            planned(one, side_of(one, "harmed"))
    # An owner that is no superuser is held to the policies, too: the program writes what people answer.
    program = readers.coordinators_of(case.partnership_id)
    with doors.opened(program, door="test", purpose="test"), behind_the_walls() as cursor:  # type: ignore[operator]
        for number in (answered - 1, answered):
            cursor.execute(
                "UPDATE feedback_survey SET status = 'answered', how = 'link', answered_at = '2026-06-01', "
                "asked_at = '2026-05-20' WHERE id IN (SELECT id FROM feedback_survey ORDER BY id LIMIT %s)",
                [number],
            )
            cursor.execute(
                "INSERT INTO feedback_answer (id, partnership_id, file_id, side, category, acl, survey_id, holder_id, "
                "hub_reader_id, kept_from, named, question, value, words, saved_at) SELECT gen_random_uuid(), "
                "partnership_id, file_id, side, category, '{}', id, holder_id, hub_reader_id, kept_from, false, "
                "'overall_process', 'satisfied', '', '2026-06-01' FROM feedback_survey s WHERE status = 'answered' "
                "AND NOT EXISTS (SELECT FROM feedback_answer a WHERE a.survey_id = s.id)"
            )
            with at_work(member("Gareth Pugh")):
                told = keeper.figures(date(2026, 4, 1))
                assert [one.number for one in told] == ([answered] if number == answered else [])
                assert keeper.figures(date(2026, 5, 1)) == []
                assert keeper.figures(date(2026, 10, 1)) == []
                back = [(one.asked, one.answered) for one in keeper.returned(date(2026, 4, 1))]
                assert back == ([(answered, answered)] if number == answered else [])
    page = signed_in("Gareth Pugh").get("/feedback?since=2026-04-01").content.decode()
    assert "More than 2" in page
    assert signed_in("Dean Whitlock").get("/feedback").status_code == 403
