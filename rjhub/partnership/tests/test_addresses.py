"""Every address of the room, and who is turned away there. A new address has to be given a row."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, reverse

from rjhub.partnership import urls
from rjhub.partnership.admission import Admits, admitted_to
from rjhub.partnership.models import Invitation, Staff
from rjhub.partnership.signing_in import urls as signing_in
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import Role

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = {
    "acceptance",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
}
"""What somebody may open without having signed in. Nothing behind these says anything about anybody."""

FOR_ADMINISTRATORS = {
    "leaving",
    "new_role",
    "ending_role",
    "level",
    "new_training",
    "starting_over",
    "invitations",
    "new_invitation",
    "withdrawal",
}
"""What only an administrator of the agency itself finds; for everybody else there is nothing there."""

NOBODY = "00000000-0000-7000-8000-000000000000"


def patterns() -> Iterator[URLPattern]:
    yield from urls.urlpatterns
    yield from signing_in.urlpatterns


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


@pytest.fixture
def tom() -> Staff:
    return factories.tom()


def address_of(pattern: URLPattern, about: Staff) -> str:
    held = about.roles.get()
    known = {
        "staff_id": about.id,
        "role_id": held.id,
        "code": about.agency.code,
        "name": "prisons",
        "key": "made-up",
        "invitation_id": UUID(NOBODY),
        "pk": 1,
        "number": 1,
        "provider_id": "nobody",
        "uidb36": "0",
    }
    wanted = set(pattern.pattern.converters) or {"uidb36", "key"} & set(pattern.pattern.regex.groupindex)
    room = "partnership:" if pattern in urls.urlpatterns else ""
    return reverse(f"{room}{pattern.name}", kwargs={name: known[name] for name in wanted})


def test_what_is_open_to_all_is_exactly_this():
    assert {
        str(each.name) for each in patterns() if admitted_to(each.callback) is Admits.EVERYBODY
    } == OPEN_TO_ALL


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, tom):
    for address in (address_of(each, tom) for each in patterns() if each.name not in OPEN_TO_ALL):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, address
            assert answer["Location"].split("?")[0] == "/account/sign-in", address


def test_whoever_has_not_shown_a_second_factor_reaches_only_the_way_to_one(client, tom):
    asha = factories.works_at(tom.agency, "Asha Menon", Role.ADMINISTRATOR, password_only=False)
    client.force_login(asha.account)
    for pattern in patterns():
        address = address_of(pattern, tom)
        if admitted_to(pattern.callback) in {Admits.STAFF, Admits.SIGNED_IN}:
            answer = client.get(address)
            assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/factors"), (
                address
            )
        else:
            assert pattern.name in OPEN_TO_ALL or address.startswith("/account/"), address


@pytest.mark.parametrize("who", [factories.grace, factories.euan, factories.ines, factories.olive])
def test_nobody_changes_another_agencys_people(client, tom, who):
    stranger = who()
    client.force_login(stranger.account)
    before = list(tom.roles.values_list("ended_at", flat=True))
    for pattern in urls.urlpatterns:
        if pattern.name not in FOR_ADMINISTRATORS:
            continue
        address = address_of(pattern, tom)
        own = pattern.name in {"invitations", "new_invitation"} and stranger.holds(Role.ADMINISTRATOR)
        assert client.get(address).status_code == (200 if own else 404), address
        client.post(address, {"role": "administrator", "on-day": "1", "on-month": "1", "on-year": "2030"})
    assert list(tom.roles.values_list("ended_at", flat=True)) == before
    assert Staff.objects.get(id=tom.id).until is None
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["member", "agency"])
def test_another_partnerships_people_and_agencies_are_not_there(client, tom, name):
    client.force_login(factories.olive().account)
    pattern = next(each for each in urls.urlpatterns if each.name == name)
    hidden = client.get(address_of(pattern, tom))
    assert hidden.status_code == 404
    missing = client.get(
        hidden.wsgi_request.path.replace(str(tom.id), NOBODY).replace("sussex-police", "no-such")
    )
    assert missing.content == hidden.content


def test_an_administrator_of_the_agency_is_answered_everywhere(tom):
    meera = factories.meera()
    for pattern in patterns():
        client = Client()
        client.force_login(meera.account)
        address = address_of(pattern, tom)
        assert client.get(address).status_code in {200, 302, 404, 405}, address
