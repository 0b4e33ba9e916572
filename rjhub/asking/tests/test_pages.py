"""Asking in a browser, the limits, recording an approach, and who hears of it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from rjhub.asking import keeper
from rjhub.asking.announcements import ApproachRecorded
from rjhub.asking.keys import Asked
from rjhub.asking.tests.factories import DARREN, NOBODY, ROSA, asks, told, typed
from rjhub.asking.vocabulary import ApproachedAs, Outcome
from rjhub.kernel import clock
from rjhub.kernel.ids import new_id
from rjhub.people.actions.stopping import record_stop
from rjhub.people.tests.factories import NOW, at_work, darren, member, rosa, signed_in
from rjhub.people.vocabulary import Channel
from rjhub.sharing.actions.shutting import bar, seal
from rjhub.sharing.vocabulary import Acquaintance
from rjhub.tasks import announcing

pytestmark = pytest.mark.django_db
POLICE, VICTIM_SUPPORT, PROBATION = "Dean Whitlock", "Esther Lindqvist", "Adaeze Obi"
HUB, OFFICER = "Marian Okafor", "Colin Ashdown"
ADDRESS = "/before-you-approach"
VARIES = re.compile(
    r"nonce-[\w+/=-]+|\d{1,2}:\d\d[ap]m|[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"\w+"
)


@pytest.fixture
def people() -> Any:
    with at_work(member(HUB)) as marian:
        return rosa(marian), darren(marian)


def page(name: str, asked: Asked) -> Any:
    return signed_in(name).post(ADDRESS, typed(asked), follow=True)


def plain(answer: Any) -> tuple[int, str]:
    return answer.status_code, VARIES.sub("", answer.content.decode())


def guesses(number: int) -> list[Asked]:
    return [replace(NOBODY, born_on=date(1971, 2, 1) + timedelta(days=more)) for more in range(number)]


def approach_of(question: Any, **more: str) -> dict[str, str]:
    day = clock.today()
    said = {"side": "responsible", "channel": "phone", "outcome": "no_answer"} | more
    return said | {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}


@pytest.mark.parametrize("name", [POLICE, PROBATION])
def test_the_answer_is_one_of_two(people: Any, name: str) -> None:
    ring, nothing = page(name, DARREN), page(name, NOBODY)
    assert "Ring the hub before you approach them" in ring.content.decode()
    assert "Nothing known: refer them" in nothing.content.decode()
    assert "Pike" not in ring.content.decode()


def test_the_page_is_the_same_byte_for_byte_whether_somebody_hidden_is_known_or_nobody(people: Any) -> None:
    assert plain(page(PROBATION, ROSA)) == plain(page(PROBATION, NOBODY))


def test_the_page_of_a_no_is_that_of_anybody_known(people: Any) -> None:
    before = plain(page(POLICE, DARREN))
    with at_work(member(HUB)) as marian:
        record_stop(people[1], said_on=NOW.date(), said_to=marian.agency, by=marian, at=NOW)
    asked_again = plain(page(POLICE, DARREN))
    assert asked_again == before


@pytest.mark.parametrize(
    "asked",
    [{"family_name": ""}, {"family_name": "Pike"}, {"born_on-day": "1", "born_on-month": "2", "born_on-year": "1980"},
     {"postcode": "BN1 1AA"}, {"number": "nonsense"}, {"family_name": "Pi\x00ke", "postcode": "BN1 1AA"}],
)  # fmt: skip
def test_too_little_or_nonsense_is_no_question(asked: dict[str, str], behind_the_walls: Any) -> None:
    answer = signed_in(POLICE).post(ADDRESS, asked)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    with behind_the_walls() as cursor:
        cursor.execute("SELECT count(*) FROM keeper.asking_question")
        assert cursor.fetchone() == (0,)


def test_an_address_holds_nothing_of_what_was_typed(people: Any) -> None:
    answer = signed_in(POLICE).post(ADDRESS, typed(DARREN))
    assert re.fullmatch(ADDRESS + "/[0-9a-f-]{36}", answer["Location"])


def test_the_answer_to_somebody_elses_question_is_not_found(people: Any) -> None:
    question = asks(POLICE, DARREN).id
    assert signed_in(POLICE).get(f"{ADDRESS}/{question}").status_code == 200
    assert signed_in(PROBATION).get(f"{ADDRESS}/{question}").status_code == 404
    assert signed_in(PROBATION).get(f"{ADDRESS}/{question}/approach").status_code == 404


def test_the_log_says_who_asked_and_what_they_were_told_and_not_about_whom(
    people: Any, behind_the_walls: Any
) -> None:
    first, second = asks(POLICE, DARREN), asks(POLICE, replace(DARREN, given_name="DARREN"))
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT subject_id, staff_id, changed FROM audit_entry WHERE tag = 'asking:question:ask' ORDER BY id"
        )
        rows = cursor.fetchall()
    assert [row[0] for row in rows] == [str(first.id), str(second.id)]
    assert {row[1] for row in rows} == {member(POLICE).id}
    assert rows[0][2] == rows[1][2]  # the same was asked again: the digest tells that, and not what
    assert rows[0][2][0] == "ring"
    assert "Pike" not in str(rows)


def test_somebody_who_tries_names_out_is_stopped_and_seen(people: Any) -> None:
    answers = [told(POLICE, guess) for guess in guesses(22)]
    assert answers == ["nothing"] * 20 + ["limited"] * 2
    limited = page(POLICE, DARREN)
    assert limited.status_code == 429
    assert "too many questions" in limited.content.decode()
    assert told(VICTIM_SUPPORT, ROSA) == "ring"  # of another agency
    shown = signed_in(OFFICER).get(f"{ADDRESS}/at-your-agency").content.decode()
    assert "More than the limit" in shown
    assert "Tried things out" in shown
    assert POLICE in shown


def test_an_agency_has_a_limit_of_its_own(behind_the_walls: Any) -> None:
    with behind_the_walls() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION keeper.asking_limits(OUT own_hour int, OUT own_day int, "
            "OUT agency_hour int, OUT agency_day int, OUT multiple int) LANGUAGE sql IMMUTABLE AS "
            "$$ SELECT 20, 60, 2, 600, 1 $$"
        )
    colleague = "Priya Nair"
    assert member(colleague).agency_id == member(POLICE).agency_id
    assert [told(POLICE, NOBODY), told(colleague, NOBODY), told(colleague, NOBODY)] == [
        "nothing", "nothing", "limited",
    ]  # fmt: skip


def test_an_officer_sees_only_how_their_own_agency_asks(people: Any) -> None:
    asks(VICTIM_SUPPORT, ROSA)
    assert VICTIM_SUPPORT not in signed_in(OFFICER).get(f"{ADDRESS}/at-your-agency").content.decode()
    assert signed_in(POLICE).get(f"{ADDRESS}/at-your-agency").status_code == 403


def test_the_hub_is_to_ring_somebody_who_was_not_told(people: Any) -> None:
    asks(PROBATION, ROSA)
    shown = signed_in(HUB).get(f"{ADDRESS}/to-the-hub").content.decode()
    assert f"Ring {PROBATION}" in shown
    assert "Rosa Delacroix" in shown


def test_nobody_is_to_be_rung_about_somebody_unknown_or_who_were_told_themselves(people: Any) -> None:
    asks(PROBATION, NOBODY)
    asks(POLICE, DARREN)
    shown = signed_in(HUB).get(f"{ADDRESS}/to-the-hub").content.decode()
    assert "Ring them today" not in shown
    assert "Daz Pike" in shown


def test_a_call_is_settled_once(people: Any) -> None:
    question, browser = asks(PROBATION, ROSA).id, signed_in(HUB)
    assert browser.post(f"{ADDRESS}/{question}/settling").status_code == 302
    assert "Ring them today" not in browser.get(f"{ADDRESS}/to-the-hub").content.decode()
    assert browser.post(f"{ADDRESS}/{question}/settling").status_code == 403


def test_a_sealed_or_shut_record_shows_to_no_coordinator_who_may_not_know(people: Any) -> None:
    with at_work(member(HUB)) as marian:
        bar(people[0].file, marian, kind=Acquaintance.KIN, by=member("Tomasz Zielinski"), at=NOW)
        seal(people[1].file, because="Exceptional", by=marian, at=NOW)
    asks(POLICE, DARREN)
    question = asks(PROBATION, ROSA).id
    shown = signed_in(HUB).get(f"{ADDRESS}/to-the-hub").content.decode()
    assert "Rosa" not in shown
    assert "Pike" not in shown
    assert "Ring them today" not in shown
    assert signed_in(HUB).post(f"{ADDRESS}/{question}/settling").status_code == 403


@pytest.mark.parametrize("name", [POLICE, PROBATION, VICTIM_SUPPORT])
def test_only_coordinators_hear_who_asked(name: str) -> None:
    assert signed_in(name).get(f"{ADDRESS}/to-the-hub").status_code == 403


def test_whom_one_agency_approached_the_next_is_told_to_ring_about(people: Any) -> None:
    heard: list[ApproachRecorded] = []
    question, browser = asks(PROBATION, NOBODY).id, signed_in(PROBATION)
    assert told(POLICE, NOBODY) == "nothing"
    with mock.patch.object(announcing, "_tables", [{ApproachRecorded: [heard.append]}]):
        answer = browser.post(f"{ADDRESS}/{question}/approach", approach_of(question))
    assert answer.status_code == 302
    assert [(one.agency_id, one.outcome) for one in heard] == [(member(PROBATION).agency_id, "no_answer")]
    assert told(POLICE, replace(NOBODY, family_name="Oyelarran")) == "ring"
    # They were approached as somebody responsible: Victim Support is not told, and the hub is to ring.
    assert told(VICTIM_SUPPORT, NOBODY) == "nothing"
    assert f"Ring {VICTIM_SUPPORT}" in signed_in(HUB).get(f"{ADDRESS}/to-the-hub").content.decode()


def test_an_approach_is_recorded_once_and_only_for_a_side_of_ones_own(people: Any) -> None:
    question, browser = asks(PROBATION, NOBODY).id, signed_in(PROBATION)
    there = f"{ADDRESS}/{question}/approach"
    assert browser.post(there, approach_of(question, side="harmed")).status_code == 200  # not offered
    assert browser.post(there, approach_of(question)).status_code == 302
    assert browser.post(there, approach_of(question)).status_code == 409
    another = asks(PROBATION, NOBODY).id
    came = {"on": NOW.date(), "channel": Channel.PHONE, "outcome": Outcome.NO_ANSWER}
    refused = pytest.raises(ProgrammingError, match="not granted")
    with at_work(member(PROBATION)), refused, transaction.atomic():
        keeper.record_approach(another, new_id(), side=ApproachedAs.HARMED, **came)


def test_the_room_is_in_the_menu_of_whoever_approaches_people() -> None:
    assert reverse("asking:ask") in signed_in(POLICE).get("/").content.decode()
    assert reverse("asking:ask") not in signed_in("Imogen Farrant").get("/").content.decode()
