"""Who is at work in this room's tests."""

from datetime import date

import pytest

from rjhub.people.actions import custody, monitoring, naming, safe_contact
from rjhub.people.actions.safe_contact import SafeWays
from rjhub.people.tests import factories
from rjhub.people.vocabulary import Channel, NameKind


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
def rosa():
    """Rosa, whom the Bognor Regis hub knows, with all that a record can hold."""
    with factories.at_work(factories.coordinator()) as marian:
        rosa = factories.rosa(marian)
        ways = SafeWays(channels=(Channel.PHONE,), code_word="Otter", safe_times="Weekdays before 3")
        safe_contact.confirm_safe_contact(rosa, ways=ways, by=marian, at=factories.NOW)
        monitoring.record_equality(rosa, answers={"ethnicity": "W9"}, by=marian, at=factories.NOW)
        naming.add_other_name(rosa, kind=NameKind.ALIAS, given_name="Rose", family_name="Croix", by=marian)
    return rosa


@pytest.fixture
def darren():
    """Darren, whom the Bognor Regis hub knows, held in Lewes."""
    with factories.at_work(factories.coordinator()) as marian:
        darren = factories.darren(marian)
        custody.record_custody(darren, prison_code="LWI", since=date(2026, 3, 2), by=marian)
    return darren
