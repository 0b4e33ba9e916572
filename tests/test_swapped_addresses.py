"""Every address of a case, with a number in it swapped for one that is not the asker's to see."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from rjhub.cases import urls
from rjhub.cases.actions.held_words import Typed, hold_words
from rjhub.cases.models import Case
from rjhub.cases.policies.wording import HoldFirst
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import a_ready_case, facilitated, side_of
from rjhub.cases.tests.shut import recorded
from rjhub.cases.tests.together import everything
from rjhub.cases.vocabulary import WordsPlace
from rjhub.kernel import clock
from rjhub.letters.actions.writing import NewLetter, write_letter
from rjhub.letters.tests.factories import RING, asked
from rjhub.letters.vocabulary import Occasion
from rjhub.people.actions.reaching import keep_contact
from rjhub.people.vocabulary import Channel, ContactKind

pytestmark = pytest.mark.django_db
# A police referrer, a prison officer, and coordinators of another hub and of another area: none of them has anything
# to do with the case.
OUTSIDERS = ("Dean Whitlock", "Ryan Tipping", "Tomasz Zielinski", "Judith Arkwright")
# The table of the rows that a number in an address names.
ROWS = {
    "party_id": "cases_party", "request_id": "cases_informationrequest", "document_id": "cases_document",
    "allocation_id": "cases_allocation", "handover_id": "cases_handover", "task_id": "cases_task",
    "consent_id": "cases_consent", "risk_id": "cases_risk", "flag_id": "cases_flag", "report_id": "cases_courtreport",
    "preparation_id": "cases_preparation", "meeting_id": "cases_meeting", "attendance_id": "cases_attendance",
    "message_id": "cases_message", "agreement_id": "cases_agreement", "item_id": "cases_agreementitem",
    "follow_up_id": "cases_followup", "conflict_id": "sharing_conflictofinterest",
    "access_id": "cases_emergencyaccess", "held_id": "cases_heldwords", "letter_id": "letters_letter",
    "attached_id": "cases_attachedreferral", "duty_id": "cases_codeduty", "person_id": "people_person",
}  # fmt: skip
WORDS = {
    "to": "ready", "check": "facts_acknowledged", "purpose": "taking_part", "about": "harmed", "kind": "mobile",
    "key": "nothing", "case_reference": "nothing",
}  # fmt: skip


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        everything(case, marian)
        kyle = side_of(case, "responsible").person
        place = "Room 2, The Sample\nLewes\nBN7 1AA"
        keep_contact(kyle, kind=ContactKind.ADDRESS, value=place, by=marian, at=clock.now())
        asked(kyle, by=marian)
        written = NewLetter(occasion=Occasion.PLEASE_RING, way=Channel.LETTER, ring=RING)
        write_letter(kyle, written, file=case.file, by=marian, at=clock.now())
    with at_work(member("Gareth Pugh")) as gareth:
        held = HoldFirst(case.id, WordsPlace.MEETING, ("Ring 07700 900123",), ())
        hold_words(held, Typed(address="/", answers=()), by=gareth, at=clock.now())
    recorded(case, "Adaeze Obi")
    return case


def numbers_of(case: Case, behind_the_walls: Any) -> dict[str, str]:
    """What may stand in the addresses of a case: one row of each table."""
    found = {}
    with at_work(member("Marian Okafor")), behind_the_walls() as cursor:
        for name, table in ROWS.items():
            cursor.execute(f"SELECT id FROM {table} WHERE file_id = %s ORDER BY id LIMIT 1", [case.file_id])
            row = cursor.fetchone()
            found[name] = str(row[0] if row else uuid4())
    return found | WORDS


def addresses(reference: str, numbers: dict[str, str]) -> Iterator[str]:
    given = {"reference": reference} | numbers
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        names = pattern.pattern.converters
        if names:
            yield reverse(f"cases:{pattern.name}", kwargs={name: given[name] for name in names})


def answers(client: Client, address: str) -> list[tuple[int, bytes, dict[str, str]]]:
    asked = [client.get(address), client.post(address, {"act": "yes"})]
    return [(one.status_code, one.content, without_time(dict(one.headers))) for one in asked]


def without_time(headers: dict[str, str]) -> dict[str, str]:
    return {name: re.sub(r"nonce-\w+", "", value) for name, value in headers.items() if name != "Expires"}


@pytest.mark.parametrize("name", OUTSIDERS)
def test_a_case_and_all_of_it_looks_to_others_as_if_it_were_not_there(
    name: str, case: Case, behind_the_walls: Any
) -> None:
    client, there = signed_in(name), numbers_of(case, behind_the_walls)
    nowhere = {one: value if one in WORDS else str(uuid4()) for one, value in there.items()}
    pairs = zip(addresses(case.reference, there), addresses(f"{case.reference[:-1]}0", nowhere), strict=True)
    different = [hidden for hidden, missing in pairs if answers(client, hidden) != answers(client, missing)]
    assert different == []


def test_whoever_works_on_the_case_reaches_it_by_the_same_addresses(
    case: Case, behind_the_walls: Any
) -> None:
    client, there = signed_in("Gareth Pugh"), numbers_of(case, behind_the_walls)
    reached = [one for one in addresses(case.reference, there) if client.get(one).status_code == 200]
    assert len(reached) > 40


def test_what_belongs_to_one_case_does_not_open_under_another_that_one_also_works_on(
    case: Case, behind_the_walls: Any
) -> None:
    with at_work(member("Marian Okafor")) as marian:
        mine = a_case(marian, harmed="Bernard Lyle", responsible="Otis Crane")
        facilitated(mine, marian)
    client, there = signed_in("Gareth Pugh"), numbers_of(case, behind_the_walls)
    mixed = [
        address
        for address in addresses(mine.reference, there)
        if address.startswith("/cases/") and re.search("[0-9a-f]{8}-", address.split(mine.reference)[1])
    ]
    assert len(mixed) > 25
    opened = [address for address in mixed if {code for code, _, _ in answers(client, address)} - {404, 405}]
    assert opened == []
