"""Reports to the court: what they may say, that they stay as they were sent, and who got a copy."""

import io
from datetime import date
from typing import Any

import pypdf
import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.actions.court_reports import Report, Sending, change_report, send_report
from rjhub.cases.gates import CaseState
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Case, CourtReport, Event
from rjhub.cases.tests import court
from rjhub.cases.tests.court import COURT, REPORT, agrees_to_tell, before_court, post
from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated, side_of
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.letters.models import Dispatch
from rjhub.partnership.pathway.checks import Check

pytestmark = pytest.mark.django_db
VIEW = "She wants to ask why it was her house."
SENDING = {
    **court.day("sent_on", date(2026, 3, 20)),
    "sent_to": COURT,
    "sent_how": "Secure email",
    "checked": "on",
}


@pytest.fixture
def case() -> Case:
    with at_work(member("Rosalind Peake")) as rosalind:
        case = court.a_kent_case(rosalind)
        before_court(case, rosalind)
        return case


@pytest.fixture
def agreed(case: Case) -> Case:
    with at_work(member("Rosalind Peake")) as rosalind:
        agrees_to_tell(side_of(case, "harmed"), rosalind)
    return case


def write(case: Case, about: str = "suitability", **more: str) -> Any:
    return post(signed_in("Rosalind Peake"), case, f"reports/{about}/new", **REPORT | more)


def report_of(case: Case) -> CourtReport:
    with at_work(member("Rosalind Peake")):
        return CourtReport.objects.get(case=case)


def send(case: Case, **more: str) -> Any:
    report = report_of(case)
    typed = SENDING | {"version": str(report.version)} | more
    return post(signed_in("Rosalind Peake"), case, f"reports/{report.id}/sending", **typed)


def words(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def draft(case: Case) -> str:
    answer = signed_in("Rosalind Peake").get(
        f"/cases/{case.reference}/court/reports/{report_of(case).id}/draft"
    )
    assert answer["Content-Type"] == "application/pdf"
    return words(answer.content)


def test_a_report_is_accessible_and_says_the_least(agreed: Case) -> None:
    assert write(agreed, harmed_view=VIEW).status_code == 302
    said = draft(agreed)
    for expected in (
        "OFFICIAL-SENSITIVE", "DRAFT, NOT SENT", "report on suitability", COURT, "Kyle Marsden", "AF", VIEW,
        "written consent of the victim, given on 16 March 2026", "is suitable in this case", "To defer sentence.",
        "Nobody has been promised anything about sentence", "Rosalind Peake, Kent mediation services", agreed.reference,
    ):  # fmt: skip
        assert expected in said
    assert "Fenwick" not in said
    assert "Alice" not in said
    with at_work(member("Rosalind Peake")) as rosalind:
        (kept,) = Dispatch.objects.filter(subject_id=report_of(agreed).id)
        assert (kept.what, kept.why, kept.staff_id) == ("court_report", "work", rosalind.id)


def test_the_pdf_is_tagged_for_people_who_listen_to_it(agreed: Case) -> None:
    write(agreed)
    answer = signed_in("Rosalind Peake").get(
        f"/cases/{agreed.reference}/court/reports/{report_of(agreed).id}/draft"
    )
    catalog = pypdf.PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en-GB"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()


def test_without_consent_the_question_is_not_asked_and_its_answer_not_taken(case: Case) -> None:
    page = signed_in("Rosalind Peake").get(f"/cases/{case.reference}/court/reports/suitability/new")
    assert "harmed_view" not in page.content.decode()
    assert "what the victim thinks, because no consent to tell the court is recorded" in page.content.decode()
    assert "What does the offender think?" in page.content.decode()
    assert write(case, harmed_view=VIEW).status_code == 302
    assert report_of(case).harmed_view == ""
    said = draft(case)
    assert "does not say what the victim thinks" in said
    assert VIEW not in said


def test_the_action_refuses_a_view_without_consent_and_the_database_does_too(case: Case) -> None:
    write(case)
    report = report_of(case)
    with at_work(member("Rosalind Peake")) as rosalind:
        told = Report(suitable=True, responsible_view="-", findings="-", proposal="-", harmed_view=VIEW)
        with pytest.raises(Refused, match="not agreed in writing"):
            change_report(report, told, version=1, by=rosalind, at=clock.now())
        rows = CourtReport.objects.filter(id=report.id)
        with pytest.raises(IntegrityError, match="has not agreed"), transaction.atomic():
            rows.update(harmed_view=VIEW)
        police = agrees_to_tell(side_of(case, "harmed"), rosalind, to_whom="Kent Police")
        with pytest.raises(Refused, match="not agreed in writing"):
            change_report(report, told, version=1, by=rosalind, at=clock.now())
        police.withdrawn_at, police.withdrawal_recorded_by = clock.now(), rosalind
        police.save()
        with pytest.raises(IntegrityError, match="has not agreed"), transaction.atomic():
            rows.update(harmed_view=VIEW, harmed_consent=police)


def test_consent_that_was_taken_back_stops_the_sending(agreed: Case) -> None:
    write(agreed, harmed_view=VIEW)
    with at_work(member("Rosalind Peake")) as rosalind:
        consent = side_of(agreed, "harmed").consents.get()
        consent.withdrawn_at, consent.withdrawal_recorded_by = clock.now(), rosalind
        consent.save()
    assert "has taken that back" in send(agreed).content.decode()
    assert not report_of(agreed).is_sent


@pytest.mark.parametrize(
    ("findings", "why"),
    [
        ("Ms Fenwick sleeps badly.", "Write AF instead"),
        ("MS FENWICK SLEEPS BADLY.", "Write AF instead"),
        ("Ring 07700 900123 first.", "holds a telephone number"),
        ("She lives at ME14 1AB now.", "a postcode"),
        ("Write to alice@example.org.", "an email address"),
    ],
)
def test_a_report_names_no_surname_and_no_way_to_reach_anybody(case: Case, findings: str, why: str) -> None:
    answer = write(case, findings=findings)
    assert why in answer.content.decode()
    assert findings in answer.content.decode()
    with at_work(member("Rosalind Peake")):
        assert not CourtReport.objects.filter(case=case).exists()


def test_the_database_refuses_contact_details_in_a_report(case: Case) -> None:
    write(case)
    with at_work(member("Rosalind Peake")), pytest.raises(IntegrityError, match="contact details"):
        CourtReport.objects.filter(case=case).update(findings="Ring 07700 900123.")


def test_a_surname_that_both_share_may_stand_in_the_report() -> None:
    with at_work(member("Rosalind Peake")) as rosalind:
        case = court.a_kent_case(rosalind, harmed="Alice Marsden")
        before_court(case, rosalind)
    assert write(case, findings="Mr Marsden came on time.").status_code == 302


def test_a_sent_report_stays_as_it_is_and_opens_the_gate(agreed: Case) -> None:
    write(agreed, harmed_view=VIEW)
    with at_work(member("Rosalind Peake")):
        assert not CHECKS[Check.COURT_REPORT_SENT](CaseState(agreed))
    assert send(agreed).status_code == 302
    report = report_of(agreed)
    client = signed_in("Rosalind Peake")
    page = client.get(f"/cases/{agreed.reference}/court/reports/{report.id}").content.decode()
    assert "20 March 2026 by Rosalind Peake" in page
    assert "Secure email" in page
    for path in ("change", "sending", "draft"):
        answer = client.get(f"/cases/{agreed.reference}/court/reports/{report.id}/{path}")
        assert answer.status_code == 403
        assert "it stays as it is" in answer.content.decode()
    with at_work(member("Rosalind Peake")) as rosalind:
        assert CHECKS[Check.COURT_REPORT_SENT](CaseState(agreed))
        again = Sending(sent_on=date(2026, 3, 21), sent_to="Dover", sent_how="Post")
        with pytest.raises(Refused, match="stays as it is"):
            send_report(report, again, version=report.version, by=rosalind, at=clock.now())
        with pytest.raises(IntegrityError, match="does not change"), transaction.atomic():
            CourtReport.objects.filter(id=report.id).update(proposal="Prison.")


def test_grants_that_change_later_pass_a_sent_report_by(agreed: Case) -> None:
    write(agreed, harmed_view=VIEW)
    send(agreed)
    with at_work(member("Rosalind Peake")) as rosalind:
        consent = side_of(agreed, "harmed").consents.get()
        consent.withdrawn_at, consent.withdrawal_recorded_by = clock.now(), rosalind
        consent.save()
        facilitated(
            agreed, rosalind, lead="Femi Balogun", second="Simon Hollands", supervisor="Clare Whitfield"
        )
    with at_work(member("Femi Balogun")):
        assert CourtReport.objects.filter(case=agreed).exists()


def test_every_copy_is_a_disclosure_with_its_recipient(agreed: Case, behind_the_walls: Any) -> None:
    write(agreed, harmed_view=VIEW)
    send(agreed)
    report = report_of(agreed)
    answer = post(signed_in("Rosalind Peake"), agreed, f"reports/{report.id}/copy", to="Defence solicitor")
    assert answer["Content-Disposition"] == f'attachment; filename="{agreed.reference}-court-report.pdf"'
    said = words(answer.content)
    assert "DRAFT" not in said
    assert "Sent 20 March 2026" in said
    with at_work(member("Rosalind Peake")):
        events = Event.objects.filter(case=agreed, tag="cases:court_report:disclose").order_by("at")
        assert [one.detail for one in events] == [COURT, "Defence solicitor"]
    with behind_the_walls() as cursor:
        cursor.execute("SELECT staff_id FROM audit_entry WHERE tag = 'cases:court_report:disclose'")
        assert cursor.fetchall() == [(member("Rosalind Peake").id,)] * 2


def test_a_copy_for_nobody_is_not_given(agreed: Case) -> None:
    write(agreed)
    send(agreed)
    answer = post(signed_in("Rosalind Peake"), agreed, f"reports/{report_of(agreed).id}/copy", to="")
    assert "Enter who gets this copy" in answer.content.decode()


def test_a_report_on_what_took_place_does_not_ask_whether_it_is_suitable(case: Case) -> None:
    assert write(case, "outcome").status_code == 302
    assert report_of(case).suitable is None
    assert "report on what took place" in draft(case)
    assert "is suitable" not in draft(case)


def test_the_same_form_sent_twice_makes_one_report(case: Case) -> None:
    for _ in range(2):
        assert write(case).status_code == 302
    assert report_of(case)


def test_no_report_without_a_court() -> None:
    with at_work(member("Rosalind Peake")) as rosalind:
        case = court.a_kent_case(rosalind)
    assert "Record first which court it is" in write(case).content.decode()
    assert (
        signed_in("Rosalind Peake").get(f"/cases/{case.reference}/court/reports/other/new").status_code == 404
    )


def test_two_people_who_change_a_report_see_each_other(case: Case) -> None:
    write(case)
    report = report_of(case)
    changed = {name: value for name, value in REPORT.items() if name != "submission_key"} | {"version": "1"}
    client = signed_in("Rosalind Peake")
    assert post(client, case, f"reports/{report.id}/change", **changed | {"proposal": "A"}).status_code == 302
    answer = post(client, case, f"reports/{report.id}/change", **changed | {"proposal": "B"})
    assert answer.status_code == 409
    assert "Rosalind Peake changed this" in answer.content.decode()
    stale = send(case, version="1")
    assert "Read the draft again" in stale.content.decode()
    assert not report_of(case).is_sent


def test_whoever_does_not_work_on_the_case_finds_no_report(case: Case) -> None:
    write(case)
    report = report_of(case)
    for name in ("Simon Hollands", "Janine Roper", "Marian Okafor"):
        client = signed_in(name)
        for page in ("suitability/new", f"{report.id}", f"{report.id}/change", f"{report.id}/draft"):
            assert client.get(f"/cases/{case.reference}/court/reports/{page}").status_code == 404
        assert post(client, case, f"reports/{report.id}/copy", to="Me").status_code == 404
