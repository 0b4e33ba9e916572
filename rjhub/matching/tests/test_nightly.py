"""The nightly check: what changed is compared with everything, and it only proposes."""

from typing import Any

import pytest

from rjhub.kernel import clock
from rjhub.matching.actions import nightly
from rjhub.matching.models import NightlyCheck, Pair
from rjhub.matching.tests.factories import BORN
from rjhub.matching.vocabulary import Because, State
from rjhub.partnership.models import Staff
from rjhub.people.actions import amending, particulars
from rjhub.people.models import Link
from rjhub.people.tests import factories
from rjhub.people.vocabulary import NameChange

pytestmark = pytest.mark.django_db


def test_what_changed_since_the_last_check_is_proposed_and_nothing_is_joined() -> None:
    with factories.at_work(factories.coordinator()) as marian:
        factories.rosa(marian)
        factories.rosa(marian)
    assert nightly.check(marian.partnership_id, at=clock.now()) == 1
    with factories.at_work(factories.coordinator()):
        pair = Pair.objects.get()
        assert (pair.because, pair.state) == (Because.NIGHT, State.OPEN)
        assert not Link.objects.exists()


def test_a_second_check_finds_nothing_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "_AGAIN", 0)
    with factories.at_work(factories.coordinator()) as marian:
        factories.rosa(marian)
        factories.rosa(marian)
    nightly.check(marian.partnership_id, at=clock.now())
    assert nightly.check(marian.partnership_id, at=clock.now()) == 0
    assert [one.looked_at for one in NightlyCheck.objects.order_by("id")] == [2, 0]


def test_a_record_that_was_corrected_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "_AGAIN", 0)
    with factories.at_work(factories.coordinator()) as marian:
        factories.rosa(marian)
        other = factories.a_person(marian, given_name="Ines", family_name="Prior")
    nightly.check(marian.partnership_id, at=clock.now())
    with factories.at_work(factories.coordinator()) as marian:
        to = particulars.Particulars(given_name="Rosa", family_name="Delacroix", born_on=BORN)
        amending.amend_person(
            other, to=to, version=other.version, name_change=NameChange.CORRECTION, by=marian, at=clock.now()
        )
    assert nightly.check(marian.partnership_id, at=clock.now()) == 1


def test_what_changed_is_told_to_the_program_and_to_no_member_of_staff(
    marian: Staff, behind_the_walls: Any
) -> None:
    factories.rosa(marian)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT count(*) FROM keeper.people_changed(0, 100)")
        assert cursor.fetchone() == (0,)
