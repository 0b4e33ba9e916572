"""Tokens: whose they are, how they are made and end, and what they cannot do."""

import hashlib
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.internal.flows import login
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation
from rjhub.partnership.models import RoleHeld
from rjhub.people.tests.factories import at_work, member, signed_in
from rjhub.tokens import keeper
from rjhub.tokens.actions.tokens import end_token, make_token
from rjhub.tokens.database import MOST_EACH
from rjhub.tokens.middleware import MOST_A_MINUTE
from rjhub.tokens.tests.programs import Program, program_of

pytestmark = pytest.mark.django_db
POLICE, PROBATION, OFFICER = "Dean Whitlock", "Adaeze Obi", "Colin Ashdown"  # he also administers the police


def confirmed(name: str) -> Client:
    """A browser in which somebody has just shown who they are."""
    client = signed_in(name)
    session = client.session
    shown = {"method": "password", "at": clock.now().timestamp(), "reauthenticated": True}
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [shown]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(member(name).account_id)
    session.save()
    return client


@pytest.mark.parametrize("name", [POLICE, PROBATION])
def test_a_program_asks_as_the_member_of_staff_whose_token_it_has(name: str) -> None:
    assert program_of(name).get("/tasks").status_code == 200


def test_its_words_are_shown_once_and_only_their_digest_is_kept(behind_the_walls: Any) -> None:
    client = confirmed(POLICE)
    shown = client.post("/my-account/tokens/new", {"name": "Niche", "days": "30"}).content.decode()
    (words,) = re.findall(r"rjh_[\w-]{43}", shown)
    assert Program(words, member(POLICE).id).get("/tasks").status_code == 200
    assert words not in client.get("/my-account/tokens").content.decode()
    with behind_the_walls() as cursor:
        cursor.execute("SELECT digest, t::text FROM keeper.api_token t")
        ((digest, row),) = cursor.fetchall()
    assert bytes(digest) == hashlib.sha256(words.encode()).digest()
    assert words not in row


def test_it_is_made_only_by_somebody_who_has_just_shown_who_they_are() -> None:
    client = signed_in(POLICE)
    answer = client.post("/my-account/tokens/new", {"name": "Niche", "days": "30"}, follow=True)
    assert "/confirm/" in answer.redirect_chain[-1][0]
    assert "Niche" not in client.get("/my-account/tokens").content.decode()
    where, _ = answer.redirect_chain[-1]
    next_page = parse_qs(urlsplit(where).query)["next"][0]
    back = client.post(where, {"password": "demonstration only", "next": next_page}, follow=True)
    page = back.content.decode()
    assert 'name="name" value="Niche"' in re.sub(r' id="\S+"| class="\S+"| type="\S+"', "", page), page
    assert re.search(r'value="30"[^>]* checked', page)


@pytest.mark.parametrize(
    "said", ["", "Bearer", "Bearer rjh_nonsense", "Bearer x", "Basic abc", "bearer rjh_"]
)
def test_nothing_but_a_token_that_counts_opens_anything(said: str) -> None:
    answer = Client().get("/api/v1/tasks", headers={"Authorization": said} if said else {})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_browser_that_is_signed_in_is_nobody_there() -> None:
    assert signed_in(POLICE).get("/api/v1/tasks").status_code == 401


def test_it_opens_no_page() -> None:
    answer = Client().get("/cases", headers=program_of(POLICE).headers)
    assert answer.status_code == 302


def test_whoever_leaves_is_cut_off_at_the_next_request() -> None:
    program, staff = program_of(POLICE), member(POLICE)
    staff.until, staff.access_ends_at = clock.today(), clock.now()
    with installation.acts():
        staff.save()
    assert program.get("/tasks").status_code == 401


def test_a_locked_account_and_an_ended_or_expired_token_are_cut_off() -> None:
    locked, ended, expired = (program_of(name) for name in (POLICE, PROBATION, "Esther Lindqvist"))
    account = member(POLICE).account
    account.is_active = False
    with installation.acts():
        account.save(update_fields=["is_active"])
    with at_work(member(PROBATION)) as adaeze:
        end_token(ended.token_id, by=adaeze)
    assert [one.get("/tasks").status_code for one in (locked, ended)] == [401, 401]
    assert expired.get("/tasks").status_code == 200


def test_an_expired_token_is_nothing(behind_the_walls: Any) -> None:
    program = program_of(POLICE)
    with behind_the_walls() as cursor:
        cursor.execute(
            "UPDATE keeper.api_token SET made_at = made_at - interval '60 days', "
            "expires_at = made_at - interval '1 second'"
        )
    assert program.get("/tasks").status_code == 401


def test_a_role_that_ends_ends_for_programs_too() -> None:
    program = program_of("Marian Okafor")
    assert program.get("/referrals", box="received").status_code == 200
    with installation.acts():
        RoleHeld.objects.filter(staff=member("Marian Okafor")).update(
            ended_at=clock.now() - timedelta(seconds=1)
        )
    assert program.get("/referrals", box="received").status_code == 403


def test_a_token_asks_only_so_often_in_a_minute(behind_the_walls: Any) -> None:
    program = program_of(POLICE)
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE keeper.api_token SET minute = now(), used = %s", [MOST_A_MINUTE])
    answer = program.get("/tasks")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"


def test_an_administrator_sees_and_ends_tokens_of_their_agency_and_of_no_other() -> None:
    own, other = program_of(POLICE), program_of(PROBATION)
    client = signed_in(OFFICER)
    shown = client.get("/partnership/tokens").content.decode()
    assert POLICE in shown
    assert PROBATION not in shown
    assert client.post(f"/my-account/tokens/{own.token_id}/ending").status_code == 302
    assert client.post(f"/my-account/tokens/{other.token_id}/ending").status_code == 403
    assert (own.get("/tasks").status_code, other.get("/tasks").status_code) == (401, 200)
    assert signed_in(POLICE).get("/partnership/tokens").status_code == 403


def test_nobody_has_more_than_some() -> None:
    with at_work(member(POLICE)) as dean:
        for number in range(MOST_EACH):
            make_token(name=str(number), days=30, by=dean, at=clock.now())
        with pytest.raises(Refused):
            make_token(name="one more", days=30, by=dean, at=clock.now())
        with pytest.raises(ProgrammingError), transaction.atomic():
            keeper.make(member(PROBATION).id, b"x" * 32, name="x", until=clock.now() + timedelta(days=1))


@pytest.mark.parametrize("name", [POLICE, PROBATION])
def test_no_role_of_the_program_reads_the_table(name: str) -> None:
    with at_work(member(name)), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute("SELECT * FROM keeper.api_token")


def test_the_pages_say_whose_they_are() -> None:
    program_of(POLICE)
    assert "Our case system" in signed_in(POLICE).get("/my-account/tokens").content.decode()
    assert "Our case system" not in signed_in(PROBATION).get("/my-account/tokens").content.decode()
    assert confirmed(POLICE).get("/my-account/tokens/new").status_code == 200


def test_everything_that_can_be_asked_is_described_without_anything_from_elsewhere() -> None:
    page = signed_in(POLICE).get("/api").content.decode()
    assert "POST /api/v1/referrals" in page
    assert not re.search(r"(src|href)=\"(https?:)?//", page)
    assert "/api/v1/cases" in signed_in(POLICE).get("/api/openapi.json").json()["paths"]
