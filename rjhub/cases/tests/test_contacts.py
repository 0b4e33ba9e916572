"""The contact log, and the gate that nobody gets round: a no is a no."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.actions import naming
from rjhub.cases.models import ContactLogEntry, HeldWords, Party
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated
from rjhub.cases.vocabulary import Direction, PartyStatus
from rjhub.kernel import clock
from rjhub.people.models import Stop
from rjhub.people.vocabulary import Channel
from rjhub.sharing.vocabulary import Category

pytestmark = pytest.mark.django_db

A_CALL = {
    "direction": "outgoing", "channel": "phone", "reached": "yes", "safe": "yes", "told": "yes",
    "summary": "She would like to hear more.", "mood": "", "next_step": "Visit on Friday",
    "happened_at-day": "3", "happened_at-month": "3", "happened_at-year": "2026", "happened_at-time": "2:30pm",
}  # fmt: skip


def says_no(party: Party) -> None:
    staff = member("Esther Lindqvist")
    Stop.objects.create(
        partnership_id=party.partnership_id, file_id=party.person.file_id, side=party.side,
        category=Category.SAFETY, person=party.person, said_on=date(2026, 2, 1), said_to=staff.agency,
        recorded_at=clock.now(),
    )  # fmt: skip


def test_a_call_is_logged_and_the_person_counts_as_told() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        alice = case.parties.get(side="harmed")
    client = signed_in("Marian Okafor")
    answer = client.post(f"/cases/{case.reference}/people/{alice.id}/contacts/new", A_CALL)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(f"/cases/{case.reference}/contacts").content.decode()
    assert "She would like to hear more." in page
    with at_work(marian):
        assert case.parties.get(id=alice.id).status == PartyStatus.APPROACHED
        assert case.milestones.get().check_name == "told_harmed"


def test_the_same_form_sent_twice_is_one_contact() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        alice = case.parties.get(side="harmed")
    client = signed_in("Marian Okafor")
    form = f"/cases/{case.reference}/people/{alice.id}/contacts/new"
    for typed in (A_CALL, A_CALL, A_CALL | {"happened_at-time": "3:30pm"}):
        assert client.post(form, typed).status_code == 302
    with at_work(marian):
        assert ContactLogEntry.objects.filter(case=case).count() == 2


def test_nobody_calls_somebody_who_said_no_to_another_agency() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        alice = case.parties.select_related("person").get(side="harmed")
        says_no(alice)
    client = signed_in("Marian Okafor")
    form = f"/cases/{case.reference}/people/{alice.id}/contacts/new"
    for before in (f"/cases/{case.reference}/contacts", form):
        assert client.get(before).content.decode().count("Do not contact them.") == 1
    for summary in ("She would like to hear more.", "Her mother answers on 01632 960417."):
        answer = client.post(form, A_CALL | {"summary": summary})
        assert "must not be contacted unless they ask" in answer.content.decode()
    with at_work(marian):
        assert not ContactLogEntry.objects.filter(case=case).exists()
        assert not HeldWords.objects.filter(case=case).exists()


def test_somebody_who_may_be_who_said_no_is_called_only_once_a_coordinator_has_decided() -> None:
    with at_work(member("Marian Okafor")) as marian:
        says_no(a_case(marian).parties.select_related("person").get(side="harmed"))
        case = a_case(marian, harmed="Alyce Fenwick")
        alike = case.parties.get(side="harmed")
    form = f"/cases/{case.reference}/people/{alike.id}/contacts/new"
    answer = signed_in("Marian Okafor").post(form, A_CALL)
    assert "A coordinator must decide first whether it is them." in answer.content.decode()
    with at_work(marian):
        assert not ContactLogEntry.objects.filter(case=case).exists()


def test_the_database_itself_refuses_to_log_a_call_to_somebody_who_said_no() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        alice = case.parties.select_related("person").get(side="harmed")
        says_no(alice)
        with pytest.raises(IntegrityError, match="nobody_said_no"), transaction.atomic():
            ContactLogEntry.objects.create(
                **alice.row(), direction=Direction.OUTGOING, channel=Channel.PHONE, happened_at=clock.now(),
                reached=True, safe=True, made_by=marian, recorded_at=clock.now(),
            )  # fmt: skip


def in_hertfordshire() -> tuple[str, str]:
    with at_work(member("Judith Arkwright")) as judith:
        case = a_case(judith)
        alice = case.parties.select_related("case", "person__file").get(side="harmed")
        for name in ("Grace Adeyemi", "Ruth Feldman"):
            naming.name_contact(alice, contact=member(name), by=judith, at=clock.now())
            alice.refresh_from_db()
    return case.reference, f"/cases/{case.reference}/people/{alice.id}/contacts/new"


def test_in_hertfordshire_nobody_but_beacon_and_the_hub_speaks_first_with_the_person_harmed() -> None:
    reference, address = in_hertfordshire()
    refused = signed_in("Ruth Feldman").post(address, A_CALL)
    assert "and nobody else" in refused.content.decode()
    assert (
        "First contact" in signed_in("Judith Arkwright").get(f"/cases/{reference}/contacts").content.decode()
    )
    assert signed_in("Judith Arkwright").post(address, A_CALL).status_code == 302


def test_a_named_contact_works_for_their_side_and_does_not_move_the_case() -> None:
    with at_work(member("Judith Arkwright")) as judith:
        case = a_case(judith)
        alice = case.parties.select_related("case", "person__file").get(side="harmed")
        naming.name_contact(alice, contact=member("Grace Adeyemi"), by=judith, at=clock.now())
    grace = signed_in("Grace Adeyemi")
    assert grace.post(f"/cases/{case.reference}/people/{alice.id}/contacts/new", A_CALL).status_code == 302
    page = grace.get(f"/cases/{case.reference}").content.decode()
    assert "Alice Fenwick" in page
    assert "Kyle Marsden" not in page
    refused = grace.post(f"/cases/{case.reference}/stages/duplicate_check")
    assert "can move it on" in refused.content.decode()


@pytest.mark.parametrize("field", ["summary", "mood", "next_step"])
def test_the_log_keeps_no_way_to_reach_the_person_harmed(field: str) -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        people = {party.side: party for party in case.parties.all()}
    client = signed_in("Marian Okafor")
    typed = A_CALL | {field: "Ring her mother on 01632 960417."}
    answer = client.post(f"/cases/{case.reference}/people/{people['harmed'].id}/contacts/new", typed)
    assert "Take out how to reach them" in answer.content.decode()
    assert "Ring her mother" in answer.content.decode(), "nothing typed is lost"
    with at_work(marian):
        assert not ContactLogEntry.objects.filter(case=case).exists()
    his = f"/cases/{case.reference}/people/{people['responsible'].id}/contacts/new"
    assert client.post(his, typed).status_code == 422, "somebody reads it first, whomever it names"
    assert client.post(his, typed | {"ask_to_read": "yes"}).status_code == 302
    with at_work(marian):
        assert not ContactLogEntry.objects.filter(case=case).exists()
        assert HeldWords.objects.filter(case=case, place="contact").exists()


def test_the_second_facilitator_of_another_agency_may_be_the_first_to_ask() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
        people = {party.side: party for party in case.parties.all()}
    adaeze = signed_in("Adaeze Obi")
    address = f"/cases/{case.reference}/people/{{}}/contacts/new"
    assert adaeze.post(address.format(people["responsible"].id), A_CALL).status_code == 302
    hers = adaeze.post(address.format(people["harmed"].id), A_CALL)
    assert "does not contact people harmed" in hers.content.decode()
    page = adaeze.get(f"/cases/{case.reference}/contacts").content.decode()
    assert f"/people/{people['responsible'].id}/contacts/new" in page
    assert f"/people/{people['harmed'].id}/contacts/new" not in page
