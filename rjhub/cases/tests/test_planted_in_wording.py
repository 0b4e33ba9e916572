"""Faults planted in what guards words, limits and questions: with each, what was refused gets through."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import Error, transaction

from rjhub.cases.actions import answering, asking, held_words
from rjhub.cases.actions.agreements import Agreed, record_agreement
from rjhub.cases.models import Agreement, Case, HeldWords, InformationItem
from rjhub.cases.policies import limits, wording
from rjhub.cases.tests import test_answers_for_the_hub, test_held_words, test_onward_limits
from rjhub.cases.tests.asked import PROBATION
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.shut import GARETH, another_coordinator, recorded
from rjhub.cases.tests.test_asking_under_the_agreement import withdrawn
from rjhub.cases.tests.test_held_words import HERS, OTHER, TODAY, WRITER, held_after_asking
from rjhub.cases.vocabulary import Limit
from rjhub.kernel import clock, contact_details
from rjhub.kernel.decisions import Refused, allow
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
case = test_held_words.case
asked_case = test_answers_for_the_hub.asked_case
told_case = pytest.fixture(test_onward_limits.case.__wrapped__)
Plant = Callable[[str, str, str], None]


@pytest.fixture
def plant(behind_the_walls: Any) -> Plant:
    """Change a function of the database: put something else in place of a part of it."""

    def change(name: str, right: str, wrong: str) -> None:
        with behind_the_walls() as cursor:
            cursor.execute("SELECT pg_get_functiondef(%s::regproc)", [name])
            (definition,) = cursor.fetchone()
            assert right in definition
            cursor.cursor.execute(definition.replace(right, wrong))  # it names tables, so past the doors

    return change


def without(behind_the_walls: Any, trigger: str, table: str) -> None:
    with behind_the_walls() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger} ON {table}")


def refused(attempt: Callable[[], object]) -> bool:
    """Whether the database refuses a statement."""
    try:
        with transaction.atomic():
            attempt()
    except Error:
        return True
    return False


def changes_an_agreement(case: Case, words: str = f"Ring {HERS} first.") -> bool:
    with at_work(member(OTHER)) as gareth:
        made = record_agreement(case, Agreed(made_on=TODAY, words="He writes."), by=gareth, at=clock.now())
        return not refused(lambda: Agreement.objects.filter(id=made.id).update(words=words))


def test_without_the_trigger_words_stand(case: Case, behind_the_walls: Any) -> None:
    assert not changes_an_agreement(case)
    without(behind_the_walls, "guard_wording", "cases_agreement")
    assert changes_an_agreement(case)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("keeper.words_confirmed", "'confirmed'), false", "'confirmed'), true"),
        ("keeper.guard_wording", "IS DISTINCT FROM before", "IS NULL AND words <> before"),
        ("keeper.names_contact", "[0-9]){8,}", "[0-9]){28,}"),
    ],
)
def test_with_a_fault_in_what_guards_words_they_stand(
    case: Case, plant: Plant, name: str, right: str, wrong: str
) -> None:
    assert not changes_an_agreement(case)
    plant(name, right, wrong)
    assert changes_an_agreement(case)


def test_if_words_that_wait_counted_as_confirmed_they_would_be_saved(case: Case, plant: Plant) -> None:
    held_after_asking(case)
    assert not changes_an_agreement(case)
    plant("keeper.words_confirmed", "h.status = 'confirmed'", "h.status <> 'refused'")
    assert changes_an_agreement(case)


def confirms(case: Case) -> bool:
    """Whether the writer of held words confirms them by SQL."""
    with at_work(member(WRITER)) as adaeze:
        rows = HeldWords.objects.filter(case=case)
        return not refused(lambda: rows.update(status="confirmed", decided_at=clock.now(), decided_by=adaeze))


def test_with_two_faults_in_what_guards_held_words_their_writer_confirms_them(
    case: Case, plant: Plant
) -> None:
    held_after_asking(case)
    assert not confirms(case)
    plant("keeper.guard_held_words", "public.pr() && ARRAY[NEW.asked_id::int]", "true")
    assert not confirms(case)  # whoever wrote them is still not whom is asked
    plant("keeper.guard_held_words", "NEW.decided_by_id = NEW.written_by_id", "false")
    assert confirms(case)


def test_without_narrowing_others_on_the_case_read_what_waits(case: Case, behind_the_walls: Any) -> None:
    without(behind_the_walls, "narrow_held_words", "cases_heldwords")
    held_after_asking(case)
    with at_work(member(OTHER)):
        assert HeldWords.objects.filter(case=case).exists()


def test_if_the_comparison_answered_everybody_a_guess_would_be_told(case: Case, plant: Plant) -> None:
    with at_work(member(WRITER)):
        assert not wording.hits_in(case.id, "Rose Cottage")
    plant("keeper.known_in", "keeper.file_to_reach(y.person_id) IS NOT NULL", "true")
    with at_work(member(WRITER)):
        assert wording.hits_in(case.id, "Rose Cottage")


def test_if_narrowing_forgot_who_is_barred_a_coordinator_with_a_conflict_would_see_it(
    asked_case: Case, plant: Plant
) -> None:
    plant("keeper.narrow_to_the_hub", "who < 0 OR ", "")
    second = another_coordinator()
    item = test_answers_for_the_hub.answered(asked_case, "He rings 07700 900777.")
    recorded(asked_case, GARETH)
    with at_work(second):
        assert InformationItem.objects.filter(id=item.id).exists()


def test_if_the_program_found_nothing_the_database_still_refuses(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_details, "found_in", lambda text: ())
    with (
        at_work(member(WRITER)) as adaeze,
        pytest.raises(Error, match="contact_details"),
        transaction.atomic(),
    ):
        record_agreement(case, Agreed(made_on=TODAY, words=f"Ring {HERS}."), by=adaeze, at=clock.now())


def test_if_answers_were_not_searched_the_database_would_not_take_them(
    asked_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_words, "held_in", lambda *args: ())
    request = test_answers_for_the_hub.request_to(asked_case, "probation")
    given = answering.Answer(kind="information", answer="He rings 07700 900777.", regime="part_3")
    with (
        at_work(member(PROBATION)) as marcus,
        pytest.raises(Error, match="contact_details"),
        transaction.atomic(),
    ):
        answering.answer_request(request, given, by=marcus, at=clock.now())


def test_if_limits_were_not_looked_at_a_message_would_carry_them(
    told_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    test_onward_limits.given(told_case, "probation", PROBATION, Limit.NOT_TO_OTHER_SIDE)
    with at_work(member(GARETH)):
        with pytest.raises(Refused, match="other side"):
            test_onward_limits.tell(told_case, test_onward_limits.GIVEN, "harmed")
        monkeypatch.setattr(limits, "_broken", lambda item, people: None)
        assert test_onward_limits.tell(told_case, test_onward_limits.GIVEN, "harmed").pk


def test_if_the_agreement_were_not_looked_at_an_agency_that_withdrew_would_be_asked(
    told_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with at_work(member("Marian Okafor")) as marian:
        question = asking.Question(
            agency=member(PROBATION).agency, party=test_onward_limits.side_of(told_case, "responsible"),
            why="To plan", questions="How is he?", category=Category.CASEWORK, due_on=TODAY,
        )  # fmt: skip
    withdrawn(PROBATION)
    with at_work(marian):
        with pytest.raises(Refused, match="has withdrawn"):
            asking.ask_agency(told_case, question, by=marian, at=clock.now())
        monkeypatch.setattr(asking.policies.Terms, "let_give", lambda *args: allow())
        assert asking.ask_agency(told_case, question, by=marian, at=clock.now()).pk
