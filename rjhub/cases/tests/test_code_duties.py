"""What the Victims' Code asks for: by whom, by when in working days, when it was done, and how well it is kept."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rjhub.cases import queries
from rjhub.cases.actions import code_duties
from rjhub.cases.models import Case, CodeDuty, Party, Task
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.test_attached import MARIAN, opened
from rjhub.cases.vocabulary import CodeDutyKind, NotSure
from rjhub.kernel import clock, working_days
from rjhub.kernel.decisions import Refused
from rjhub.people.tests.refusals import the_database_refuses
from rjhub.referrals.tests import factories as here
from rjhub.referrals.vocabulary import Known

pytestmark = pytest.mark.django_db
TELL, REFER = CodeDutyKind.TELL, CodeDutyKind.REFER
NOT_TOLD = replace(here.ALICE, situation=replace(here.ALICE.situation, told=Known.NO))


def a_case(*, alice: Any = NOT_TOLD, kyle: Any = here.KYLE, **more: Any) -> Case:
    return opened(here.a_referral(people=(alice, kyle), **more))


def duty(case: Case, kind: CodeDutyKind) -> CodeDuty:
    with at_work(member(MARIAN)):
        return CodeDuty.objects.select_related("agency").get(case=case, kind=kind)


def reported(case: Case, on: date) -> None:
    with at_work(member(MARIAN)) as marian:
        party = Party.objects.select_related("case").get(case=case, side="harmed")
        code_duties.note_report(case, party, reported_on=on, by=marian, at=clock.now())


def with_rights(known: Known) -> Any:
    return replace(NOT_TOLD, situation=replace(NOT_TOLD.situation, enhanced_rights=known))


def test_the_police_tell_and_refer_where_who_is_responsible_is_grown_up() -> None:
    case = a_case()
    for kind in (TELL, REFER):
        assert duty(case, kind).agency.kind == "police"
        assert duty(case, kind).not_sure == ""


def test_the_youth_justice_service_tells_where_everybody_responsible_is_under_18() -> None:
    young = replace(here.KYLE.identity, born_on=clock.today() - timedelta(days=15 * 365))
    found = duty(a_case(kyle=replace(here.KYLE, identity=young)), TELL)
    assert found.agency is None or found.agency.kind == "yjs"
    assert (found.agency is None) == (found.not_sure == NotSure.AGENCY)


def test_an_unknown_age_is_said_on_the_page() -> None:
    nobody_knows = replace(here.KYLE, identity=replace(here.KYLE.identity, born_on=None))
    case = a_case(kyle=nobody_knows)
    assert duty(case, TELL).not_sure == NotSure.AGE
    page = signed_in(MARIAN).get(f"/cases/{case.reference}/duties").content.decode()
    assert "It is not known whether everybody responsible is over 18" in page


@pytest.mark.parametrize(("rights", "days"), [(Known.YES, 1), (Known.NO, 5), (Known.NOT_KNOWN, 5)])
def test_the_clock_counts_working_days_with_bank_holidays(rights: Known, days: int) -> None:
    case = a_case(alice=with_rights(rights))
    good_friday_week = date(2026, 4, 2)
    reported(case, good_friday_week)
    assert duty(case, TELL).due_on == working_days.add_working_days(good_friday_week, days)
    assert duty(case, REFER).due_on == date(2026, 4, 8), "Good Friday and Easter Monday do not count"


def test_the_agency_gets_the_task_and_sees_the_duty_and_nothing_of_the_case() -> None:
    case = a_case()
    found = duty(case, TELL)
    lead = member_who_leads(found)
    with at_work(lead):
        (task,) = Task.objects.filter(kind=code_duties.DUTY, subject_id=found.id)
    client = signed_in(lead.account.name)
    page = client.get(task.address).content.decode()
    assert case.reference in page
    assert "Alice" not in page
    assert client.get(f"/cases/{case.reference}").status_code == 404
    on = clock.today()
    typed = {"done_on-day": on.day, "done_on-month": on.month, "done_on-year": on.year}
    assert client.post(task.address, typed).status_code == 302
    assert duty(case, TELL).done_on == on
    with at_work(lead):
        assert not Task.objects.filter(kind=code_duties.DUTY, subject_id=found.id, status="open").exists()


def member_who_leads(found: CodeDuty) -> Any:
    return queries.lead_contacts_of(found.agency)[0]


def test_what_was_done_too_late_and_what_is_overdue_are_said_apart() -> None:
    case = a_case()
    long_ago = clock.day_of(here.RECEIVED) - timedelta(days=60)
    reported(case, long_ago)
    marian = signed_in(MARIAN)
    page = marian.get("/duties").content.decode()
    assert "Overdue by" in page
    with at_work(member(MARIAN)) as by:
        code_duties.note_done(duty(case, TELL), done_on=clock.today(), by=by, at=clock.now())
    assert "Done too late" in marian.get(f"/cases/{case.reference}/duties").content.decode()


def test_told_before_the_referral_counts_as_done_by_that_day_at_the_latest() -> None:
    case = a_case(alice=here.ALICE)
    found = duty(case, TELL)
    assert (found.done_on, found.at_latest) == (clock.day_of(here.RECEIVED), True)
    reported(case, clock.day_of(here.RECEIVED) - timedelta(days=60))
    page = signed_in(MARIAN).get(f"/cases/{case.reference}/duties").content.decode()
    assert "Done; whether in time cannot be said" in page


def test_the_share_in_time_is_counted_over_what_can_be_said() -> None:
    with at_work(member(MARIAN)) as marian:
        before = {
            one.kind: one for one in queries.how_duties_were_kept(marian.partnership_id, today=clock.today())
        }
    reported(a_case(), clock.day_of(here.RECEIVED))
    with at_work(member(MARIAN)) as marian:
        after = {
            one.kind: one for one in queries.how_duties_were_kept(marian.partnership_id, today=clock.today())
        }
    assert after[REFER].in_time - before[REFER].in_time == 1, "the police referred on the day of the report"
    assert after[TELL].overdue - before[TELL].overdue == 1


def test_days_that_cannot_be_are_refused() -> None:
    case = a_case()
    with pytest.raises(Refused, match="today or earlier"):
        reported(case, clock.today() + timedelta(days=1))
    with pytest.raises(Refused, match="Check both days"):
        reported(case, clock.day_of(here.RECEIVED) + timedelta(days=1))
    with at_work(member(MARIAN)) as by, pytest.raises(Refused, match="not in the future"):
        code_duties.note_done(
            duty(case, TELL), done_on=clock.today() + timedelta(days=1), by=by, at=clock.now()
        )


def test_whose_duty_it_is_not_and_who_works_not_on_the_case_reach_no_page_of_it() -> None:
    case = a_case()
    address = f"/duties/{duty(case, TELL).id}"
    for name in ("Ryan Tipping", "Adaeze Obi", "Tomasz Zielinski"):
        assert signed_in(name).get(address).status_code == 404, name
    assert signed_in("Ryan Tipping").get("/duties").status_code == 404


def test_the_database_takes_no_duty_to_somebody_responsible() -> None:
    case = a_case()
    with at_work(member(MARIAN)):
        kyle = Party.objects.get(case=case, side="responsible")
        found = CodeDuty.objects.get(case=case, kind=TELL)
        row = {**kyle.row(), "kind": TELL, "holder_id": found.holder_id, "case_reference": case.reference}
        with the_database_refuses("a_duty_is_to_somebody_harmed"):
            CodeDuty.objects.create(**row)


def test_a_person_has_all_of_it_on_one_page() -> None:
    case = a_case()
    with at_work(member(MARIAN)):
        alice = Party.objects.get(case=case, side="harmed").person_id
    page = signed_in(MARIAN).get(f"/people/{alice}/duties").content.decode()
    assert f"{case.reference}: Told about restorative justice" in page
