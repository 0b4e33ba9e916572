"""A forecast: what is certain stays so, what is unsure is as wide as it is, and too little is no forecast."""

import numpy as np
import pytest

from rjhub.engines.forecasting import beginning, lasting
from rjhub.engines.forecasting.history import History, Spell, TooLittleError
from rjhub.engines.forecasting.simulating import Forecast, Range, forecast
from rjhub.engines.trouble import UnusableError

STEADY = History((2,) * 104, tuple(Spell(10.0, has_ended=True) for _ in range(188)) + tuple(
    Spell(week + 0.5, has_ended=False) for week in range(10) for _ in range(2)))  # fmt: skip


def end_of(history: History, **how: object) -> Range:
    return forecast(history, **({"weeks": 26} | how)).going_on[-1]  # type: ignore[arg-type]


def test_two_a_week_that_last_ten_weeks_are_twenty_and_stay_about_twenty() -> None:
    found = end_of(STEADY)
    assert 18 <= found.middle <= 23
    assert found.low < found.middle < found.high


def test_a_third_more_is_a_third_more_work_once_it_has_come_and_not_before() -> None:
    weeks = forecast(STEADY, weeks=40, rise=0.5, after=8)
    as_it_is = forecast(STEADY, weeks=40)
    for one, other in zip(weeks.going_on[:8], as_it_is.going_on[:8], strict=True):
        assert abs(one.middle - other.middle) <= 1
    assert weeks.going_on[-1].middle == pytest.approx(1.5 * as_it_is.going_on[-1].middle, rel=0.12)


def test_where_nothing_more_comes_what_goes_on_ends_and_none_of_it_comes_back() -> None:
    found = forecast(STEADY, weeks=40, rise=-1.0)
    assert [one.high for one in found.going_on] == sorted((one.high for one in found.going_on), reverse=True)
    assert found.going_on[-1].high == 0
    assert found.begun[-1] == Range(0, 0, 0)


def test_the_same_seed_gives_the_same_forecast_and_another_nearly_the_same() -> None:
    assert forecast(STEADY, weeks=9) == forecast(STEADY, weeks=9)
    other = forecast(STEADY, weeks=9, seed=2)
    assert isinstance(other, Forecast)
    assert abs(other.going_on[-1].middle - end_of(STEADY, weeks=9).middle) <= 1


def test_a_shorter_history_is_told_by_a_wider_range() -> None:
    random = np.random.default_rng(5)
    counts = tuple(int(one) for one in random.poisson(3, 156))
    short = History(counts[-26:], STEADY.spells)
    assert _width(end_of(short, weeks=40)) > _width(end_of(History(counts, STEADY.spells), weeks=40))


def test_counts_that_vary_by_more_than_chance_are_seen_and_so_is_a_trend() -> None:
    random = np.random.default_rng(3)
    wild = beginning.rate_of(random.poisson(random.gamma(2.0, 2.0, 2_000)))
    assert wild.spread == pytest.approx(3.0, rel=0.2)  # variance over mean: one and the scale of the gamma
    even = beginning.rate_of(random.poisson(4, 2_000))
    assert even.spread == pytest.approx(1.0, abs=0.15)
    growing = beginning.rate_of(random.poisson(40 * np.exp(0.5 * np.arange(-104, 0) / 52)))
    assert growing.at[1] == pytest.approx(0.5, abs=0.1)
    assert np.exp(growing.at[0]) == pytest.approx(40, rel=0.06)


def test_weeks_that_are_like_the_weeks_around_them_tell_less() -> None:
    random = np.random.default_rng(4)
    waves = np.repeat(random.gamma(6.0, 1.0, 20), 8)
    told = beginning.rate_of(random.poisson(waves))
    shuffled = beginning.rate_of(random.permutation(random.poisson(waves)))
    assert told.covariance[0, 0] > 1.5 * shuffled.covariance[0, 0]


def test_the_shares_that_stay_are_those_of_kaplan_and_meier() -> None:
    # Ten begin; one ends in each of the first four weeks, the others go on for longer.
    spells = [Spell(week + 0.5, has_ended=True) for week in range(4)] + [Spell(9.0, has_ended=False)] * 6
    history = History((1,) * 30, tuple(spells * 40))
    stay = lasting.staying(history, 6, 400, np.random.default_rng(1)).mean(axis=0)
    assert stay[:4] == pytest.approx([9 / 10, 8 / 9, 7 / 8, 6 / 7], abs=0.01)
    assert stay[4:] == pytest.approx([1, 1])


def test_where_few_lasted_so_long_the_weeks_before_tell() -> None:
    spells = tuple(Spell(week + 0.5, has_ended=True) for week in range(30) for _ in range(2))
    stay = lasting.staying(History((2,) * 30, spells), 60, 200, np.random.default_rng(1))
    assert (stay[:, 40:] == stay[:, -1:]).all()
    assert 0 < stay[:, -1].mean() < 0.9


@pytest.mark.parametrize(("weeks", "ended"), [(25, 60), (60, 19)])
def test_too_little_is_said_and_not_forecast(weeks: int, ended: int) -> None:
    with pytest.raises(TooLittleError, match=f"{weeks} whole weeks and {ended} cases that have ended"):
        History((1,) * weeks, (Spell(4.0, has_ended=True),) * ended)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(UnusableError, match="below nought"):
        History((*STEADY.begun, -1), STEADY.spells)
    with pytest.raises(UnusableError, match="below nought"):
        History(STEADY.begun, (*STEADY.spells, Spell(float("nan"), has_ended=True)))
    for how in ({"rise": -1.1}, {"weeks": 0}, {"weeks": 105}, {"after": -1}):
        with pytest.raises(UnusableError, match="1 to 104 weeks"):
            end_of(STEADY, **how)


def test_a_history_in_which_hardly_anything_began_is_forecast_as_little() -> None:
    found = end_of(History((0,) * 60, STEADY.spells[:188]))
    assert (found.low, found.middle) == (0, 0)
    assert found.high <= 2


def test_people_are_what_the_work_takes_rounded_up() -> None:
    assert Range(0, 7, 12).shared_by(3) == Range(0, 3, 4)


def _width(found: Range) -> int:
    return found.high - found.low
