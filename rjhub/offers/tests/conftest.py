"""Who is at work in this room's tests."""

import pytest

from rjhub.people.tests import factories


@pytest.fixture
def marian():
    """Marian Okafor coordinates the Bognor Regis hub, and is at work."""
    with factories.at_work(factories.coordinator()) as staff:
        yield staff


@pytest.fixture
def esther():
    """Esther Lindqvist of Victim Support; not at work until a test says so."""
    return factories.victim_worker()


@pytest.fixture
def adaeze():
    """Adaeze Obi is a probation officer; not at work until a test says so."""
    return factories.probation_officer()


@pytest.fixture
def folder(settings, tmp_path):
    settings.REGISTER_FOLDER = tmp_path / "register"
    return settings.REGISTER_FOLDER


@pytest.fixture
def elsewhere(behind_the_walls):
    """The database runs in another place than it did."""

    def move() -> None:
        with behind_the_walls() as cursor:
            cursor.execute("UPDATE keeper.runs_on SET place = 'another server'")

    return move
