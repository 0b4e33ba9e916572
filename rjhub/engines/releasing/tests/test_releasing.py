"""A partnership's invented tables: what may be told, and what whoever collects every release can find out."""

import pytest

from rjhub.engines.releasing import equations, protecting, releasing, simulating, tables
from rjhub.engines.releasing.attacking import Attacker
from rjhub.engines.releasing.tables import TOTAL
from rjhub.engines.trouble import UnusableError

RULES = protecting.Rules()


def table(name="march", period=None, **rows):
    """Rows by hub, columns conference and letter."""
    counts = {
        (hub, way): count
        for hub, pair in rows.items()
        for way, count in zip(("conference", "letter"), pair, strict=True)
    }
    return tables.complete(name, ("hub", "way"), counts, period)


def recovered(releases):
    return [each.what for each in releasing.attack(releases) if each.bounds.recovered]


def test_hiding_only_the_small_cell_gives_it_away_by_subtraction():
    true = table(east=(3, 20), north=(15, 18))
    assert recovered([releasing.naive(true, RULES)]) == ["hub east, way conference"]


def test_a_released_small_cell_keeps_room_of_five_and_sums_stay():
    true = table(east=(3, 20), north=(15, 18))
    shown = releasing.release(true, [], RULES).table
    attacked = releasing.attack([shown])
    assert attacked
    assert not recovered([shown])
    assert min(each.bounds.width for each in attacked) >= 5 - 1e-6
    assert shown.counts[TOTAL, TOTAL] == 56
    assert all(shown.counts[key] in {None, true.counts[key]} for key in true.counts)


def test_the_truth_lies_within_every_interval_of_the_attack():
    true = simulating.year(4, 6, running=True)
    shown = []
    for each in true:
        shown.append(releasing.release(each, shown, RULES).table)
    whole = equations.build(shown)
    attacker = Attacker(whole)
    for at, bounds in attacker.of([at for at, cell in enumerate(whole.cells) if cell.count is None]):
        cell = whole.cells[at]
        assert bounds.low - 1e-6 <= true[cell.release].counts[cell.key] <= bounds.high + 1e-6


def test_a_running_total_that_grows_by_three_is_not_told_again():
    before, after = table("may", east=(40, 20), north=(15, 18)), table("june", east=(43, 30), north=(25, 28))
    first = releasing.release(before, [], RULES).table
    assert None not in first.counts.values()
    second = releasing.release(after, [first], RULES)
    assert second.differencing == [("east", "conference")]
    assert second.table.counts["east", "conference"] is None
    assert not recovered([first, second.table])
    free = releasing.release(after, [first], protecting.Rules(differences=False)).table
    assert free.counts["east", "conference"] == 43


def test_months_that_add_up_to_a_quarter_do_not_give_the_hidden_month_away():
    months = [
        table("april", ("2026-04", "2026-05"), east=(3, 20), north=(15, 18)),
        table("may", ("2026-05", "2026-06"), east=(9, 12), north=(15, 11)),
        table("june", ("2026-06", "2026-07"), east=(8, 14), north=(12, 16)),
    ]
    quarter = table("quarter", ("2026-04", "2026-07"), east=(20, 46), north=(42, 45))
    shown = []
    for each in months:
        shown.append(releasing.release(each, shown, RULES).table)
    assert recovered([*shown, releasing.naive(quarter, RULES)]) or len(shown) == 3
    assert not recovered([*shown, releasing.release(quarter, shown, RULES).table])


def test_a_table_by_other_columns_of_the_same_people_is_attacked_together():
    by_hub = table("by hub", ("2026-01", "2026-02"), east=(3, 20), north=(15, 18))
    first = releasing.release(by_hub, [], RULES).table
    by_way = tables.complete(
        "by way", ("way", "sex"), {
            ("conference", "female"): 6, ("conference", "male"): 12, ("letter", "female"): 21, ("letter", "male"): 17
        }, ("2026-01", "2026-02"),
    )  # fmt: skip
    assert not recovered([first, releasing.release(by_way, [first], RULES).table])


@pytest.mark.parametrize("running", [True, False], ids=["running totals", "each month"])
def test_over_years_nothing_is_recovered_and_hiding_small_cells_only_fails(running):
    seen = simulating.simulate(3, 6, seed=20, running=running, rules=RULES, say=lambda _: None)
    assert seen.hidden > 50
    assert seen.recovered == 0
    assert seen.narrowest >= 5 - 1e-6
    assert seen.naive_recovered > 0
    assert seen.changes_told == 0
    assert seen.naive_changes_told > 0 or not running


def test_counts_that_fall_are_no_running_totals_and_stand_apart():
    one, other = table("one", east=(40, 20), north=(15, 18)), table("two", east=(10, 20), north=(15, 18))
    assert not equations.nested([one, other], 0, 1)
    assert equations.nested([other, one], 0, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hub,count\neast,three\n", "“three”"),
        ("hub,count\neast,3\neast,4\n", "repeats the cell hub east"),
        ("hub,count\neast,3\nTotal,4\n", "add up to 3"),
        ("hub,share\neast,3\n", "no column count"),
        ("count\n3\n", "only a count"),
        ("hub,count\neast,-3\n", "0 or more"),
        ("hub,count\nTotal,3\n", "only totals"),
        ("hub,count\n", "no rows"),
    ],
    ids=["words", "twice", "sum", "count", "labels", "negative", "totals", "empty"],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path, text, words):
    file = tmp_path / "table.csv"
    file.write_text(text)
    with pytest.raises(UnusableError, match=words):
        tables.read(file)


def test_what_was_published_is_read_back_as_it_was(tmp_path):
    shown = releasing.release(
        table(period=("2026-03-01", "2026-04-01"), east=(3, 20), north=(15, 18)), [], RULES
    ).table
    file = tmp_path / "march.csv"
    file.write_text(tables.as_csv(shown))
    again = tables.read(file)
    assert again.counts == shown.counts
    assert again.period == shown.period


def test_releases_that_contradict_each_other_are_said_so():
    dated = [
        table("one", ("a", "b"), east=(40, 20), north=(15, 18)),
        table("two", ("a", "c"), east=(9, 20), north=(15, 18)),
    ]
    with pytest.raises(UnusableError, match="contradict"):
        releasing.release(dated[1], [dated[0]], RULES)
