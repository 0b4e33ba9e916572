"""Locking an account at once, and keeping failed tries to sign in on record."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from rjhub.kernel.decisions import Refused
from rjhub.partnership.actions import accounts
from rjhub.partnership.models import Staff
from rjhub.partnership.signing_in import later
from rjhub.partnership.tests import factories

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"


def browser_of(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff.account)
    assert client.get("/my-account").status_code == 200
    return client


def address(staff: Staff) -> str:
    return f"/partnership/staff/{staff.id}/locking"


def recorded(behind_the_walls: Any, tag: str) -> list[tuple[str, ...]]:
    with behind_the_walls() as cursor:
        cursor.execute("SELECT subject_id, staff_id::text FROM audit_entry WHERE tag = %s", [tag])
        return list(cursor.fetchall())


def test_an_administrator_locks_an_account_at_once_and_every_open_session_is_over(
    behind_the_walls: Any,
) -> None:
    meera, tom = factories.meera(), factories.tom()
    open_there, hers = browser_of(tom), browser_of(meera)
    assert "Lock this account at once" in hers.get(address(tom)).content.decode()
    assert hers.post(address(tom))["Location"] == f"/partnership/staff/{tom.id}"
    assert open_there.get("/").status_code == 302
    again = Client()
    again.post(SIGN_IN, {"login": tom.account.email, "password": factories.PASSWORD})
    assert again.get("/my-account").status_code == 302
    assert recorded(behind_the_walls, "partnership:account:lock") == [(str(tom.account_id), str(meera.id))]
    hers.post(address(tom) + "?act=unlock")
    again.post(SIGN_IN, {"login": tom.account.email, "password": factories.PASSWORD})
    assert again.get("/my-account").status_code == 200


def test_a_locked_account_gets_no_link_for_a_new_password(mailoutbox: list[Any]) -> None:
    meera, tom = factories.meera(), factories.tom()
    browser_of(meera).post(address(tom))
    later.mail_password_link(tom.account.email, "http://testserver")
    assert mailoutbox == []


@pytest.mark.parametrize("who", [factories.grace, factories.ines, factories.olive])
def test_nobody_but_an_administrator_of_the_agency_locks_and_the_page_is_not_there_for_others(
    who: Any,
) -> None:
    tom, other = factories.tom(), who()
    assert browser_of(other).post(address(tom)).status_code == 404
    with pytest.raises(Refused):
        accounts.lock(tom, by=other)


def test_nobody_locks_or_unlocks_themselves_and_pressing_twice_does_not_turn_it_round() -> None:
    meera, tom = factories.meera(), factories.tom()
    with pytest.raises(Refused, match="your own account"):
        accounts.lock(meera, by=meera)
    with pytest.raises(Refused, match="is not locked"):
        accounts.unlock(tom, by=meera)
    hers = browser_of(meera)
    hers.post(address(tom))
    assert hers.post(address(tom)).status_code == 403
    tom.account.refresh_from_db()
    assert not tom.account.is_active


def test_a_failed_try_is_on_record_and_the_request_does_the_same_for_an_address_that_nobody_has(
    behind_the_walls: Any,
) -> None:
    cache.clear()
    tom = factories.tom()
    queued = []
    for email in (tom.account.email, "nobody@sussex-police.example"):
        Client().post(SIGN_IN, {"login": email, "password": "not the password at all"})
        queued.append(the_worker_works())
    assert queued == [[{"email": tom.account.email}], [{"email": "nobody@sussex-police.example"}]]
    assert recorded(behind_the_walls, "partnership:session:refuse") == [(str(tom.account_id), None)]


def the_worker_works() -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = 'note_failed_sign_in' RETURNING args"
        )
        jobs = [json.loads(args) if isinstance(args, str) else args for (args,) in cursor.fetchall()]
    for told in jobs:
        later.note_failed_sign_in(**told)
    return jobs
