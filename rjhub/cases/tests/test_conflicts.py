"""Conflicts of interest: whoever knows somebody in a case sees nothing of it, by whatever way."""

from typing import Any

import pytest

from rjhub.cases.actions import allocating, handing_over, naming
from rjhub.cases.models import Allocation, Case, Party, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.shut import (
    ADAEZE,
    GARETH,
    MARIAN,
    SUNITA,
    a_facilitated_case,
    another_coordinator,
    everything_of,
    files_of,
    recorded,
    text,
)
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership import installation
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people import keeper
from rjhub.people.models import Person
from rjhub.sharing.models import ConflictOfInterest, Grant
from rjhub.sharing.vocabulary import Category, Side

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return a_facilitated_case()


@pytest.mark.parametrize("name", [GARETH, ADAEZE, SUNITA])
def test_whoever_says_that_they_know_somebody_sees_nothing_of_the_case_from_then_on(
    case: Case, name: str
) -> None:
    browser, address = signed_in(name), f"/cases/{case.reference}"
    assert "I know somebody in this case" in text(browser.get(f"{address}/kept-out"))
    assert everything_of(case, member(name)) > 0
    page = browser.get(f"{address}/conflicts/mine")
    assert "Only somebody else can undo it" in text(page)
    assert "how you know them" in text(browser.post(f"{address}/conflicts/mine", {"kind": ""}))
    assert browser.post(f"{address}/conflicts/mine", {"kind": "street"}).url == "/"
    missing = browser.get("/cases/SX-0000-0000")
    for path in ("", "/timeline", "/why", "/kept-out", "/conflicts/mine"):
        answer = browser.get(f"{address}{path}")
        assert answer.status_code == 404
        assert text(answer) == text(missing).replace("/cases/SX-0000-0000", f"{address}{path}")
    assert everything_of(case, member(name)) == 0


def test_a_coordinator_is_barred_though_the_hub_is_granted_everything(case: Case) -> None:
    other = another_coordinator()
    assert everything_of(case, other) > 0
    recorded(case, other.name)
    assert everything_of(case, other) == 0
    assert everything_of(case, member(MARIAN)) > 0
    browser = signed_in(other.name)
    assert case.reference not in text(browser.get("/cases"))
    assert browser.get(f"/cases/{case.reference}").status_code == 404
    assert (found_by_name(member(MARIAN), "fenwick"), found_by_name(other, "fenwick")) == (1, 0)


def found_by_name(staff: Staff, name: str) -> int:
    with at_work(member(MARIAN)):
        Person.objects.filter(family_name="Fenwick").update(found_by=" alice fenwick ")
    with at_work(staff):
        return len(keeper.search(words=[name], whole=name, born_on=None, number="", key=None, most=9))


def test_a_coordinator_who_knows_somebody_may_say_so_and_the_case_stays_with_the_hub(case: Case) -> None:
    other = another_coordinator()
    assert (
        signed_in(MARIAN).post(f"/cases/{case.reference}/conflicts/mine", {"kind": "kin"}).status_code == 302
    )
    assert everything_of(case, member(MARIAN)) == 0
    with at_work(other):
        asked = Task.objects.get(case=case, kind="hand_over", status="open")
        assert "whoever answers for it has a conflict" in asked.words
    assert "Hand this case over now" in text(signed_in(other.name).get("/"))
    assert "Hand this case over now" not in text(signed_in(MARIAN).get("/"))


def test_what_somebody_had_to_do_goes_back_to_the_hub(case: Case) -> None:
    with at_work(member(MARIAN)) as marian:
        party = Party.objects.get(case=case, side=Side.HARMED)
        naming.name_contact(party, contact=member(GARETH), by=marian, at=clock.now())
    recorded(case, GARETH)
    with at_work(member(MARIAN)):
        assert not Allocation.objects.filter(case=case, facilitator=member(GARETH), ended_at=None).exists()
        party.refresh_from_db()
        assert party.named_contact_id is None
        assert set(Task.objects.filter(case=case, status="open", holder=case.hub.coordinators_id).values_list(
            "kind", flat=True)) >= {"allocate", "name_contact"}  # fmt: skip
        assert not Grant.objects.filter(
            holder=member(GARETH).principal, ended_at=None, file__in=files_of(case)
        ).exists()
    recorded(case, SUNITA)
    with at_work(member(MARIAN)) as marian:
        case.refresh_from_db()
        assert case.supervisor_id is None
        assert not Task.objects.filter(case=case, holder=member(SUNITA).principal, status="open").exists()


def test_whoever_knows_somebody_is_not_asked_to_do_anything_on_the_case(case: Case) -> None:
    recorded(case, "Nadia Karim")
    nadia, now = member("Nadia Karim"), clock.now()
    with at_work(member(MARIAN)) as marian:
        case.refresh_from_db()
        party = Party.objects.get(case=case, side=Side.HARMED)
        for attempt in (
            lambda: allocating.allocate_case(case, lead=member(GARETH), second=nadia, by=marian, at=now),
            lambda: naming.name_contact(party, contact=nadia, by=marian, at=now),
            lambda: naming.name_supervisor(case, supervisor=nadia, by=marian, at=now),
            lambda: handing_over.offer_handover(case, to=nadia, why="She is good.", by=marian, at=now),
        ):
            with pytest.raises(Refused, match="Nadia Karim has a conflict of interest"):
                attempt()


def test_somebody_who_was_asked_may_answer_that_they_know_somebody(case: Case) -> None:
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
    address = f"/allocations/{asked.id}"
    assert "No, because I know somebody in it" in text(nadia.get(address))
    assert "how you know them" in text(nadia.post(address, {"answer": "conflict"}))
    assert nadia.post(address, {"answer": "conflict", "kind": "acquaintance"}).url == "/"
    assert nadia.get(address).status_code == 404
    assert everything_of(case, member("Nadia Karim")) == 0
    with at_work(member(MARIAN)):
        conflict = ConflictOfInterest.objects.get(file=case.file)
        assert (conflict.staff_id, conflict.said_by_id, conflict.kind) == (member("Nadia Karim").id,) * 2 + (
            "acquaintance",
        )
        asked.refresh_from_db()
        assert asked.declined_because == "A conflict of interest."
        assert Task.objects.filter(case=case, kind="allocate", status="open").exists()


def test_it_is_ended_by_somebody_else_with_a_reason_and_they_see_again_what_they_are_granted(
    case: Case,
) -> None:
    other = another_coordinator()
    recorded(case, other.name)
    with at_work(member(MARIAN)):
        conflict = ConflictOfInterest.objects.get(file=case.file)
    address = f"/cases/{case.reference}/conflicts/{conflict.id}/ending"
    assert signed_in(other.name).get(address).status_code == 404
    assert signed_in(SUNITA).get(address).status_code == 404
    marian = signed_in(MARIAN)
    assert "Enter why it is no conflict of interest any more" in text(marian.post(address, {"because": ""}))
    assert marian.post(address, {"because": "It was somebody else of that name."}).status_code == 302
    assert marian.get(address).status_code == 404
    assert everything_of(case, other) > 0
    page = text(marian.get(f"/cases/{case.reference}/kept-out"))
    assert "It was somebody else of that name." in page
    assert "No conflict of interest any more" in text(marian.get(f"/cases/{case.reference}/timeline"))


def test_only_a_coordinator_records_it_about_somebody_else(case: Case) -> None:
    for name in (GARETH, ADAEZE, SUNITA):
        browser = signed_in(name)
        assert browser.get(f"/cases/{case.reference}/conflicts/new").status_code == 404
        assert "Record it about somebody else" not in text(browser.get(f"/cases/{case.reference}/kept-out"))
    assert signed_in("Esther Lindqvist").get(f"/cases/{case.reference}/kept-out").status_code == 404


def test_both_are_on_record_and_an_information_officer_is_told_why(case: Case, behind_the_walls: Any) -> None:
    recorded(case, GARETH)
    with behind_the_walls() as cursor:
        cursor.execute("SELECT count(*) FROM audit_entry WHERE tag = 'sharing:conflict:record' AND file_id = %s",
                       [case.file_id])  # fmt: skip
        assert cursor.fetchone() == (1,)
    marian = member(MARIAN)
    with installation.acts():
        marian.roles.create(role=Role.INFORMATION_OFFICER)
    page = text(signed_in(MARIAN).get(f"/cases/{case.reference}/why?who={member(GARETH).id}", follow=True))
    assert page.count("A conflict of interest is recorded") == len(Side) * len(Category)
