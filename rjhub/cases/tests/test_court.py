"""What is before the court: the longest deferral, the pathway's weeks, tasks in time, and where the case stands."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.actions.court import Deferral, check_court_conditions, defer
from rjhub.cases.forms.court import Matter, answers_of
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Case, CourtMatter, Event, Task
from rjhub.cases.tests import court
from rjhub.cases.tests.court import MATTER, before_court, day, post
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.vocabulary import TaskStatus
from rjhub.kernel import clock, working_days
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.pathway.checks import Check

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)
IN_TWO_WEEKS = {
    **day("adjourned_on", TODAY),
    **day("adjourned_until", TODAY + timedelta(weeks=2)),
    "version": "1",
}


@pytest.fixture(autouse=True)
def _on_that_day(time_machine: Any) -> None:
    time_machine.move_to("2026-03-12T10:00:00Z", tick=True)


@pytest.fixture
def case() -> Case:
    with at_work(member("Rosalind Peake")) as rosalind:
        return court.a_kent_case(rosalind)


@pytest.fixture
def recorded(case: Case) -> Case:
    with at_work(member("Rosalind Peake")) as rosalind:
        before_court(case, rosalind, date(2026, 3, 2), date(2026, 3, 9))
    return case


def page_of(case: Case, name: str = "Rosalind Peake") -> str:
    return signed_in(name).get(f"/cases/{case.reference}/court").content.decode()


def matter_of(case: Case) -> CourtMatter:
    with at_work(member("Rosalind Peake")):
        return CourtMatter.objects.get(case=case)


def stage_of(case: Case) -> str:
    with at_work(member("Rosalind Peake")):
        return Case.objects.get(id=case.id).cj_stage


def tasks_of(case: Case) -> dict[str, date | None]:
    with at_work(member("Rosalind Peake")):
        return {one.kind: one.due_on for one in Task.objects.filter(case=case, status=TaskStatus.OPEN)}


def test_the_court_its_plea_and_every_conviction_are_written_down(case: Case) -> None:
    assert post(signed_in("Rosalind Peake"), case, "matter", **MATTER).status_code == 302
    assert matter_of(case).conviction_dates == [date(2026, 3, 2), date(2026, 3, 9)]
    page = page_of(case)
    assert "Medway Magistrates&#39; Court" in page
    assert "9 March 2026" in page


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2 3 2026\nsoon", "“soon” is not a date"),
        ("31 2 2026", "February 2026 has 28 days"),
        ("1 4 2026", "today or in the past"),
    ],
)
def test_a_conviction_that_cannot_be_is_refused_and_stays_typed(case: Case, typed: str, why: str) -> None:
    answer = post(signed_in("Rosalind Peake"), case, "matter", **MATTER | {"conviction_dates": typed})
    assert why in answer.content.decode()
    assert typed.splitlines()[-1] in answer.content.decode()


def test_the_page_says_how_long_sentence_can_be_deferred_and_why(recorded: Case) -> None:
    page = page_of(recorded)
    assert "until 12 September 2026 at the latest: 6 months" in page
    assert "not known to be in force" in page
    assert "Practice here is to ask for a deferral until 12 June 2026" in page
    assert "The offender is told: “Taking part does not promise" in page


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 3, 5), "a conviction of 2 March 2026 came before 5 March 2026"),
        (date(2026, 3, 2), "no conviction came before 2 March 2026"),
    ],
)
def test_the_limit_follows_the_earliest_conviction_once_the_new_law_is_in_force(
    recorded: Case, settings: Any, since: date, words: str
) -> None:
    settings.LONGER_DEFERRAL_SINCE = since
    page = page_of(recorded)
    assert words in page
    assert ("12 months." in page) == (since <= date(2026, 3, 2))


def test_a_deferral_without_an_end_lasts_as_long_as_is_practice_here(recorded: Case) -> None:
    typed = {**day("deferral_made_on", TODAY), "undertaken": "yes", "version": "1"}
    assert post(signed_in("Rosalind Peake"), recorded, "deferral", **typed).status_code == 302
    assert matter_of(recorded).deferred_until == date(2026, 6, 12)
    assert stage_of(recorded) == "pre_sentence_deferred"
    assert tasks_of(recorded)["court_deferral"] == working_days.add_working_days(date(2026, 6, 12), -10)


def test_a_deferral_beyond_what_the_law_allows_is_refused(recorded: Case, settings: Any) -> None:
    late = date(2026, 9, 13)
    typed = {
        **day("deferral_made_on", TODAY),
        **day("deferred_until", late),
        "undertaken": "yes",
        "version": "1",
    }
    answer = post(signed_in("Rosalind Peake"), recorded, "deferral", **typed)
    assert "Enter a date up to 12 September 2026" in answer.content.decode()
    assert matter_of(recorded).deferred_until is None
    assert stage_of(recorded) == "convicted_awaiting_sentence"
    settings.LONGER_DEFERRAL_SINCE = date(2026, 3, 1)
    assert post(signed_in("Rosalind Peake"), recorded, "deferral", **typed).status_code == 302


def test_an_earlier_conviction_cannot_shorten_a_deferral_that_was_made(recorded: Case, settings: Any) -> None:
    settings.LONGER_DEFERRAL_SINCE = date(2026, 3, 1)
    with at_work(member("Rosalind Peake")) as rosalind:
        long = Deferral(deferral_made_on=TODAY, undertaken=True, deferred_until=date(2027, 3, 12))
        defer(recorded, long, version=1, by=rosalind, at=clock.now())
    earlier = MATTER | {"conviction_dates": "27 2 2026", "version": "2"}
    answer = post(signed_in("Rosalind Peake"), recorded, "matter", **earlier)
    assert "6 months at most" in answer.content.decode()
    assert matter_of(recorded).conviction_dates[0] == date(2026, 3, 2)


def test_sentence_is_not_deferred_without_agreement_and_the_database_says_so_too(recorded: Case) -> None:
    typed = {**day("deferral_made_on", TODAY), "undertaken": "no", "version": "1"}
    answer = post(signed_in("Rosalind Peake"), recorded, "deferral", **typed)
    assert "only if they agree" in answer.content.decode()
    with at_work(member("Rosalind Peake")):
        rows = CourtMatter.objects.filter(case=recorded)
        with pytest.raises(IntegrityError, match="deferred_only_with_agreement"), transaction.atomic():
            rows.update(deferral_made_on=TODAY, deferred_until=date(2026, 6, 12))


def test_two_weeks_of_adjournment_are_noted_with_tasks_in_time(recorded: Case) -> None:
    typed = IN_TWO_WEEKS | day("report_due_on", date(2026, 3, 24))
    assert post(signed_in("Rosalind Peake"), recorded, "adjournment", **typed).status_code == 302
    assert stage_of(recorded) == "pre_sentence_adjourned"
    assert tasks_of(recorded) == {"court_hearing": date(2026, 3, 23), "court_report": date(2026, 3, 19)}
    with at_work(member("Rosalind Peake")):
        assert CHECKS[Check.ADJOURNMENT_GRANTED](CaseState(recorded))


def test_an_adjournment_of_other_length_needs_a_reason_which_stays_in_the_timeline(recorded: Case) -> None:
    client = signed_in("Rosalind Peake")
    longer = IN_TWO_WEEKS | day("adjourned_until", TODAY + timedelta(weeks=5))
    answer = post(client, recorded, "adjournment", **longer)
    assert "This is not 2 to 4 weeks" in answer.content.decode()
    assert matter_of(recorded).adjourned_until is None
    why = "The court does not sit over Easter"
    assert post(client, recorded, "adjournment", **longer, adjournment_why=why).status_code == 302
    assert why in client.get(f"/cases/{recorded.reference}/timeline").content.decode()


def test_an_adjournment_to_a_day_before_it_is_refused(recorded: Case) -> None:
    back = IN_TWO_WEEKS | day("adjourned_until", TODAY - timedelta(days=1))
    answer = post(signed_in("Rosalind Peake"), recorded, "adjournment", **back, adjournment_why="A mistake")
    assert "must be after the day of the adjournment" in answer.content.decode()


def test_tasks_follow_when_a_date_moves_and_end_with_the_sentence(recorded: Case) -> None:
    client = signed_in("Rosalind Peake")
    post(client, recorded, "adjournment", **IN_TWO_WEEKS)
    later = day("adjourned_until", TODAY + timedelta(weeks=3))
    post(client, recorded, "adjournment", **IN_TWO_WEEKS | later | {"version": "2"})
    assert tasks_of(recorded) == {"court_hearing": date(2026, 3, 30)}
    typed = {
        **day("sentenced_on", TODAY), "stage": "community_order", "requirement": "yes", "sentence": "12 months",
        "version": "3",
    }  # fmt: skip
    assert post(client, recorded, "sentence", **typed).status_code == 302
    assert tasks_of(recorded) == {}
    assert stage_of(recorded) == "community_order"
    with at_work(member("Rosalind Peake")):
        assert Case.objects.get(id=recorded.id).probation_requirement
        tags = set(Event.objects.filter(case=recorded).values_list("tag", flat=True))
    assert {"cases:court:record", "cases:court:adjourn", "cases:court:sentence"} <= tags


def test_two_people_who_save_at_once_see_each_other(recorded: Case) -> None:
    post(signed_in("Rosalind Peake"), recorded, "matter", **MATTER | {"version": "1", "plea": "not_guilty"})
    answer = post(
        signed_in("Rosalind Peake"), recorded, "matter", **MATTER | {"version": "1", "court": "Dover"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rosalind Peake changed this" in page
    assert "Not guilty" in page
    assert "Dover" in page


def test_the_second_of_two_who_begin_at_once_is_shown_what_the_first_one_wrote(case: Case) -> None:
    post(signed_in("Rosalind Peake"), case, "matter", **MATTER)
    assert post(signed_in("Rosalind Peake"), case, "matter", **MATTER).status_code == 409


def test_conditions_that_are_met_are_noted_and_open_the_gate(recorded: Case) -> None:
    with at_work(member("Rosalind Peake")):
        assert not CHECKS[Check.COURT_CONDITIONS_CHECKED](CaseState(recorded))
    client = signed_in("Rosalind Peake")
    assert client.post(f"/cases/{recorded.reference}/court/conditions").status_code == 302
    assert "Checked" in page_of(recorded)
    with at_work(member("Rosalind Peake")):
        assert CHECKS[Check.COURT_CONDITIONS_CHECKED](CaseState(recorded))


def test_conditions_that_are_not_met_cannot_be_noted_and_shut_the_gate_again(recorded: Case) -> None:
    client = signed_in("Rosalind Peake")
    client.post(f"/cases/{recorded.reference}/court/conditions")
    post(client, recorded, "matter", **MATTER | {"version": "1", "plea": "not_guilty"})
    assert "A case before sentence needs a guilty plea" in page_of(recorded)
    with at_work(member("Rosalind Peake")) as rosalind:
        assert not CHECKS[Check.COURT_CONDITIONS_CHECKED](CaseState(recorded))
        with pytest.raises(Refused, match="guilty plea"):
            check_court_conditions(recorded, by=rosalind, at=clock.now())


def test_the_menu_leads_to_the_court_only_where_there_is_one(case: Case) -> None:
    assert "Court and reports" in signed_in("Rosalind Peake").get(f"/cases/{case.reference}").content.decode()
    with at_work(member("Marian Okafor")) as marian:
        there = a_case(marian, cj_stage="pre_sentence_deferred")
        elsewhere = a_case(marian, harmed="Ann Example", responsible="Bob Example")
    client = signed_in("Marian Okafor")
    assert "Court and reports" in client.get(f"/cases/{there.reference}").content.decode()
    assert "Court and reports" not in client.get(f"/cases/{elsewhere.reference}").content.decode()


def test_where_the_pathway_does_not_say_how_long_an_end_has_to_be_entered() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        before_court(case, marian)
        if CaseState(case).pathway.court is not None:
            pytest.fail("choose a pathway without rules for the court")
        with pytest.raises(Invalid, match="Enter until when"):
            defer(
                case, Deferral(deferral_made_on=TODAY, undertaken=True), version=1, by=marian, at=clock.now()
            )


def test_whoever_does_not_work_on_the_case_finds_nothing_of_the_court(recorded: Case) -> None:
    for name in ("Simon Hollands", "Janine Roper", "Marian Okafor"):
        client = signed_in(name)
        for page in ("court", "court/matter", "court/adjournment", "court/deferral", "court/sentence"):
            assert client.get(f"/cases/{recorded.reference}/{page}").status_code == 404
        assert client.post(f"/cases/{recorded.reference}/court/conditions").status_code == 404


def test_a_court_of_which_only_the_kind_is_known_is_asked_for_by_name() -> None:
    known = CourtMatter(court="Magistrates' court", court_kind="magistrates")
    answers = answers_of(known, Matter)
    assert (answers["court"], answers["court_kind"]) == ("", "magistrates")


def test_closing_reasons_are_in_the_words_of_the_area(case: Case) -> None:
    page = signed_in("Rosalind Peake").get(f"/cases/{case.reference}/closing").content.decode()
    assert "Victim withdrew" in page
    assert "Person harmed" not in page
