"""Information officers of agencies that work with people responsible, whose pages ask through a role of their own."""

import pytest
from django.urls import reverse

from rjhub.cases.tests.factories import member, signed_in
from rjhub.partnership import installation
from rjhub.partnership.models import RoleHeld
from rjhub.partnership.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["readings", "unusual", "exposure", "why", "hours", "home"])
def test_they_watch_their_own_people_as_others_do(page: str) -> None:
    """No agency of the cast has one there, and each needs one."""
    marcus = member("Marcus Bell")
    with installation.acts():
        RoleHeld.objects.create(staff=marcus, role=Role.INFORMATION_OFFICER)
    assert signed_in(marcus.name).get(reverse(f"reading:{page}")).status_code == 200
