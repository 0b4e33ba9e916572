"""Opening a case in an emergency: for an hour, told at once, looked at afterwards, and never through the wall."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction

from rjhub.cases.models import Case, EmergencyAccess, Party, Task
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.shut import ADAEZE, GARETH, MARIAN, SUNITA, everything_of, ran, recorded, text
from rjhub.kernel import clock
from rjhub.partnership import installation
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people.models import Person
from rjhub.sharing.models import Grant
from rjhub.sharing.vocabulary import Side

pytestmark = pytest.mark.django_db
WHY = "His brother says that he is on his way to her house."


@pytest.fixture
def case() -> Case:
    """A case of the hub, in which nobody else has anything to do yet."""
    with at_work(member(MARIAN)) as marian:
        return a_case(marian)


def opened(case: Case, name: str) -> Any:
    browser = signed_in(name)
    answer = browser.post("/emergency", {"reference": case.reference.lower(), "because": WHY})
    assert answer.status_code == 302, text(answer)
    return browser


def reviewer_of(name: str) -> Staff:
    """Somebody at the same agency becomes its information officer."""
    found = Staff.objects.filter(agency=member(name).agency_id).exclude(id=member(name).id).first()
    assert found is not None
    with installation.acts():
        found.roles.create(role=Role.INFORMATION_OFFICER)
    return member(found.name)


def test_somebody_sees_a_case_for_an_hour_and_not_a_minute_longer(case: Case) -> None:
    assert everything_of(case, member(ADAEZE)) == 0
    assert "999" in text(signed_in(ADAEZE).get("/emergency"))
    browser = opened(case, ADAEZE)
    page = text(browser.get(f"/cases/{case.reference}"))
    assert f"You see {case.reference} in an emergency, for " in page
    assert "to act in an emergency, for an hour" in text(browser.get(f"/cases/{case.reference}/why")).lower()
    with at_work(member(ADAEZE)):
        grants = Grant.objects.filter(holder=member(ADAEZE).principal, purpose="emergency")
        assert {one.until - one.granted_at for one in grants if one.until} == {timedelta(minutes=60)}
        assert not Task.objects.exists() or EmergencyAccess.objects.get().because == WHY
    ran_out(case)
    assert everything_of(case, member(ADAEZE)) == 0
    assert browser.get(f"/cases/{case.reference}").status_code == 404


def test_nobody_keeps_what_they_hold_in_an_emergency_by_granting_it_to_themselves(case: Case) -> None:
    opened(case, ADAEZE)
    with connection.cursor() as cursor:  # whoever opens a file grants in it, in that transaction
        cursor.execute("RESET ROLE")
        cursor.execute("UPDATE sharing_file SET opened_in = '1' WHERE id = %s", [case.file_id])
        cursor.execute("SET ROLE rjhub_app")
    with at_work(member(ADAEZE)) as adaeze, connection.cursor() as cursor:
        cursor.execute("SELECT keeper.may_grant(%s, '{neutral}', '{casework}')", [case.file_id])
        assert cursor.fetchone() == (False,)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Grant.objects.create(
                partnership_id=case.partnership_id, file_id=case.file_id, holder=adaeze.principal,
                works_with=adaeze.agency.works_with, sides=["neutral"], categories=["casework"],
                purpose="facilitate", granted_at=clock.now(),
            )  # fmt: skip


def ran_out(case: Case) -> None:
    """An hour passes for the database, whose clock no test sets."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE sharing_grant SET granted_at = granted_at - interval '60 minutes', until = until - interval"
            " '60 minutes' WHERE purpose = 'emergency' AND partnership_id = %s",
            [case.partnership_id],
        )
        cursor.execute("SET ROLE rjhub_app")


def test_everybody_who_has_to_know_is_told_at_once_and_an_officer_looks_at_it(
    case: Case, django_capture_on_commit_callbacks: Any
) -> None:
    officer = reviewer_of(ADAEZE)
    with at_work(member(MARIAN)):
        Party.objects.filter(case=case, side=Side.HARMED).update(named_contact=member(GARETH))
        Case.objects.filter(id=case.id).update(supervisor=member(SUNITA))
    with django_capture_on_commit_callbacks(execute=True):
        opened(case, ADAEZE)
    told = {address for message in mail.outbox for address in message.to}
    assert {member(name).account.email for name in (MARIAN, GARETH, SUNITA, officer.name)} <= told
    assert all(case.reference not in message.body and len(message.to) == 1 for message in mail.outbox)
    assert "Somebody opened this case in an emergency" in text(signed_in(MARIAN).get("/"))
    browser = signed_in(officer.name)
    assert "Look at why a case was opened in an emergency" in text(browser.get("/"))
    with at_work(officer):
        address = f"/emergencies/{EmergencyAccess.objects.get().id}"
    page = text(browser.get(address))
    assert WHY in page
    assert "Adaeze Obi" in page
    assert browser.get(f"/cases/{case.reference}").status_code == 404
    assert "whether it was right to open it" in text(browser.post(address, {"finding": ""}))
    assert browser.post(address, {"finding": "not", "note": "She could have rung."}).status_code == 302
    assert browser.post(address, {"finding": "justified"}).status_code == 403
    assert "She could have rung." in text(signed_in(MARIAN).get(address))
    with at_work(member(MARIAN)):
        assert not Task.objects.filter(case=case, kind="review_emergency", status="open").exists()


def test_nobody_looks_at_an_emergency_of_their_own(case: Case) -> None:
    browser = opened(case, ADAEZE)
    with at_work(member(ADAEZE)):
        access = EmergencyAccess.objects.get()
        assert access.holder_id != member(ADAEZE).principal_id
    assert browser.post(f"/emergencies/{access.id}", {"finding": "justified"}).status_code == 403
    assert signed_in("Esther Lindqvist").get(f"/emergencies/{access.id}").status_code == 404
    with at_work(member(ADAEZE)):
        said = "UPDATE cases_emergencyaccess SET finding = 'justified', reviewed_at = now(), reviewed_by_id = '{}'"
        assert ran(said.format(member(ADAEZE).id)) == "somebody else looks at it"
        assert ran("UPDATE cases_emergencyaccess SET because = 'None.'") == "what was recorded stays"


def test_it_never_opens_the_wall(case: Case) -> None:
    opened(case, ADAEZE)
    with at_work(member(ADAEZE)):
        harmed = Person.objects.get(parties__case=case, side=Side.HARMED)
        assert (
            ran("SELECT * FROM vault.open_contact(%s, 'page', 'why')", harmed.id)
            == "permission denied for schema vault"
        )
        reaching = Grant.objects.filter(holder=member(ADAEZE).principal, sides__contains=["harmed"])
        assert not reaching.filter(categories__overlap=["contact", "safety"]).exists()
        file = harmed.file_id
    with at_work(member(MARIAN)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person WHERE file_id = %s", [file])
        assert cursor.fetchone() == (1,)


def test_it_opens_the_vault_to_somebody_who_works_with_both(case: Case) -> None:
    opened(case, GARETH)
    with at_work(member(GARETH)):
        harmed = Person.objects.get(parties__case=case, side=Side.HARMED)
        assert ran("SELECT * FROM vault.open_contact(%s, 'page', 'why')", harmed.id) == 0


NOTHING = "No case with this reference can be opened like this"


def test_it_opens_no_case_in_which_they_know_somebody_and_no_sealed_one_and_says_the_same_of_a_missing_one(
    case: Case,
) -> None:
    recorded(case, ADAEZE)
    typed = {"reference": case.reference, "because": WHY}
    assert NOTHING in text(signed_in(ADAEZE).post("/emergency", typed))
    assert everything_of(case, member(ADAEZE)) == 0
    typed_wrong = {"reference": "SX-00000-00000", "because": WHY}
    assert NOTHING in text(signed_in(ADAEZE).post("/emergency", typed_wrong))
    sealing = {"because": "A councillor is in it."}
    assert signed_in(MARIAN).post(f"/cases/{case.reference}/sealing", sealing).status_code == 302
    assert NOTHING in text(signed_in(SUNITA).post("/emergency", typed))
    assert everything_of(case, member(SUNITA)) == 0


def test_it_asks_for_a_reason_a_role_and_an_agency_that_is_a_party(case: Case) -> None:
    assert "who may come to harm, and how" in text(
        signed_in(ADAEZE).post("/emergency", {"reference": case.reference, "because": ""})
    )
    nobody = member(ADAEZE)
    with installation.acts():
        nobody.roles.update(ended_at=clock.now() - timedelta(minutes=1))
    assert signed_in(ADAEZE).get("/emergency").status_code == 403
    with at_work(nobody):
        assert ran("SELECT keeper.open_in_an_emergency(%s, 'x')", case.reference) == "not granted"
    withdrawal = {"because": "The board decided so."}
    signed_in(MARIAN).post(f"/agreement/1/parties/{member(SUNITA).agency.code}/withdrawal", withdrawal)
    assert (
        signed_in(SUNITA).post("/emergency", {"reference": case.reference, "because": WHY}).status_code == 403
    )
    with at_work(member(SUNITA)):
        assert ran("SELECT keeper.open_in_an_emergency(%s, 'x')", case.reference) == "not granted"


GIVE = (
    "INSERT INTO sharing_grant (id, partnership_id, file_id, holder_id, works_with, sides, categories, purpose,"
    " granted_at, until) SELECT gen_random_uuid(), partnership_id, %s, id, works_with, ARRAY['neutral'],"
    " ARRAY['casework'], 'emergency', now(), now() + interval '{minutes} minutes'"
    " FROM partnership_principal WHERE id = %s"
)


@pytest.mark.parametrize("minutes", [60, 61])
def test_no_statement_of_the_program_makes_such_a_grant(case: Case, minutes: int) -> None:
    with at_work(member(MARIAN)):
        said = ran(GIVE.format(minutes=minutes), case.file_id, member(ADAEZE).principal_id)
        assert "row-level security" in str(said) or "over_within_the_hour" in str(said)
        assert "permission denied" in str(
            ran("INSERT INTO cases_emergencyaccess (id) VALUES (gen_random_uuid())")
        )


def test_no_emergency_lasts_longer_whoever_makes_it(case: Case, behind_the_walls: Any) -> None:
    """A planted fault: the function gives two hours. The constraint refuses what the function makes then."""
    with at_work(member(ADAEZE)):
        with behind_the_walls() as cursor:
            cursor.execute("SELECT pg_get_functiondef('keeper.open_in_an_emergency'::regproc)")
            (source,) = cursor.fetchone()
            cursor.execute(source.replace("interval '60 minutes'", "interval '120 minutes'"))
        said = ran("SELECT keeper.open_in_an_emergency(%s, 'x')", case.reference)
    assert "an_emergency_is_over_within_the_hour" in str(said)


def test_without_a_clause_for_it_an_emergency_shows_nothing(case: Case, behind_the_walls: Any) -> None:
    with behind_the_walls() as cursor:
        cursor.execute("DELETE FROM sharing_allowance WHERE purpose = 'emergency'")
    with at_work(member(ADAEZE)):
        ran("SELECT keeper.open_in_an_emergency(%s, 'x')", case.reference)
    assert everything_of(case, member(ADAEZE)) == 0
