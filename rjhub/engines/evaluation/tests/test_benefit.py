"""What each pound saves: by hand where nothing is uncertain, by draws where it is."""

import json

import pytest

from rjhub.engines.evaluation import benefit, pictures
from rjhub.engines.trouble import UnusableError

GIVEN = {
    "offences_avoided_per_person": {"estimate": 0.2, "low": 0.05, "high": 0.35}, "cost_per_person": 1000,
    "offence_mix": {"robbery": 1, "violence with injury": 1}, "uprating": 1.25,
    "sources": {"offences_avoided_per_person": "our study", "cost_per_person": "accounts", "uprating": "deflator"},
}  # fmt: skip


def asked(**more):
    return benefit.read(json.dumps(GIVEN | more), "inputs.json")


def test_what_is_certain_is_worked_out_as_by_hand():
    certain = {"estimate": 0.2, "low": 0.2, "high": 0.2}
    found = benefit.answer(asked(offences_avoided_per_person=certain, unit_cost_uncertainty=0))
    # half of 11,320 and half of 14,050 are 12,685; 12,685 x 1.25 x 0.2 / 1,000
    assert found.estimates[0].value == pytest.approx(3.17125)
    assert (found.estimates[0].low, found.estimates[0].high) == pytest.approx((3.17125, 3.17125))


def test_the_interval_comes_from_ten_thousand_draws_that_come_again_with_the_seed():
    one, again, other = benefit.answer(asked()), benefit.answer(asked()), benefit.answer(asked(seed=2))
    main = one.estimates[0]
    assert 0.5 < main.low < main.value < main.high < 7
    assert main == again.estimates[0]
    assert main.low != other.estimates[0].low
    assert other.estimates[0].low == pytest.approx(main.low, rel=0.1)
    assert sum(one.tables["draws"]["counts"]) > 9900


def test_the_tornado_has_what_moves_most_first_and_is_drawn():
    found = benefit.answer(asked())
    assert found.tables["tornado"][0]["input"] == "offences avoided for each person"
    assert set(pictures.of(found)) == {"tornado.svg", "draws.svg"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"offence_mix": {"jaywalking": 1}}, "no cost of jaywalking"),
        ({"cost_per_person": 0}, "above 0"),
        ({"uprating": 0}, "uprating"),
        ({"sources": {}}, "where offences_avoided_per_person, cost_per_person, uprating come from"),
        ({"offences_avoided_per_person": {"estimate": 1, "low": 2, "high": 3}}, "in this order"),
        ({"discount": 1}, "discount"),
    ],
    ids=["offence", "free", "uprating", "sources", "order", "unknown"],
)
def test_inputs_that_nobody_could_check_are_refused(more, words):
    with pytest.raises(UnusableError, match=words):
        benefit.answer(asked(**more))
