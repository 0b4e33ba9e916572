"""Models of matching: kept as versions, put into force, and refused where they are none."""

import json

import pytest

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.kernel.invalid import Invalid
from rjhub.matching import queries, weighing
from rjhub.matching.actions import models
from rjhub.matching.vocabulary import LEVELS, Compared
from rjhub.partnership.models import Partnership

pytestmark = pytest.mark.django_db
SHIPPED = json.loads(weighing._SHIPPED.read_bytes())


@pytest.fixture
def sussex() -> Partnership:
    return Partnership.objects.get(code="sussex")


def changed(**more: object) -> bytes:
    return json.dumps(SHIPPED | more).encode()


def test_a_partnership_goes_by_the_shipped_model_until_it_has_another(sussex: Partnership) -> None:
    assert queries.weighing_of(sussex.id) is weighing.shipped()
    kept = models.add_model(sussex, changed(prior=-9.0), by=None, at=clock.now())
    assert queries.weighing_of(sussex.id).number == 0
    models.put_in_force(sussex, kept.number, by=None, at=clock.now())
    assert queries.weighing_of(sussex.id).prior == -9.0
    models.put_in_force(sussex, 0, by=None, at=clock.now())
    assert queries.weighing_of(sussex.id) is weighing.shipped()
    assert [one.model_id for one in queries.in_force(sussex.id)] == [None, kept.id]


def test_another_partnership_goes_on_with_its_own(sussex: Partnership) -> None:
    kept = models.add_model(sussex, changed(prior=-9.0), by=None, at=clock.now())
    models.put_in_force(sussex, kept.number, by=None, at=clock.now())
    assert queries.weighing_of(Partnership.objects.get(code="kent").id) is weighing.shipped()


def test_the_same_model_twice_is_one_version(sussex: Partnership) -> None:
    first = models.add_model(sussex, changed(prior=-9.0), by=None, at=clock.now())
    assert models.add_model(sussex, changed(prior=-9.0), by=None, at=clock.now()) == first
    assert models.add_model(sussex, changed(prior=-8.0), by=None, at=clock.now()).number == first.number + 1


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", changed(format=9), changed(bits={}), changed(trees={"format": 1}), b"\xff\xfe"],
    ids=["nothing", "no fields", "a list", "another format", "no weights", "no trees", "no text"],
)
def test_what_is_no_model_is_refused(sussex: Partnership, content: bytes) -> None:
    with pytest.raises(Invalid):
        models.add_model(sussex, content, by=None, at=clock.now())


def test_a_model_that_there_is_not_is_not_put_into_force(sussex: Partnership) -> None:
    with pytest.raises(Refused, match="no model 7"):
        models.put_in_force(sussex, 7, by=None, at=clock.now())


def test_the_shipped_model_weighs_every_level_and_what_agrees_more_weighs_more() -> None:
    shipped = weighing.shipped()
    for each in Compared:
        bits = shipped.bits[each]
        assert len(bits) == len(LEVELS[each])
        assert bits[0] == max(bits) > 0 > bits[-1]


def test_thresholds_are_in_order_and_say_what_they_cost() -> None:
    certain, likely, possible = (
        weighing.shipped().threshold(name) for name in ("certain", "likely", "possible")
    )
    assert certain.odds > likely.odds > possible.odds
    assert certain.wrong < likely.wrong < possible.wrong
    assert certain.found < likely.found < possible.found
