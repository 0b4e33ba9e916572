"""Agreements: who does what, whether it was done, and that the person harmed hears of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.cases.actions.agreements import (
    Agreed,
    Item,
    Report,
    Settled,
    add_item,
    change_item,
    record_agreement,
    report_agreement,
    settle_item,
)
from rjhub.cases.actions.closing import close_case
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Agreement, AgreementItem, Case, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.files import PDF
from rjhub.cases.tests.meeting import a_held_meeting
from rjhub.cases.tests.ready import a_ready_case, says_no, side_of
from rjhub.cases.vocabulary import ItemStatus
from rjhub.kernel import clock
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.case_words import ClosingReason
from rjhub.partnership.pathway.checks import Check

pytestmark = pytest.mark.django_db

TODAY = clock.today()
KEPT = Settled(status=ItemStatus.DONE, settled_on=TODAY, evidence="Alice has the £200.")
BROKEN = Settled(status=ItemStatus.NOT_DONE, settled_on=TODAY)


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        a_held_meeting(case, marian)
        return case


def an_agreement(case: Case, by: Staff) -> Agreement:
    return record_agreement(case, Agreed(made_on=TODAY, words="Kyle pays back £200."), by=by, at=clock.now())


def an_item(case: Case, agreement: Agreement, by: Staff, **more: object) -> AgreementItem:
    usual = {
        "party": side_of(case, "responsible"), "action": "money", "words": "Pay £200 through the hub",
        "checked_by": by, "due_on": TODAY + timedelta(days=30),
    }  # fmt: skip
    return add_item(agreement, Item(**usual | more), by=by, at=clock.now())


def holds(case: Case, check: Check) -> bool:
    return CHECKS[check](CaseState(case))


def tasks(case: Case, kind: str) -> set[int]:
    return set(Task.objects.filter(case=case, kind=kind, status="open").values_list("holder_id", flat=True))


def test_what_was_agreed_is_written_down_with_who_does_what(case: Case) -> None:
    client = signed_in("Gareth Pugh")
    with at_work(member("Gareth Pugh")) as gareth:
        kyle, meeting = side_of(case, "responsible"), case.meetings.get()
    answer = client.post(
        f"/cases/{case.reference}/agreements/new",
        {"came_from": str(meeting.id), "outcome": "something", "words": "He pays her back.",
         "made_on-day": TODAY.day, "made_on-month": TODAY.month, "made_on-year": TODAY.year,
         "submission_key": "1e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c66"},
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    address = answer["Location"]
    due = TODAY + timedelta(days=30)
    item = {
        "party": str(kyle.id), "action": "money", "words": "£200 by the end of the month",
        "due_on-day": due.day, "due_on-month": due.month, "due_on-year": due.year,
        "checked_by": str(gareth.id), "submission_key": "1e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c77",
    }  # fmt: skip
    assert client.post(f"{address}/items/new", item).status_code == 302
    assert client.post(f"{address}/items/new", item).status_code == 302
    page = client.get(address).content.decode()
    assert page.count("£200 by the end of the month") == 1
    assert "Money to make up for loss or damage" in page
    with at_work(gareth):
        assert holds(case, Check.AGREEMENT_RECORDED)
        assert not holds(case, Check.AGREEMENT_SETTLED)
        assert tasks(case, "agreement_item") == {gareth.principal_id}
        assert Task.objects.get(case=case, kind="agreement_item").due_on == due
        assert not tasks(case, "record_agreement")


def test_nothing_was_wanted_is_a_full_agreement(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        nothing = record_agreement(
            case, Agreed(made_on=TODAY, nothing_wanted=True), by=gareth, at=clock.now()
        )
        for check in (Check.AGREEMENT_RECORDED, Check.AGREEMENT_SETTLED, Check.HARMED_TOLD_ABOUT_AGREEMENT):
            assert holds(case, check)
        with pytest.raises(Refused, match="Nothing was wanted"):
            an_item(case, nothing, gareth)


def test_nothing_is_agreed_before_people_have_met_or_written() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_ready_case(marian)
        with pytest.raises(Refused, match="before people have met"):
            an_agreement(case, marian)
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/agreements").content.decode()
    assert "Nothing can be agreed before people have met" in page


def test_what_both_sides_read_names_no_way_to_reach_anybody(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = an_agreement(case, gareth)
        with pytest.raises(Refused, match="07700 900123"):
            an_item(case, agreement, gareth, words="Ring Alice on 07700 900123")
        with pytest.raises(Refused, match="BN1 1AA"):
            record_agreement(
                case, Agreed(made_on=TODAY, words="Mow the lawn at BN1 1AA"), by=gareth, at=clock.now()
            )


def test_a_kept_item_asks_for_the_person_harmed_to_be_told_and_telling_closes_it(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = an_agreement(case, gareth)
        item = an_item(case, agreement, gareth)
        settle_item(item, KEPT, version=1, by=gareth, at=clock.now(),
                    upload=SimpleUploadedFile("receipt.pdf", PDF))  # fmt: skip
        assert holds(case, Check.AGREEMENT_SETTLED)
        assert not holds(case, Check.HARMED_TOLD_ABOUT_AGREEMENT)
        assert tasks(case, "tell_about_agreement") == {gareth.principal_id}
        assert not tasks(case, "agreement_item") | tasks(case, "agreement_review")
    client = signed_in("Gareth Pugh")
    address = f"/cases/{case.reference}/agreements/{agreement.id}"
    assert "Download what shows it" in client.get(address).content.decode()
    with at_work(gareth):
        alice = side_of(case, "harmed")
    told = {
        "told": "yes", "told_on-day": TODAY.day, "told_on-month": TODAY.month, "told_on-year": TODAY.year,
        "note": "She was glad.", "submission_key": "1e5f2b1e-53a7-4f65-9d05-1f5d9b0d0c88",
    }  # fmt: skip
    assert client.post(f"{address}/people/{alice.id}/report", told).status_code == 302
    assert "She was glad." in client.get(address).content.decode()
    with at_work(gareth):
        assert holds(case, Check.HARMED_TOLD_ABOUT_AGREEMENT)
        assert not tasks(case, "tell_about_agreement")


def test_something_not_done_is_told_at_once_and_the_end_again(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = an_agreement(case, gareth)
        first, second = an_item(case, agreement, gareth), an_item(case, agreement, gareth, words="A letter")
        yesterday = Settled(status=ItemStatus.NOT_DONE, settled_on=TODAY - timedelta(days=1))
        settle_item(first, yesterday, version=1, by=gareth, at=clock.now())
        assert tasks(case, "tell_about_agreement")
        alice = side_of(case, "harmed")
        told = Report(told_on=TODAY - timedelta(days=1))
        report_agreement(agreement, alice, told, by=gareth, at=clock.now())
        assert not tasks(case, "tell_about_agreement")
        settle_item(second, KEPT, version=1, by=gareth, at=clock.now())
        assert not holds(case, Check.HARMED_TOLD_ABOUT_AGREEMENT)
        assert tasks(case, "tell_about_agreement")


def test_somebody_who_said_no_is_not_told_but_the_reason_is_noted(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = an_agreement(case, gareth)
        settle_item(an_item(case, agreement, gareth), BROKEN, version=1, by=gareth, at=clock.now())
        alice = side_of(case, "harmed")
        says_no(alice)
        with pytest.raises(Refused, match="must not be contacted"):
            report_agreement(agreement, alice, Report(told_on=TODAY), by=gareth, at=clock.now())
        why = Report(told_on=None, not_told_because="She asked us not to ring again.")
        report_agreement(agreement, alice, why, by=gareth, at=clock.now())
        assert holds(case, Check.HARMED_TOLD_ABOUT_AGREEMENT)


def test_a_probation_officer_does_not_tell_the_person_harmed(case: Case) -> None:
    with at_work(member("Adaeze Obi")) as adaeze:
        agreement = an_agreement(case, adaeze)
        settle_item(an_item(case, agreement, adaeze), KEPT, version=1, by=adaeze, at=clock.now())
        with pytest.raises(Refused, match="works with people responsible"):
            report_agreement(
                agreement, side_of(case, "harmed"), Report(told_on=TODAY), by=adaeze, at=clock.now()
            )


def test_an_item_that_is_late_says_so(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = an_agreement(case, gareth)
        an_item(case, agreement, gareth, due_on=TODAY - timedelta(days=2))
    client = signed_in("Gareth Pugh")
    assert "Overdue" in client.get(f"/cases/{case.reference}/agreements").content.decode()
    assert "Overdue" in client.get(f"/cases/{case.reference}/agreements/{agreement.id}").content.decode()
    assert "See whether something that was agreed is done" in client.get("/").content.decode()


def test_an_item_settled_by_mistake_is_opened_again(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        item = an_item(case, an_agreement(case, gareth), gareth)
        settled = settle_item(item, KEPT, version=1, by=gareth, at=clock.now())
        with pytest.raises(Refused, match="settled already"):
            change_item(
                settled, Item(party=item.party, action="money", words="£300", checked_by=gareth), version=2,
                by=gareth, at=clock.now(),
            )  # fmt: skip
        again = Settled(status=ItemStatus.OPEN, settled_on=None)
        settle_item(settled, again, version=2, by=gareth, at=clock.now())
        assert not holds(case, Check.AGREEMENT_SETTLED)
        assert tasks(case, "agreement_item") == {gareth.principal_id}
        with pytest.raises(Refused, match="on which day"):
            settle_item(
                settled,
                Settled(status=ItemStatus.DONE, settled_on=None),
                version=3,
                by=gareth,
                at=clock.now(),
            )


def test_two_people_who_settle_one_item_see_each_other(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = an_agreement(case, gareth)
        item = an_item(case, agreement, gareth)
        settle_item(item, KEPT, version=1, by=gareth, at=clock.now())
        with pytest.raises(Conflict):
            settle_item(item, BROKEN, version=1, by=gareth, at=clock.now())
    answer = signed_in("Adaeze Obi").post(
        f"/cases/{case.reference}/agreements/{agreement.id}/items/{item.id}/settling",
        {"status": "not_done", "settled_on-day": TODAY.day, "settled_on-month": TODAY.month,
         "settled_on-year": TODAY.year, "evidence": "Nothing came.", "version": "1"},
    )  # fmt: skip
    assert answer.status_code == 409
    assert "Alice has the £200." in answer.content.decode()


def test_whoever_does_not_work_on_the_case_finds_no_agreement(case: Case) -> None:
    with at_work(member("Gareth Pugh")) as gareth:
        agreement = an_agreement(case, gareth)
        item, alice = an_item(case, agreement, gareth), side_of(case, "harmed")
    ours, none = f"/cases/{case.reference}/agreements", "/cases/SX-00000-00000/agreements"
    pages = ("", "/new", f"/{agreement.id}", f"/{agreement.id}/items/new", f"/{agreement.id}/items/{item.id}",
             f"/{agreement.id}/items/{item.id}/settling", f"/{agreement.id}/people/{alice.id}/report")  # fmt: skip
    ryan = signed_in("Ryan Tipping")
    for page in pages:
        assert ryan.get(ours + page).status_code == ryan.get(none + page).status_code == 404


def test_a_case_does_not_close_over_a_promise_that_nobody_settled(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        item = an_item(case, an_agreement(case, marian), marian)
        ends = {party.id: (ClosingReason.COMPLETED_DIRECT, TODAY) for party in case.parties.all()}
        usual = {
            "note": "",
            "parties": ends,
            "not_asked_because": "They moved.",
            "by": marian,
            "at": clock.now(),
        }
    page = signed_in("Marian Okafor").get(f"/cases/{case.reference}/closing").content.decode()
    assert "Agreed, and not settled: Pay £200 through the hub" in page
    with at_work(marian):
        with pytest.raises(Refused, match="Something that was agreed is still open"):
            close_case(case, reason=ClosingReason.COMPLETED_DIRECT, **usual)
        settle_item(item, KEPT, version=1, by=marian, at=clock.now())
        assert close_case(case, reason=ClosingReason.COMPLETED_DIRECT, **usual).is_closed


def test_another_area_takes_over_what_is_still_promised(case: Case) -> None:
    with at_work(member("Marian Okafor")) as marian:
        an_item(case, an_agreement(case, marian), marian)
        ends = {party.id: (ClosingReason.TRANSFERRED, TODAY) for party in case.parties.all()}
        done = close_case(
            case, reason=ClosingReason.TRANSFERRED, note="", parties=ends, not_asked_because="Kent asks them.",
            by=marian, at=clock.now(),
        )  # fmt: skip
        assert done.is_closed
