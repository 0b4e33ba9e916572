"""Words that are held, tried round the actions: by SQL, as the program's own role."""

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases import sealing
from rjhub.cases.actions import held_words as actions
from rjhub.cases.actions.agreements import Agreed, record_agreement
from rjhub.cases.models import Agreement, Case, HeldWords, Meeting
from rjhub.cases.policies import wording
from rjhub.cases.tests import test_held_words
from rjhub.cases.tests.factories import at_work, member
from rjhub.cases.tests.test_held_words import (
    CONTACT,
    HERS,
    NOBODYS,
    OTHER,
    TODAY,
    WRITER,
    decide,
    held_after_asking,
)
from rjhub.cases.vocabulary import WordsPlace
from rjhub.kernel import clock

pytestmark = pytest.mark.django_db
case = test_held_words.case


def test_the_database_lets_no_such_words_stand_that_nobody_confirmed(case: Case) -> None:
    words = f"Ring {HERS} first."
    with at_work(member(OTHER)) as gareth:
        agreement = record_agreement(
            case, Agreed(made_on=TODAY, words="He writes."), by=gareth, at=clock.now()
        )
        meeting = Meeting.objects.get(case=case)
        for rows, column in (
            (Agreement.objects.filter(id=agreement.id), "words"),
            (Meeting.objects.filter(id=meeting.id), "debriefs"),
        ):
            for text in (words, "They live at 12 Mill Lane", "Write to BN7 1AA", "alice@example.org"):
                with pytest.raises(IntegrityError, match="contact_details"), transaction.atomic():
                    rows.update(**{column: text})
        with pytest.raises(IntegrityError, match="contact_details"), transaction.atomic():
            Case.objects.filter(id=case.id).update(closing_note=words)
    assert decide(held_after_asking(case, words), verdict="confirm").status_code == 302
    with at_work(member(OTHER)):
        Agreement.objects.filter(id=agreement.id).update(words=words)


def test_the_database_lets_nobody_confirm_their_own_words_or_change_what_is_held(case: Case) -> None:
    held_after_asking(case)
    confirmed = {"status": "confirmed", "decided_at": clock.now()}
    with at_work(member(WRITER)) as adaeze:
        rows = HeldWords.objects.filter(case=case)
        for change in (
            confirmed | {"decided_by": adaeze},
            confirmed | {"decided_by": member(CONTACT)},
            {"digests": [b"x" * 32]},
            {"asked": adaeze.principal},
        ):
            with pytest.raises(IntegrityError, match="held words"), transaction.atomic():
                rows.update(**change)
        row = rows.get()
        row.pk, row.status, row.decided_by, row.decided_at = None, "confirmed", adaeze, clock.now()
        row._state.adding = True
        with pytest.raises(IntegrityError, match="held words wait first"), transaction.atomic():
            row.save(force_insert=True)


def test_the_database_has_whom_was_asked_decide_in_their_own_name_and_no_writer(case: Case) -> None:
    confirmed = {"status": "confirmed", "decided_at": clock.now()}
    held = wording.HoldFirst(case.id, WordsPlace.MEETING, ("Ring her.",), ())
    typed = actions.Typed(address="/cases", answers=())
    with at_work(member("Marian Okafor")) as marian:
        actions.hold_words(held, typed, by=marian, at=clock.now())
        with pytest.raises(IntegrityError, match="only whom was asked"), transaction.atomic():
            HeldWords.objects.filter(case=case).update(**confirmed, decided_by=marian)
    with at_work(member(CONTACT)) as nadia:
        rows = HeldWords.objects.filter(case=case)
        with pytest.raises(IntegrityError, match="only whom was asked"), transaction.atomic():
            rows.update(**confirmed, decided_by=member(OTHER))
        assert rows.update(**confirmed, decided_by=nadia) == 1


def test_the_comparison_answers_nobody_who_could_not_open_the_vault(case: Case) -> None:
    for name, told in ((CONTACT, True), (OTHER, True), (WRITER, False), ("Marcus Bell", False)):
        with at_work(member(name)):
            hits = wording.hits_in(case.id, "Rose Cottage")
            assert bool(hits) is told, name


def test_held_words_are_encrypted_and_open_in_their_row_alone(case: Case) -> None:
    held_after_asking(case, f"Ring {HERS} first.")
    held_after_asking(case, f"Ring {NOBODYS} first.")
    with at_work(member(WRITER)):
        first, second = HeldWords.objects.filter(case=case).order_by("written_at")
        assert HERS.encode() not in bytes(first.sealed)
        assert actions.opened(first).texts == (f"Ring {HERS} first.",)
        second.sealed = first.sealed
        with pytest.raises(sealing.Tampered):
            actions.opened(second)
