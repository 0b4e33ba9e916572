"""What the agreement does to what people see, at their very next request."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from rjhub.cases.models import Case
from rjhub.cases.tests.factories import member, signed_in
from rjhub.design.words import day
from rjhub.kernel import clock, months
from rjhub.partnership.actions import joining
from rjhub.partnership.vocabulary import Role
from rjhub.referrals.forms.visit import WHO
from rjhub.sharing.tests.agreed import (
    FOR_PROBATION,
    a_facilitated_case,
    following,
    in_force,
    put_into_force,
    text,
)

pytestmark = pytest.mark.django_db
WITHDRAWAL = "/agreement/1/parties/probation-sussex/withdrawal"
SIGNATURE = "/agreement/1/parties/probation-sussex/signature"


@pytest.fixture
def case() -> Case:
    return a_facilitated_case()


def row(page: str, side: str, kind: str) -> str:
    """The line of a kind of information in the table of a side."""
    table = page[page.index(f'id="side-{side}"') :]
    line = table[table.index(f">{kind}<") :]
    return line[: line.index("</tr>")]


def asking(client: Client, case: Case) -> str:
    return text(client.get(f"/cases/{case.reference}/why"))


def test_an_agency_that_withdraws_sees_nothing_at_its_next_request_and_again_after_signing_anew(
    case: Case,
) -> None:
    adaeze, marian = signed_in("Adaeze Obi"), signed_in("Marian Okafor")
    address = f"/cases/{case.reference}"
    assert adaeze.get(address).status_code == 200
    warned = text(marian.get(WITHDRAWAL))
    assert "nobody at" in warned
    assert "1 case" in warned
    assert "Enter why it withdraws" in text(marian.post(WITHDRAWAL, {"because": ""}))
    assert marian.post(WITHDRAWAL, {"because": "The board decided so."}).status_code == 302
    assert adaeze.get(address).status_code == 404
    assert "has withdrawn from the information sharing agreement" in text(adaeze.get("/"))
    assert marian.get(address).status_code == 200
    assert "The board decided so." in text(marian.get("/agreement/1"))
    assert marian.get(WITHDRAWAL).status_code == 403
    assert marian.post(SIGNATURE, {"name": "A. Chief", "position": "Head"}).status_code == 302
    assert adaeze.get(address).status_code == 200
    assert "has withdrawn" not in text(adaeze.get("/"))


def test_a_lapsed_agreement_hides_everything_from_everybody(case: Case, time_machine: Any) -> None:
    time_machine.move_to(clock.now() + timedelta(days=400), tick=True)
    for name in ("Adaeze Obi", "Gareth Pugh", "Marian Okafor"):
        somebody = signed_in(name)
        assert somebody.get(f"/cases/{case.reference}").status_code == 404
        assert "because nobody reviewed it" in text(somebody.get("/cases"))


def test_a_version_that_takes_a_category_away_from_facilitators_does_so_at_once(case: Case) -> None:
    adaeze = signed_in("Adaeze Obi")
    assert "4.2" in row(asking(adaeze, case), "responsible", "Police information")
    put_into_force(following((FOR_PROBATION, FOR_PROBATION.replace("police, ", ""))))
    told = row(asking(adaeze, case), "responsible", "Police information")
    assert "Not seen" in told
    assert "no clause of the agreement allows this" in told


def test_whoever_loses_the_work_on_the_case_loses_the_case_and_nobody_else_does(case: Case) -> None:
    put_into_force(following((FOR_PROBATION, FOR_PROBATION.replace("casework, ", ""))))
    assert signed_in("Adaeze Obi").get(f"/cases/{case.reference}").status_code == 404
    assert signed_in("Gareth Pugh").get(f"/cases/{case.reference}").status_code == 200


def test_what_is_given_for_months_ends_when_they_have_passed(time_machine: Any) -> None:
    now = clock.now()
    time_machine.move_to(now - timedelta(days=70), tick=True)
    old = a_facilitated_case()
    time_machine.move_to(now, tick=True)
    _, after = in_force().text.split('  - number: "4.2"')
    for_months = after.replace("{ months_after_closing: 6 }", "{ months: 2 }", 2)
    put_into_force(following((after, for_months)))
    adaeze = signed_in("Adaeze Obi")
    assert adaeze.get(f"/cases/{old.reference}").status_code == 404
    assert signed_in("Gareth Pugh").get(f"/cases/{old.reference}").status_code == 200
    new = a_facilitated_case()
    ends = day(months.add_months(clock.today(), 2))
    assert ends in row(asking(adaeze, new), "responsible", "Feedback")


def test_a_clause_for_some_stages_counts_only_there(case: Case) -> None:
    only = "works_with: [responsible, neither]\n    stages: [ready]"
    old = "agencies: [probation, prison, yjs, council]\n    works_with: [responsible, neither]"
    put_into_force(following((old, f"agencies: [probation, prison, yjs, council]\n    {only}")))
    assert signed_in("Adaeze Obi").get(f"/cases/{case.reference}").status_code == 404
    assert signed_in("Gareth Pugh").get(f"/cases/{case.reference}").status_code == 200


def test_the_page_says_task_clause_and_until_when(case: Case) -> None:
    page = asking(signed_in("Adaeze Obi"), case)
    seen = row(page, "responsible", "How to reach somebody")
    assert "To facilitate the case" in seen
    assert "4.3 Reaching the person responsible" in seen
    assert 'href="/agreement/1#clause-4.3"' in seen
    assert "While the task lasts" in seen
    hidden = row(page, "harmed", "How to reach somebody")
    assert "Not seen" in hidden
    assert "Why can I see this?" in text(signed_in("Adaeze Obi").get(f"/cases/{case.reference}"))


def test_whoever_does_not_see_the_case_is_not_told_why_others_do(case: Case) -> None:
    for name in ("Owen Trevor", "Helen Marsh", "Judith Arkwright"):
        assert signed_in(name).get(f"/cases/{case.reference}/why").status_code == 404


def test_only_an_information_officer_asks_for_others_and_only_at_their_own_agency(case: Case) -> None:
    gareth, adaeze = member("Gareth Pugh"), member("Adaeze Obi")
    address = f"/cases/{case.reference}/why"
    assert signed_in("Marian Okafor").get(address, {"who": str(gareth.id)}).status_code == 404
    joining.give_role(member("Marian Okafor"), role=Role.INFORMATION_OFFICER, by=None, hub=None)
    marian = signed_in("Marian Okafor")
    theirs = text(marian.get(address, {"who": str(gareth.id)}, follow=True))
    assert f"Why can Gareth Pugh see {case.reference}?" in theirs
    assert "To facilitate the case" in theirs
    other = text(marian.get(address, {"who": str(adaeze.id)}, follow=True))
    assert "Adaeze Obi see this" not in other


def test_nobody_refers_and_the_public_is_told_while_no_agreement_counts(time_machine: Any) -> None:
    public = Client()
    assert "Ask us now" in text(public.get("/ask/sussex"))
    time_machine.move_to(clock.now() + timedelta(days=400), tick=True)
    page = text(public.get("/ask/sussex"))
    assert "Ask us now" not in page
    assert "does not take requests over the internet yet" in page
    assert public.post("/ask/sussex/beginning", {"who": WHO[0][0]}).url == "/ask/sussex"
    refused = signed_in("Dean Whitlock").post("/referrals/drafts")
    assert refused.status_code == 403
    assert "You cannot make referrals now." in text(refused)
