"""Sealed cases: only people who are named one by one see them, and nobody else learns that they are there."""

from typing import Any

import pytest
from django.test import Client

from rjhub.cases.actions import allocating, asking
from rjhub.cases.actions.opening import NewCase, NewParty, open_case
from rjhub.cases.models import Allocation, Case, InformationRequest, Party, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.shut import (
    ADAEZE,
    GARETH,
    MARIAN,
    SUNITA,
    a_facilitated_case,
    another_coordinator,
    everything_of,
    ran,
    text,
)
from rjhub.kernel import clock, references
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation
from rjhub.partnership.models import Hub, PathwayVersion, Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people import keeper
from rjhub.people.models import Person
from rjhub.sharing import doors, readers
from rjhub.sharing.actions import granting
from rjhub.sharing.models import Sealing
from rjhub.sharing.vocabulary import FileKind, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return a_facilitated_case()


def sealed(case: Case, *keeps: str, by: str = MARIAN) -> Client:
    browser = signed_in(by)
    typed = {"keeps": [member(name).id for name in keeps], "because": "A councillor is in it."}
    answer = browser.post(f"/cases/{case.reference}/sealing", typed)
    assert answer.status_code == 302, text(answer)
    return browser


def another_of_the_hub() -> Staff:
    """Somebody who only coordinates the hub, and has no part in the case."""
    nadia = member("Nadia Karim")
    hub = next(held.hub_id for held in member(MARIAN).current_roles() if held.hub_id)
    with installation.acts():
        nadia.roles.create(role=Role.COORDINATOR, hub=Hub.objects.get(id=hub))
    return member("Nadia Karim")


def test_a_sealed_case_is_seen_by_whoever_sealed_it_and_those_named_and_by_nobody_else(case: Case) -> None:
    other = another_of_the_hub()
    assert everything_of(case, other) > 0
    page = text(signed_in(MARIAN).get(f"/cases/{case.reference}/sealing"))
    for name in (GARETH, ADAEZE, SUNITA, other.name):
        assert name in page
    browser = sealed(case, SUNITA)
    assert everything_of(case, member(MARIAN)) > 0
    assert everything_of(case, member(SUNITA)) > 0
    for name in (other.name, GARETH, ADAEZE):
        assert everything_of(case, member(name)) == 0
    page = text(browser.get(f"/cases/{case.reference}/kept-out"))
    assert "A councillor is in it." in page
    assert "Sunita Rao" in page
    assert "Gareth Pugh, " not in page


def test_it_stands_in_nobody_elses_lists_searches_and_tasks(case: Case) -> None:
    other = another_of_the_hub()
    sealed(case)
    browser = signed_in(other.name)
    missing = browser.get("/cases/SX-0000-0000")
    assert case.reference not in text(browser.get("/cases"))
    assert case.reference not in text(browser.get("/"))
    for path in ("", "/kept-out", "/sealing", "/unsealing"):
        answer = browser.get(f"/cases/{case.reference}{path}")
        assert answer.status_code == 404
        assert text(answer) == text(missing).replace("/cases/SX-0000-0000", f"/cases/{case.reference}{path}")
    with at_work(member(MARIAN)):
        Person.objects.filter(family_name="Fenwick").update(found_by=" alice fenwick ")
        assert Task.objects.filter(case=case, status="open", holder=case.hub.coordinators_id).exists()
    assert (found_by_name(member(MARIAN)), found_by_name(other)) == (1, 0)
    with at_work(other):
        assert not Task.objects.filter(case=case).exists()


def found_by_name(staff: Staff) -> int:
    with at_work(staff):
        return len(
            keeper.search(words=["fenwick"], whole="fenwick", born_on=None, number="", key=None, most=9)
        )


def test_whoever_is_not_named_hands_back_what_they_had_and_whoever_is_goes_on(case: Case) -> None:
    browser = sealed(case, GARETH, SUNITA)
    with at_work(member(MARIAN)):
        standing = Allocation.objects.filter(case=case, ended_at=None, declined_at=None)
        assert [one.facilitator_id for one in standing] == [member(GARETH).id]
        assert Task.objects.filter(case=case, kind="allocate", status="open").exists()
    assert "Ask another facilitator: one does not see this sealed case" in text(browser.get("/"))
    assert signed_in(GARETH).get(f"/cases/{case.reference}").status_code == 200


def test_a_facilitator_who_is_asked_for_a_sealed_case_takes_it_on(case: Case) -> None:
    """The program has to act for the hub, whose grants count for nothing here."""
    sealed(case, GARETH)
    with at_work(member(MARIAN)) as marian:
        allocating.allocate_case(
            case,
            lead=member(GARETH),
            second=member("Nadia Karim"),
            override="Needed.",
            by=marian,
            at=clock.now(),
        )
        asked = Allocation.objects.get(case=case, facilitator=member("Nadia Karim"))
    nadia = signed_in("Nadia Karim")
    assert nadia.get(f"/cases/{case.reference}").status_code == 404
    assert nadia.post(f"/allocations/{asked.id}", {"answer": "accept"}).status_code == 302
    assert nadia.get(f"/cases/{case.reference}").status_code == 200


def test_the_supervisor_may_seal_it_and_a_facilitator_may_not(case: Case) -> None:
    for name in (GARETH, ADAEZE):
        browser = signed_in(name)
        assert browser.get(f"/cases/{case.reference}/sealing").status_code == 404
        assert "Seal this case" not in text(browser.get(f"/cases/{case.reference}/kept-out"))
    sealed(case, MARIAN, by=SUNITA)
    assert everything_of(case, another_coordinator()) == 0
    assert everything_of(case, member(MARIAN)) > 0
    with at_work(member(MARIAN)) as marian:
        assert Sealing.objects.get(file=case.file).sealed_by_id == member(SUNITA).id
        assert marian.id == case.answering_staff_id


def test_somebody_who_answers_for_it_and_coordinates_it_is_left(case: Case) -> None:
    typed = {"keeps": [member(GARETH).id], "because": "A councillor is in it."}
    refused = text(signed_in(SUNITA).post(f"/cases/{case.reference}/sealing", typed))
    assert "Marian Okafor answers for this case. Let them see it, or hand it over first." in refused
    assert "Let at least one coordinator of the hub see it." in refused
    assert "A councillor is in it." in refused
    assert "Enter why the case is sealed" in text(
        signed_in(MARIAN).post(f"/cases/{case.reference}/sealing", {"because": ""})
    )


def test_agencies_are_not_asked_about_it_and_what_they_were_asked_is_taken_back(case: Case) -> None:
    signed_in(MARIAN).post(f"/cases/{case.reference}/information/requests")
    sealed(case)
    with at_work(member(MARIAN)) as marian:
        assert not InformationRequest.objects.filter(case=case, status="asked").exists()
        with pytest.raises(Refused, match="This case is sealed"):
            asking.ask_wanted(case, {}, by=marian, at=clock.now())


def test_it_is_opened_again_with_a_reason(case: Case) -> None:
    other = another_of_the_hub()
    browser = sealed(case)
    assert browser.get(f"/cases/{case.reference}/sealing").status_code == 302
    assert "Enter why" in text(browser.post(f"/cases/{case.reference}/unsealing", {"because": ""}))
    assert browser.post(f"/cases/{case.reference}/unsealing", {"because": "It is over."}).status_code == 302
    assert everything_of(case, other) > 0
    assert browser.get(f"/cases/{case.reference}/unsealing").status_code == 302
    timeline = text(browser.get(f"/cases/{case.reference}/timeline"))
    assert "The case was sealed" in timeline
    assert "The case is not sealed any more" in timeline


def test_somebody_who_is_in_another_case_too_stays_known_there(case: Case) -> None:
    other = another_of_the_hub()
    with at_work(member(MARIAN)) as marian:
        shared = Person.objects.get(parties__case=case, side=Side.RESPONSIBLE)
        alone = Person.objects.get(parties__case=case, side=Side.HARMED)
        hub = Hub.objects.select_related("partnership", "coordinators").get(id=case.hub_id)
        file = granting.open_file(partnership_id=hub.partnership_id, kind=FileKind.CASE, by=marian)
        open_case(
            NewCase(
                file=file, reference=references.new(hub.partnership.prefix), hub=hub,
                pathway=PathwayVersion.objects.filter(partnership=hub.partnership).latest("number"),
                duplicates_decided_at=clock.now(), parties=[NewParty(person=shared)],
                initiated_by="harmed", offence="", offence_group="", cj_stage="", referred_by="police",
            ), by=marian, at=clock.now(),
        )  # fmt: skip
    sealed(case)
    with at_work(other):
        assert Person.objects.filter(id=shared.id).exists()
        assert not Person.objects.filter(id=alone.id).exists()
        assert not Party.objects.filter(case=case).exists()


def test_the_program_itself_goes_on_with_it(case: Case) -> None:
    sealed(case)
    with doors.opened(readers.coordinators_of(case.partnership_id), door="test", purpose="test"):
        assert Case.objects.filter(id=case.id).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sharing_file SET sealed = false",
        "DELETE FROM sharing_sealing",
        "UPDATE sharing_sealing SET ended_at = now(), ended_because = 'x', ended_by_id = '{own}'",
    ],
)
def test_nobody_of_the_hub_opens_it_with_sql_of_their_own(
    case: Case, statement: str, behind_the_walls: Any
) -> None:
    other = another_of_the_hub()
    sealed(case)
    with behind_the_walls() as cursor:
        cursor.execute("UPDATE sharing_file SET opened_in = '1'")
    with at_work(other):
        assert ran(statement.format(own=other.id)) in {
            0, "permission denied for table sharing_file", "permission denied for table sharing_sealing",
        }  # fmt: skip
        give = (
            "INSERT INTO sharing_grant (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose,"
            " granted_at) SELECT gen_random_uuid(), partnership_id, %s, id, works_with, ARRAY['neutral'],"
            " ARRAY['casework'], 'coordinate', now() FROM partnership_principal WHERE id = %s"
        )
        assert "violates row-level security" in str(ran(give, case.file_id, other.principal_id))
    assert everything_of(case, other) == 0


PLANTED = {
    "hubs still count": ("keeper.is_sealed", "SELECT false"),
    "its people are forgotten": ("keeper.files_beside", "SELECT f"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_in_the_rule_would_show(case: Case, fault: str, behind_the_walls: Any) -> None:
    other = another_of_the_hub()
    function, body = PLANTED[fault]
    returns = "boolean" if function == "keeper.is_sealed" else "SETOF uuid"
    with behind_the_walls() as cursor:
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {function}(p smallint, f uuid) RETURNS {returns} "
            f"LANGUAGE sql STABLE AS $$ {body} $$"
        )
    sealed(case)
    assert everything_of(case, other) > 0
