"""Who is at work in this room's tests."""

from collections.abc import Iterator

import pytest

from rjhub.partnership import installation
from rjhub.partnership.models import Hub, RoleHeld, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people.tests import factories


@pytest.fixture
def marian() -> Iterator[Staff]:
    """Marian Okafor coordinates the Bognor Regis hub, and is at work."""
    with factories.at_work(factories.coordinator()) as staff:
        yield staff


@pytest.fixture
def gareth() -> Staff:
    """Gareth Pugh coordinates the Bognor Regis hub, too; not at work until a test says so."""
    staff = factories.member("Gareth Pugh")
    hub = Hub.objects.get(code="bognor-regis", partnership_id=staff.partnership_id)
    with installation.acts():
        RoleHeld.objects.create(staff=staff, role=Role.COORDINATOR, hub=hub)
    return factories.member("Gareth Pugh")
