"""The facilitator register: who is found in it, by whom, and who changes what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, ProgrammingError
from django.test import Client

from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.facilitators import keeper
from rjhub.facilitators.actions import clearing
from rjhub.facilitators.models import Clearance, Practice, Reach, Secondment
from rjhub.facilitators.vocabulary import ClearanceKind
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff

pytestmark = pytest.mark.django_db


def at(name: str, place: str = "") -> str:
    return f"/facilitators/{member(name).id}{place}"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_coordinator_sees_those_who_facilitate_for_their_hub_and_for_every_hub() -> None:
    shown = page(signed_in("Marian Okafor"), "/facilitators")
    assert "Gareth Pugh" in shown  # works for every hub
    assert "Nadia Karim" in shown  # works for this one
    assert "Tomasz Zielinski" not in shown  # works for Bexhill alone
    assert "Judith Arkwright" not in shown  # another partnership
    tomasz = signed_in("Tomasz Zielinski")
    assert "Nadia Karim" not in page(tomasz, "/facilitators")
    assert tomasz.get(at("Nadia Karim")).status_code == 404


@pytest.mark.parametrize(
    ("filters", "found", "not_found"),
    [
        ("language=cy", "Gareth Pugh", "Nadia Karim"),
        ("communication=bsl", "Nadia Karim", "Gareth Pugh"),
        ("prison=LWI", "Gareth Pugh", "Nadia Karim"),
        ("trained=domestic_abuse", "Sunita Rao", "Gareth Pugh"),
        ("level=3", "Bridget Mensah", "Gareth Pugh"),
        ("state=lapsed", "Fiona Kerr", "Gareth Pugh"),
        ("state=soon", "Owen Trevor", "Gareth Pugh"),
        ("agency=sussex-pathways", "Owen Trevor", "Gareth Pugh"),
        ("name=owen", "Owen Trevor", "Gareth Pugh"),
    ],
    ids=["language", "bsl", "prison", "training", "level", "lapsed", "soon", "agency", "name"],
)
def test_facilitators_are_found_by_what_they_can_and_hold(filters: str, found: str, not_found: str) -> None:
    shown = page(signed_in("Marian Okafor"), f"/facilitators?{filters}")
    assert found in shown
    assert not_found not in shown


def test_a_line_manager_and_an_administrator_see_the_people_of_their_own_agency_alone() -> None:
    marcus = signed_in("Marcus Bell")
    assert "Lewes" in page(marcus, at("Adaeze Obi"))
    assert marcus.get(at("Gareth Pugh")).status_code == 404
    with at_work(member("Colin Ashdown")):
        assert {one.staff.account.name for one in Practice.objects.all()} == {"Priya Nair"}


def test_a_facilitator_sees_their_own_entry_and_nobody_elses() -> None:
    nadia = signed_in("Nadia Karim")
    assert "British Sign Language" in page(nadia, "/my-practice")
    assert nadia.get(at("Owen Trevor")).status_code == 404
    with at_work(member("Nadia Karim")):
        for model in (Practice, Reach, Clearance):
            assert {one.staff_id for one in model.objects.all()} == {member("Nadia Karim").id}


def test_somebody_who_neither_facilitates_nor_manages_sees_nothing() -> None:
    with at_work(member("Imogen Farrant")) as imogen:
        assert keeper.register() == [imogen.id]
        assert not Practice.objects.exists()
    assert signed_in("Imogen Farrant").get(at("Gareth Pugh")).status_code == 404


def test_a_facilitator_says_what_they_can_and_only_the_district_of_their_home_is_kept() -> None:
    owen = signed_in("Owen Trevor")
    said = {
        "version": "1", "languages": "Polish, french", "communication": ["bsl"], "home_district": "BN43 6AB",
        "miles": "20", "venues": "Shoreham library\n\nShoreham library", "wished_cases": "1",
    }  # fmt: skip
    assert owen.post(at("Owen Trevor", "/reach"), said).status_code == 302
    shown = page(owen, "/my-practice")
    assert "Polish, French" in shown
    assert "BN43" in shown
    assert "6AB" not in shown
    with at_work(member("Owen Trevor")):
        assert Reach.objects.get().venues == ["Shoreham library"]
    stale = owen.post(at("Owen Trevor", "/reach"), said)
    assert stale.status_code == 409


def test_what_is_not_a_language_a_district_or_a_number_is_sent_back_with_words() -> None:
    said = {
        "version": "1",
        "languages": "Klingon",
        "home_district": "Hove",
        "miles": "-3",
        "wished_cases": "two",
    }
    shown = signed_in("Owen Trevor").post(at("Owen Trevor", "/reach"), said).content.decode()
    assert "“Klingon” is not on the list of languages" in shown
    assert "Enter the first part of a postcode, like BN1." in shown
    assert "must be 0 or more" in shown
    assert "must be a whole number" in shown


def test_how_much_somebody_may_have_is_said_by_their_agency_and_not_by_themselves() -> None:
    said = {"version": "1", "most_cases": "9", "supervisor": str(member("Sunita Rao").id)}
    assert signed_in("Nadia Karim").post(at("Nadia Karim", "/practice"), said).status_code == 404
    assert signed_in("Marian Okafor").post(at("Nadia Karim", "/practice"), said).status_code == 404
    assert signed_in("Esther Lindqvist").post(at("Nadia Karim", "/practice"), said).status_code == 302
    assert "of 9" in page(signed_in("Nadia Karim"), "/my-practice")


def test_nobody_records_their_own_clearance() -> None:
    today = clock.today()
    bridget = member_at("Bridget Mensah", "sussex-pathways")
    with at_work(bridget), pytest.raises(Refused, match="your own checks"):
        clearing.record_clearance(
            bridget, kind=ClearanceKind.DBS, prison="", since=today, until=today, evidence="",
            submission_key=uuid4(), by=bridget, at=clock.now(),
        )  # fmt: skip
    with at_work(bridget):
        assert Clearance.objects.filter(staff=member("Owen Trevor")).count() == 1
        recorded = clearing.record_clearance(
            member("Owen Trevor"), kind=ClearanceKind.DBS, prison="", since=today,
            until=today + timedelta(days=900), evidence="", submission_key=uuid4(), by=bridget, at=clock.now(),
        )  # fmt: skip
    with at_work(bridget):
        assert recorded in Clearance.objects.all()


def test_sql_of_ones_own_neither_clears_oneself_nor_changes_a_date_nor_a_colleagues_entry() -> None:
    today = clock.today()
    mine = member("Nadia Karim")
    row = {"partnership_id": mine.partnership_id, "kind": "dbs", "since": today, "until": today,
           "recorded_at": clock.now()}  # fmt: skip
    with at_work(mine):
        with pytest.raises(ProgrammingError), transaction.atomic():
            Clearance.objects.create(staff=mine, recorded_by=None, submission_key=uuid4(), **row)
        assert Clearance.objects.update(until=today + timedelta(days=999)) == 0
        assert Practice.objects.update(most_cases=50) == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Secondment.objects.create(
                partnership_id=mine.partnership_id, staff=mine, to_agency=mine.agency, since=today,
                submission_key=uuid4(),
            )  # fmt: skip
    with at_work(member("Esther Lindqvist")) as esther:
        with pytest.raises(ProgrammingError), transaction.atomic():
            Clearance.objects.create(staff=mine, recorded_by=mine, submission_key=uuid4(), **row)
        with pytest.raises(DatabaseError, match="stays as it was recorded"), transaction.atomic():
            Clearance.objects.filter(staff=mine).update(until=today + timedelta(days=999), ended_by=esther)


def test_a_line_manager_is_somebody_of_the_same_agency() -> None:
    client = signed_in("Helen Marsh")
    address = f"/partnership/staff/{member('Gareth Pugh').id}/line-manager"
    assert "Sunita Rao" in page(client, address)
    assert client.post(address, {"manager": str(member("Sunita Rao").id)}).status_code == 302
    assert Staff.objects.get(id=member("Gareth Pugh").id).line_manager == member("Sunita Rao")
    assert client.post(address, {"manager": str(member("Nadia Karim").id)}).status_code == 200
    assert signed_in("Marian Okafor").get(address).status_code == 404


def test_who_is_seconded_goes_on_answering_to_their_own_agency() -> None:
    shown = page(signed_in("Kathleen Robson"), at("Wendy Charlton"))
    assert "Probation" in shown
    assert "Victims First" in shown


def member_at(name: str, agency: str) -> Staff:
    return Staff.objects.select_related("agency", "account", "principal", "partnership").get(
        account__name=name, agency__code=agency
    )
