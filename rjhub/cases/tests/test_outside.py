"""Agencies elsewhere: a link by e-mail, a code by telephone, the questions and nothing else, once."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from rjhub.cases.actions import outside as actions
from rjhub.cases.models import Case, InformationItem, InformationRequest, OutsideLink
from rjhub.cases.tests.asked import PROBATION
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation
from rjhub.partnership.models import AgreementVersion
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db
NEUTRAL = "This link does not open anything"
REPLY = {"kind": "information", "answer": "He keeps his appointments.", "regime": "part_3"}


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        return case


def send(case: Case, capture: Any, side: str = "responsible", **more: str) -> Any:
    with at_work(member("Marian Okafor")):
        party = side_of(case, side)
    typed = {
        "kind": "probation", "agency": "Probation Service, Kent", "name": "Ines Falk", "email": "ines@kent.example",
        "party": str(party.id), "why": "He moved to Kent", "asked": "Who manages him?", "category": "casework",
        "due_on-day": "1", "due_on-month": "3", "due_on-year": "2031", "will_ring": "on",
    }  # fmt: skip
    with capture(execute=True):
        return signed_in("Marian Okafor").post(
            f"/cases/{case.reference}/information/outside", typed | more, follow=True
        )


def sent(case: Case, capture: Any) -> tuple[str, str]:
    """The link that was mailed, and the code that the coordinator is told."""
    page = send(case, capture).content.decode()
    code = re.search(r"this code: (\d{3} \d{3})", page)
    assert code, page
    return link_in_mail(), code[1]


def link_in_mail() -> str:
    found = re.search(r"http://testserver(/answer/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def wrong(code: str) -> str:
    return "000 000" if code != "000 000" else "111 111"


def answers() -> list[InformationItem]:
    with at_work(member("Marian Okafor")):
        return list(InformationItem.objects.select_related("request__agency"))


def test_the_mail_holds_the_link_and_nothing_of_the_case_nor_the_code(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    link, code = sent(case, django_capture_on_commit_callbacks)
    (message,) = mail.outbox
    assert message.to == ["ines@kent.example"]
    said = message.subject + message.body
    assert all(
        word not in said for word in (case.reference, "Kyle", "Marsden", "Alice", code, code.replace(" ", ""))
    )
    stored = OutsideLink.objects.get()
    assert link.rpartition("/")[2].encode() not in bytes(stored.key_digest)
    assert code.replace(" ", "").encode() not in bytes(stored.code_digest)


def test_link_and_code_open_the_questions_and_one_answer_reaches_the_hub(
    case: Case, django_capture_on_commit_callbacks: Any, behind_the_walls: Any
) -> None:
    link, code = sent(case, django_capture_on_commit_callbacks)
    client = Client()
    first = client.get(link).content.decode()
    assert "Kyle" not in first
    assert "<title>Enter the code" in first
    assert client.post(link, {"code": code}).status_code == 302
    page = client.get(link).content.decode()
    assert "Who manages him?" in page
    assert "Kyle Marsden" in page
    assert all(word not in page for word in ("Alice", "Fenwick", case.reference, "Marian"))
    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT purpose, files FROM audit_consultation WHERE door = 'cases:outside' ORDER BY at DESC"
        )
        purpose, files = cursor.fetchone()
        assert purpose == f"one-time link {OutsideLink.objects.get().id}"
        assert case.file_id in files
    assert "Thank you" in client.post(link, REPLY).content.decode()
    (item,) = answers()
    assert (item.answer, item.source, item.given_by) == (
        REPLY["answer"],
        "Ines Falk, Probation Service, Kent",
        None,
    )
    hub = signed_in("Marian Okafor").get(f"/cases/{case.reference}/information").content.decode()
    assert "Ines Falk, Probation Service, Kent" in hub
    assert NEUTRAL in client.get(link).content.decode()
    assert NEUTRAL in client.post(link, REPLY).content.decode()
    assert len(answers()) == 1


def test_another_browser_has_to_show_the_code_itself(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    link, code = sent(case, django_capture_on_commit_callbacks)
    assert Client().post(link, {"code": code}).status_code == 302
    other = Client()
    assert "Kyle" not in other.get(link).content.decode()
    other.post(link, REPLY)
    other.cookies["answering"] = "forged"
    assert "Kyle" not in other.get(link).content.decode()
    assert answers() == []


def test_five_wrong_codes_lock_a_link_for_good(case: Case, django_capture_on_commit_callbacks: Any) -> None:
    link, code = sent(case, django_capture_on_commit_callbacks)
    client = Client()
    for _ in range(4):
        assert "This is not the code" in client.post(link, {"code": wrong(code)}).content.decode()
    assert NEUTRAL in client.post(link, {"code": wrong(code)}).content.decode()
    assert NEUTRAL in client.post(link, {"code": code}).content.decode()


def test_how_a_person_harmed_can_be_reached_is_not_taken_by_a_link_either(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    more = {"side": "harmed", "kind": "victim_support", "agency": "Victim Support, Kent"}
    page = send(case, django_capture_on_commit_callbacks, **more).content.decode()
    code = re.search(r"this code: (\d{3} \d{3})", page)
    assert code
    link, client = link_in_mail(), Client()
    client.post(link, {"code": code[1]})
    said = client.post(link, REPLY | {"answer": "Ring her on 07700 900123."}).content.decode()
    assert "Take out how to reach them" in said
    assert "Ring her on" in said
    assert answers() == []


def test_probation_elsewhere_is_not_asked_about_alice(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    page = send(case, django_capture_on_commit_callbacks, side="harmed").content.decode()
    assert "must not learn that this person is in a case" in page
    assert mail.outbox == []


def test_only_the_hub_sends_links(case: Case, django_capture_on_commit_callbacks: Any) -> None:
    sent(case, django_capture_on_commit_callbacks)
    with at_work(member("Marian Okafor")):
        asked = InformationRequest.objects.get()
    for name in ("Gareth Pugh", PROBATION, "Tomasz Zielinski"):
        client = signed_in(name)
        assert client.get(f"/cases/{case.reference}/information/outside").status_code == 404
        assert client.post(f"/cases/{case.reference}/information/{asked.id}/link").status_code == 404
    assert signed_in("Marian Okafor").get(f"/requests/{asked.id}").status_code == 404


def test_what_becomes_of_a_link_is_on_record_without_the_code(
    case: Case, django_capture_on_commit_callbacks: Any, behind_the_walls: Any
) -> None:
    link, code = sent(case, django_capture_on_commit_callbacks)
    client = Client()
    client.post(link, {"code": wrong(code)})
    client.post(link, {"code": code})
    client.post(link, REPLY)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT tag FROM audit_entry WHERE tag LIKE 'cases:outside_link:%'")
        # In no order: a test is one transaction, and all rows of a transaction have one position.
        assert {tag for (tag,) in cursor.fetchall()} == {
            "cases:outside_link:miss", "cases:outside_link:open", "cases:outside_link:answer"
        }  # fmt: skip


def test_an_agency_elsewhere_is_asked_only_for_what_a_clause_lets_its_like_give_and_the_clause_is_shown(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    page = send(case, django_capture_on_commit_callbacks, category="health").content.decode()
    assert "No clause of the information sharing agreement lets an agency of this type" in page
    assert mail.outbox == []
    link, code = sent(case, django_capture_on_commit_callbacks)
    with at_work(member("Marian Okafor")):
        (asked,) = InformationRequest.objects.exclude(outside_agency="")
    assert asked.asked_under
    assert (
        asked.asked_under
        in signed_in("Marian Okafor").get(f"/cases/{case.reference}/information").content.decode()
    )
    outside = Client()
    outside.post(link, {"code": code})
    assert asked.asked_under in outside.get(link).content.decode()


def test_without_an_agreement_in_force_nobody_elsewhere_is_asked(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    with at_work(member("Marian Okafor")) as marian:
        with installation.acts():
            AgreementVersion.objects.filter(partnership=marian.partnership).update(
                review_on=clock.today().replace(year=2020)
            )
        asked = elsewhere(case)
        with pytest.raises(Refused, match="No information sharing agreement is in force"):
            actions.ask_elsewhere(case, asked, by=marian, at=clock.now(), address=str)


def elsewhere(case: Case) -> actions.Elsewhere:
    return actions.Elsewhere(
        kind=AgencyType.PROBATION, agency="Probation Service, Kent", name="Ines Falk", email="ines@kent.example",
        party=side_of(case, "responsible"), why="He moved to Kent", questions="Who manages him?",
        category=Category.CASEWORK, due_on=clock.today(),
    )  # fmt: skip
