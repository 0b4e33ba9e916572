"""Every figure is what a separate recount of the rows says, whoever asks, and opens to the cases behind it."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.kernel import clock
from rjhub.kernel.months import add_months
from rjhub.reporting import queries
from rjhub.reporting.queries import Narrowed
from rjhub.reporting.rules.definitions import Indicator, shipped
from rjhub.reporting.tests import recount
from rjhub.reporting.tests.raw import Counted, Raw, Row, Rows, day
from rjhub.reporting.vocabulary import Period

pytestmark = pytest.mark.django_db
ALWAYS = Period(date(2000, 1, 1), date(2100, 1, 1))
KEYS = sorted(shipped().indicators)


def rows_of(cursor: Any) -> Callable[[str], Rows]:
    def ask(statement: str) -> Rows:
        cursor.execute(statement)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return ask


def in_the_database(cursor: Any, one: Indicator) -> list[Counted]:
    cursor.execute(
        "SELECT partnership_id, file_id, counted, on_day, until_day, amount "
        f"FROM keeper.{one.view(one.newest)}"
    )
    return sorted((Counted(*row) for row in cursor.fetchall()), key=repr)


def recounted(raw: Raw, one: Indicator) -> list[Counted]:
    return sorted((each for each in recount.RECOUNT[one.key](raw) if each.file not in raw.sealed()), key=repr)


def test_every_indicator_is_what_a_separate_recount_of_the_demonstration_says(
    demonstration: None, behind_the_walls: Any
) -> None:
    assert set(recount.RECOUNT) == set(KEYS)
    with at_work(member("Leila Haddad")), behind_the_walls() as cursor:
        with_duties(cursor)
        raw = Raw(rows_of(cursor))
        for key in KEYS:
            one = shipped().indicators[key]
            found = in_the_database(cursor, one)
            assert found == recounted(raw, one), key
            assert found, f"{key} has nothing to count, so nothing was seen"


def with_duties(cursor: Any) -> None:
    """Some duties, done in time, late and not at all; some offers; and cases for which the person harmed asked."""
    cursor.execute(
        "INSERT INTO cases_codeduty (id, partnership_id, file_id, side, category, acl, case_id, party_id, holder_id, "
        "case_reference, crime_reference, kind, not_sure, reported_on, due_on, done_on, at_latest, recorded_at) "
        "SELECT gen_random_uuid(), t.partnership_id, t.file_id, 'harmed', 'referral', '{}', t.case_id, t.id, "
        "h.coordinators_id, c.reference, '', 'tell', '', '2026-03-02', '2026-03-09', day, false, "
        "CASE WHEN day IS NULL THEN NULL ELSE now() END "
        "FROM (SELECT t.*, (ARRAY['2026-03-04', '2026-03-20', NULL]::date[])"
        "[1 + row_number() OVER (ORDER BY t.id) % 3] AS day FROM cases_party t WHERE t.side = 'harmed') t "
        "JOIN cases_case c ON c.partnership_id = t.partnership_id AND c.id = t.case_id "
        "JOIN partnership_hub h ON h.id = c.hub_id ON CONFLICT DO NOTHING"
    )
    cursor.execute(
        "INSERT INTO offers_entry (id, partnership_id, file_id, side, category, acl, person_id, said, what, "
        "happened_on, channel, raised_by, case_reference, crime_reference, source, recorded_at) "
        "SELECT gen_random_uuid(), p.partnership_id, p.file_id, p.side, 'safety', '{}', p.id, 'offered', '', "
        "'2026-02-03', '', '', coalesce(c.reference, ''), '', 'recorded', now() "
        "FROM (SELECT * FROM people_person ORDER BY id LIMIT 40) p LEFT JOIN cases_party t ON t.person_id = p.id "
        "LEFT JOIN cases_case c ON c.id = t.case_id AND t.side = 'harmed'"
    )
    cursor.execute(
        "UPDATE cases_case SET community_remedy_chosen = true WHERE id IN (SELECT id FROM cases_case LIMIT 5)"
    )


@pytest.mark.parametrize("split", ["", "hub", "offence_group", "cj_stage", "source"])
def test_a_coordinator_is_told_the_same_numbers_by_month_and_by_part(
    demonstration: None, behind_the_walls: Any, split: str
) -> None:
    one = shipped().indicators["referrals-received"]
    leila = member("Leila Haddad")
    with at_work(leila), behind_the_walls() as cursor:
        raw = Raw(rows_of(cursor))
        ours = [each for each in recounted(raw, one) if each.partnership == leila.partnership_id]
        parts = {row["file_id"]: part_of(raw, row, split) for row in raw["referrals_referral"]}
    month = clock.today().replace(day=1)
    for back in range(0, 14, 6):
        period = Period(add_months(month, -back), add_months(month, 1 - back))
        with at_work(leila):
            found = queries.counted(one, one.newest, period, Narrowed(), split)
        expected = Counter(
            parts[each.file] for each in ours if period.since <= each.on < period.before if each.file
        )
        assert {each.part: each.many for each in found} == dict(expected)


def part_of(raw: Raw, referral: Row, split: str) -> str:
    """Of its case, where it has one; else of the referral itself."""
    case = next((one for one in raw["cases_case"] if one["file_id"] == referral["file_id"]), None)
    if split == "hub":
        return str((case or referral)["hub_id"])
    if split == "cj_stage":
        return str((case or referral)["cj_stage"])
    if split == "source":
        return str(referral["source"])
    if split == "offence_group":
        said = [one for one in raw["referrals_offence"] if one["referral_id"] == referral["id"]]
        return str(
            case["offence_group"] if case else min(said, key=lambda one: str(one["id"]))["crime_group"]
        )
    return ""


def test_what_is_open_is_counted_at_the_end_of_the_last_day(
    demonstration: None, behind_the_walls: Any
) -> None:
    one = shipped().indicators["cases-open"]
    leila = member("Leila Haddad")
    before = clock.today().replace(day=1)
    with at_work(leila), behind_the_walls() as cursor:
        cases = rows_of(cursor)(f"SELECT * FROM cases_case WHERE partnership_id = {leila.partnership_id}")
        opened = {row["id"]: (day(row["opened_at"]), day(row["closed_at"])) for row in cases}
    expected = sum(
        start < before and (end is None or end >= before) for start, end in opened.values() if start
    )
    with at_work(leila):
        (found,) = queries.counted(one, one.newest, Period(add_months(before, -1), before), Narrowed())
    assert found.many == expected


def test_whoever_coordinates_no_hub_is_told_nothing(demonstration: None) -> None:
    one = shipped().indicators["referrals-received"]
    for name in ("Imogen Farrant", "Gareth Pugh", "Dean Whitlock"):
        with at_work(member(name)):
            assert queries.counted(one, one.newest, ALWAYS, Narrowed()) == []
            assert queries.behind(one, one.newest, ALWAYS, Narrowed(), split="", part="", beyond=0) == ([], 0)
        answer = signed_in(name).get("/figures")
        assert answer.status_code == 403
        assert "Only coordinators see exact figures" in answer.content.decode()


def test_a_number_opens_to_the_cases_that_the_reader_may_see_and_says_how_many_more_there_are(
    demonstration: None,
) -> None:
    leila = member("Leila Haddad")
    with at_work(leila):
        seen = set(Case.objects.values_list("reference", flat=True))
    one = shipped().indicators["cases-accepted"]
    with at_work(leila):
        (counted,) = queries.counted(one, one.newest, ALWAYS, Narrowed())
    assert 0 < len(seen) < counted.many
    browser = signed_in("Leila Haddad")
    page = browser.get("/figures/cases-accepted/cases?period=2000-01_2100-01").content.decode()
    assert all(f"/cases/{reference}" in page for reference in sorted(seen)[:3]) or counted.many > queries.PAGE
    with at_work(leila):
        found, unseen = queries.behind(one, one.newest, ALWAYS, Narrowed(), split="", part="", beyond=0)
    assert len(found) + unseen == min(counted.many, queries.PAGE)
    assert {each.thing.reference for each in found if isinstance(each.thing, Case)} <= seen
    assert f"{unseen:,} of them are counted here and not listed" in page


def test_a_sealed_case_is_in_no_figure(demonstration: None, behind_the_walls: Any) -> None:
    one = shipped().indicators["cases-accepted"]
    leila = member("Leila Haddad")
    with at_work(leila):
        (before,) = queries.counted(one, one.newest, ALWAYS, Narrowed())
        file = Case.objects.order_by("id").values_list("file_id", flat=True)[0]
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE sharing_file SET sealed = true WHERE id = %s", [file])
    with at_work(leila):
        (after,) = queries.counted(one, one.newest, ALWAYS, Narrowed())
    assert after.many == before.many - 1


def test_a_figure_that_is_not_there_cannot_be_asked_for_by_name(demonstration: None) -> None:
    asked = "SELECT * FROM keeper.counted('signing_key', false, '2026-01-01', '2026-02-01', '', '', '', '')"
    with (
        at_work(member("Leila Haddad")),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="no such"),
        transaction.atomic(),
    ):
        cursor.execute(asked)


def test_pages_of_figures_show_shares_breakdowns_and_the_rule(demonstration: None) -> None:
    browser = signed_in("Leila Haddad")
    page = browser.get("/figures?period=2000-01_2100-01").content.decode()
    assert "Valid referrals" in page
    assert "% of" in page
    page = browser.get("/figures/people-harmed-referred?period=2000-01_2100-01").content.decode()
    assert "By age" in page
    assert "By ethnicity" in page
    assert "by=age_band" in page
    assert browser.get("/figures/nothing").status_code == 404
    assert browser.get("/figures/facilitators-active/cases").status_code == 404


def test_everybody_at_work_reads_how_it_is_counted_and_the_two_meanings_of_a_referral() -> None:
    browser = signed_in("Imogen Farrant")
    page = browser.get("/figures/how-we-count").content.decode()
    assert "Referrals received" in page
    assert "Valid referrals" in page
    assert "RJ Hub holds no money" in page
    page = browser.get("/figures/how-we-count/referrals-valid").content.decode()
    assert "Also counted another way" in page
    assert "FROM referrals_referral" in page
    assert browser.get("/figures/how-we-count/nothing").status_code == 404
