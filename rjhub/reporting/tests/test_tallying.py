"""What is kept of figures is what a recount says, right after it was taken up; what is sealed leaves at once."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.reporting import queries
from rjhub.reporting.actions import taking_up
from rjhub.reporting.actions.submitting import submit
from rjhub.reporting.queries import Narrowed
from rjhub.reporting.rules.definitions import Indicator, shipped
from rjhub.reporting.rules.returns import built_in
from rjhub.reporting.tests.raw import Counted, Raw
from rjhub.reporting.tests.test_counting import ALWAYS, KEYS, recounted, rows_of, with_duties
from rjhub.reporting.tests.test_returns import last_year
from rjhub.sharing import doors, readers

pytestmark = pytest.mark.django_db
ACCEPTED = shipped().indicators["cases-accepted"]


def kept(cursor: Any, one: Indicator, partnership_id: int) -> list[Counted]:
    cursor.execute(
        "SELECT partnership_id, file_id, counted, on_day, until_day, amount FROM keeper.tally "
        "WHERE figure = %s AND partnership_id = %s",
        [one.view(one.newest), partnership_id],
    )
    return sorted({Counted(*row) for row in cursor.fetchall()}, key=repr)


def assert_as_recounted(cursor: Any, partnership_id: int) -> None:
    raw = Raw(rows_of(cursor))
    for key in KEYS:
        one = shipped().indicators[key]
        ours = {each for each in recounted(raw, one) if each.partnership == partnership_id and each.on}
        found = [each for each in kept(cursor, one, partnership_id) if each.on]
        assert found == sorted(ours, key=repr), key
        assert found, f"{key} has nothing to count, so nothing was seen"


def accepted() -> int:
    with at_work(member("Leila Haddad")):
        return sum(each.many for each in queries.counted(ACCEPTED, ACCEPTED.newest, ALWAYS, Narrowed()))


def test_what_is_kept_is_what_a_recount_says_after_each_change_that_was_taken_up(
    demonstration: None, behind_the_walls: Any
) -> None:
    leila = member("Leila Haddad")
    ours = leila.partnership_id
    with at_work(leila), behind_the_walls() as cursor:
        with_duties(cursor)
        cursor.execute(
            "UPDATE cases_case SET community_remedy_chosen = true WHERE partnership_id = %s", [ours]
        )
    assert taking_up.take_up(ours) > 0
    with at_work(leila), behind_the_walls() as cursor:
        assert_as_recounted(cursor, ours)
    assert taking_up.take_up(ours) == 0
    with at_work(leila), behind_the_walls() as cursor:
        cursor.execute("UPDATE cases_case SET opened_at = opened_at - interval '40 days'")
        cursor.execute("UPDATE cases_meeting SET status = 'stopped' WHERE id IN (SELECT id FROM cases_meeting "
                       "WHERE status = 'held' ORDER BY id LIMIT 3)")  # fmt: skip
        cursor.execute("DELETE FROM offers_entry WHERE id = (SELECT id FROM offers_entry WHERE said = 'offered' "
                       "ORDER BY id LIMIT 1)")  # fmt: skip
    assert taking_up.take_up(ours) > 0
    with at_work(leila), behind_the_walls() as cursor:
        assert_as_recounted(cursor, ours)


def test_every_number_and_part_is_the_same_from_what_is_kept_as_from_the_rows(demonstration: None) -> None:
    leila = member("Leila Haddad")

    def everything() -> list[Any]:
        with at_work(leila):
            return [
                queries.counted(one, one.newest, period, narrowed, split)
                for one in shipped().indicators.values()
                for period in (ALWAYS, last_year())
                for narrowed in (Narrowed(), Narrowed(offence_group="violence_with_injury"))
                for split in ("", *one.newest.breakdowns)
            ]

    from_rows = everything()
    taking_up.take_up(leila.partnership_id)
    assert everything() == from_rows


def test_a_sealed_case_leaves_at_once_and_what_is_older_than_a_day_is_counted_from_the_rows(
    demonstration: None, behind_the_walls: Any
) -> None:
    leila = member("Leila Haddad")
    browser = signed_in("Leila Haddad")
    assert "Counted as you opened this page" in browser.get("/figures/cases-accepted").content.decode()
    taking_up.take_up(leila.partnership_id)
    page = browser.get("/figures/cases-accepted").content.decode()
    assert "What was recorded since then is counted within the hour" in page
    before = accepted()
    with at_work(leila):
        file, other = Case.objects.order_by("id").values_list("file_id", flat=True)[:2]
    with at_work(leila), behind_the_walls() as cursor:
        cursor.execute("UPDATE sharing_file SET sealed = true WHERE id = %s", [file])
    assert accepted() == before - 1
    with at_work(leila), behind_the_walls() as cursor:
        cursor.execute("UPDATE keeper.tallied SET taken_up_at = now() - interval '25 hours'")
        cursor.execute(
            "UPDATE sharing_file SET sealed = (id = %s) WHERE id IN (%s, %s)", [other, file, other]
        )
    assert accepted() == before - 1
    with at_work(leila):
        assert queries.counted_until() is None


def test_a_return_says_until_when_it_counted(demonstration: None) -> None:
    leila = member("Leila Haddad")
    taking_up.take_up(leila.partnership_id)
    with at_work(leila) as by:
        sent = submit(built_in()["board-pack"], last_year(), by=by, submission_key=uuid4())
        assert sent.counted_until == queries.counted_until()
    page = signed_in("Leila Haddad").get(f"/figures/submissions/{sent.id}").content.decode()
    assert "with what was recorded until" in page


def test_whoever_coordinates_no_hub_has_nothing_taken_up_and_is_not_told_when_it_was(
    demonstration: None,
) -> None:
    leila = member("Leila Haddad")
    taking_up.take_up(leila.partnership_id)
    with at_work(member("Imogen Farrant")):
        assert queries.counted_until() is None
    with (
        doors.opened(readers.reader_for(member("Imogen Farrant")), door="test", purpose="trying"),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        connection.cursor().execute("SELECT keeper.take_up_figure('figure_cases_accepted_1')")
