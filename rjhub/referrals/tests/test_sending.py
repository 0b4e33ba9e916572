"""Sending a referral: what is kept, who sees it, and that it happens once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

import pytest
from django.db import connection

from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import Staff
from rjhub.people import approach, vault
from rjhub.people import queries as people
from rjhub.people.models import Person
from rjhub.people.vocabulary import Approach, ContactKind
from rjhub.referrals import announcements
from rjhub.referrals.actions import sending
from rjhub.referrals.actions.submission import Identity, Named, Risk, Situation
from rjhub.referrals.models import KnownRisk, Offence, Referral, ReferralParty
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import Known, RiskKind, Source, Status
from rjhub.sharing import doors, readers
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Purpose, Side
from rjhub.tasks import announcing

Walls = Callable[[], AbstractContextManager[Any]]

pytestmark = pytest.mark.django_db

TABLES = (Referral, Offence, ReferralParty, KnownRisk, Person)


def seen_by(staff: Staff) -> dict[str, int]:
    with here.at_work(staff):
        return {model.__name__: model.objects.count() for model in TABLES if model.objects.exists()}


def test_the_hub_that_serves_the_place_receives_all_of_it() -> None:
    referral = here.a_referral()

    with here.at_work(here.coordinator()):
        found = Referral.objects.select_related("hub").get(id=referral.id)

    assert found.hub.name == "Bognor Regis hub"
    assert found.status == Status.RECEIVED
    assert found.reference.startswith("SX-")
    assert seen_by(here.coordinator()) == {
        "Referral": 1,
        "Offence": 1,
        "ReferralParty": 2,
        "KnownRisk": 1,
        "Person": 2,
    }


def test_another_district_belongs_to_another_hub() -> None:
    in_hastings = here.Circumstances(**vars(here.BY_POLICE) | {"district": "Hastings"})

    here.a_referral(circumstances=in_hastings)

    assert seen_by(here.member("Tomasz Zielinski"))["Referral"] == 1
    assert seen_by(here.coordinator()) == {}


def test_a_place_that_no_hub_serves_still_has_a_hub() -> None:
    referral = here.a_referral(circumstances=here.Circumstances(**vars(here.BY_POLICE) | {"district": ""}))

    assert referral.hub.partnership_id == here.sergeant().partnership_id


def test_whoever_sent_it_goes_on_seeing_what_they_said_and_no_more() -> None:
    here.a_referral()

    assert seen_by(here.sergeant()) == {"Referral": 1, "Offence": 1, "ReferralParty": 2}


@pytest.mark.parametrize(
    "name",
    ["Priya Nair", "Marcus Bell", "Esther Lindqvist", "Imogen Farrant", "Colin Ashdown", "Tomasz Zielinski"],
)
def test_nobody_else_sees_anything_of_it(name: str) -> None:
    here.a_referral()

    assert seen_by(here.member(name)) == {}


def test_the_grant_for_sending_has_ended_when_it_is_sent() -> None:
    here.a_referral()

    with here.at_work(here.sergeant()):
        left = Grant.objects.filter(purpose=Purpose.TAKE_IN, ended_at=None)
        assert not left.exists()
        assert Grant.objects.filter(purpose=Purpose.TAKE_IN).count() == 3


def test_how_to_reach_a_person_harmed_goes_to_the_vault_for_the_hub_only() -> None:
    referral = here.a_referral()

    with here.at_work(here.coordinator()) as marian:
        alice = ReferralParty.objects.select_related("person").get(referral=referral, side=Side.HARMED).person
        details = {each.kind: each.value for each in vault.open_contact(alice, by=marian, purpose="test")}
        safe = people.safe_contact(alice)

    assert details[ContactKind.MOBILE] == "+447700900101"
    assert safe is not None
    assert safe.safe_times == "Weekdays before 3pm"
    assert safe.safe_to_write is False


def test_a_probation_officer_cannot_hand_in_how_to_reach_a_person_harmed() -> None:
    with pytest.raises(Refused):
        here.a_referral(by=here.member("Marcus Bell"))


def test_a_probation_officer_can_name_a_person_harmed_without_it() -> None:
    unknown = Named(side=Side.HARMED, identity=Identity(family_name="Fenwick"))

    here.a_referral(by=here.member("Marcus Bell"), people=(unknown, here.KYLE))

    assert seen_by(here.member("Marcus Bell")) == {"Referral": 1, "Offence": 1, "ReferralParty": 2}


def test_the_other_party_may_be_unknown() -> None:
    referral = here.a_referral(people=(here.ALICE,))

    with here.at_work(here.sergeant()):
        assert [party.side for party in ReferralParty.objects.filter(referral=referral)] == [Side.HARMED]


def test_other_names_and_numbers_are_kept_in_one_form() -> None:
    referral = here.a_referral()

    with here.at_work(here.coordinator()):
        kyle = (
            ReferralParty.objects.select_related("person")
            .get(referral=referral, side=Side.RESPONSIBLE)
            .person
        )
        assert [str(name) for name in people.other_names(kyle)] == ["Kye Marsden"]
        assert [number.value for number in people.identifiers(kyle)] == ["2001/0171310W"]


def test_somebody_who_said_no_is_never_approached() -> None:
    refuses = Named(
        side=Side.HARMED, identity=here.ALICE.identity, situation=Situation(agrees_to_contact=Known.NO)
    )

    referral = here.a_referral(people=(refuses, here.KYLE))

    with here.at_work(here.coordinator()):
        alice = ReferralParty.objects.select_related("person").get(referral=referral, side=Side.HARMED).person
        assert approach.may_be_approached(alice.id) == Approach.STOPPED


def test_sending_it_again_makes_no_second_one() -> None:
    with here.at_work(here.sergeant()) as dean:
        told = here.submission()
        first = sending.send_referral(told, partnership_id=dean.partnership_id, by=dean, at=here.NOW)
        second = sending.send_referral(told, partnership_id=dean.partnership_id, by=dean, at=here.NOW)

        assert first == second
        assert Referral.objects.count() == 1


def test_a_referral_that_names_nobody_is_refused() -> None:
    with pytest.raises(Refused, match="Name at least one person"):
        here.a_referral(people=())


@pytest.mark.parametrize("name", ["Imogen Farrant", "Colin Ashdown"])
def test_a_commissioner_and_an_administrator_do_not_refer(name: str) -> None:
    with pytest.raises(Refused, match="does not include making referrals"):
        here.a_referral(by=here.member(name))


def test_the_public_leaves_nothing_behind_that_the_intake_could_read() -> None:
    partnership_id = here.sergeant().partnership_id
    circumstances = here.Circumstances(source=Source.SELF_HARMED, raised_by="harmed", initiator="harmed")
    with doors.opened(readers.intake(partnership_id), door="test", purpose="test"):
        told = here.submission(circumstances=circumstances)
        sending.send_referral(told, partnership_id=partnership_id, by=None, at=here.NOW)
        assert Referral.objects.count() == 0
        assert Person.objects.count() == 0


def test_a_risk_to_a_person_harmed_is_for_the_hub_only() -> None:
    here.a_referral(risks=(Risk(side=Side.HARMED, kind=RiskKind.INTIMIDATION, description="Followed her"),))

    assert "KnownRisk" not in seen_by(here.sergeant())
    assert seen_by(here.coordinator())["KnownRisk"] == 1


def test_what_was_done_is_on_record_without_what_was_said(behind_the_walls: Walls) -> None:
    referral = here.a_referral()

    with behind_the_walls() as cursor:
        cursor.execute(
            "SELECT row_to_json(entry)::text FROM audit_entry entry WHERE file_id = %s", [referral.file_id]
        )
        entries = " ".join(line for (line,) in cursor.fetchall())

    assert "referrals:referral:send" in entries
    assert "Fenwick" not in entries
    assert "laptop" not in entries


def test_other_rooms_are_told_while_the_sender_still_sees_it() -> None:
    told = []

    def react(fact: announcements.ReferralReceived) -> None:
        told.append((fact.partnership_id, Referral.objects.get(id=fact.id).status))

    with mock.patch.object(announcing, "_tables", [{announcements.ReferralReceived: [react]}]):
        referral = here.a_referral()

    assert told == [(referral.partnership_id, Status.RECEIVED)]


def test_a_referral_is_not_seen_from_another_partnership() -> None:
    here.a_referral()

    assert seen_by(here.member("Judith Arkwright")) == {}


def test_sql_as_the_application_shows_nothing_without_a_door() -> None:
    here.a_referral()

    # Past the door's own guard, which would not let the statement through at all.
    with connection.connection.cursor() as cursor:
        cursor.execute("SET LOCAL app.reader = ''")
        cursor.execute("TABLE referrals_referral")
        assert cursor.fetchall() == []
