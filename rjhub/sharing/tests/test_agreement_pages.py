"""The pages of the agreement: read, checked, compared, signed, put into force."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rjhub.cases.tests.factories import at_work, member, signed_in
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.partnership.models import AgreementVersion, Partnership
from rjhub.sharing.actions import agreeing
from rjhub.sharing.tests.agreed import (
    FOR_PROBATION,
    a_facilitated_case,
    agency,
    following,
    in_force,
    put_into_force,
    signed_by_all,
    text,
)

pytestmark = pytest.mark.django_db
NEW = "/agreement/new"
WITHOUT_POLICE = (FOR_PROBATION, FOR_PROBATION.replace("police, ", ""))


def added(words: str) -> AgreementVersion:
    signed_in("Marian Okafor").post(NEW, {"text": words, "store": "yes"})
    return AgreementVersion.objects.select_related("partnership").latest("id")


def test_everybody_reads_the_agreement_as_a_document_with_its_contents_and_parties() -> None:
    dean = signed_in("Dean Whitlock")
    assert "In force" in text(dean.get("/agreement"))
    page = text(dean.get("/agreement/1"))
    assert 'href="#clause-4.2"' in page
    assert 'id="clause-4.2"' in page
    assert "This is an example. It is not legal advice." in page
    assert 'data-marking="Example, not legal advice"' in page
    assert "An officer of the demonstration" in page
    assert "Sign for" not in page
    assert "Withdraw " not in page
    fetched = dean.get("/agreement/1/file")
    assert fetched.content.decode() == in_force().text
    assert fetched["Content-Disposition"] == 'attachment; filename="agreement-1.yaml"'


def test_another_partnerships_agreement_is_not_there() -> None:
    added(following(("months: 12", "months: 11")))
    olive = signed_in("Judith Arkwright")
    for address in ("/agreement/2", "/agreement/2/file", "/agreement/2/force", "/agreement/99999999999999"):
        assert olive.get(address).status_code == 404
    sussex = "/agreement/1/parties/sussex-police/signature"
    assert olive.get(sussex).status_code == 404


def test_the_form_begins_with_the_version_in_force_and_the_next_number() -> None:
    page = text(signed_in("Marian Okafor").get(NEW))
    assert "\nversion: 2\n" in page
    assert "key: sussex" in page


def test_a_partnership_without_any_begins_with_its_areas_example(behind_the_walls: Any) -> None:
    with behind_the_walls() as cursor:
        cursor.execute("DELETE FROM sharing_allowance")
        cursor.execute("DELETE FROM partnership_signature")
        cursor.execute("DELETE FROM partnership_agreementversion")
    page = text(signed_in("Marian Okafor").get(NEW))
    assert "key: sussex" in page
    assert f"starts_on: {clock.today()}" in page
    assert "It is not legal advice" in page


def test_a_new_partnership_is_given_the_example_once_waiting_to_be_signed(behind_the_walls: Any) -> None:
    with behind_the_walls() as cursor:
        cursor.execute("DELETE FROM sharing_allowance")
        cursor.execute("DELETE FROM partnership_signature")
        cursor.execute("DELETE FROM partnership_agreementversion")
    kent = Partnership.objects.get(code="kent")
    with at_work(member("Rosalind Peake")):
        version = agreeing.begin_with_example(kent, by=None)
        assert agreeing.begin_with_example(kent, by=None) is None
    assert version is not None
    assert (version.number, version.in_force_since) == (1, None)
    page = text(signed_in("Rosalind Peake").get("/agreement"))
    assert "Nobody can see any case until an agreement is in force" in page
    assert "Waiting to be signed" in page


def test_everything_that_is_wrong_is_said_beside_its_line_and_nothing_typed_is_lost() -> None:
    broken = following(("to: coordinator", "to: cordinator"), ("- type: pcc", "- type: wizard"))
    page = text(signed_in("Marian Okafor").post(NEW, {"text": broken}))
    line = broken[: broken.index("to: cordinator")].count("\n") + 1
    assert f'href="#line-{line}"' in page
    kept = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert kept is not None
    assert "cordinator" in kept[1]
    assert "wizard" in kept[1]
    assert AgreementVersion.objects.filter(partnership__code="sussex").count() == 1


def test_a_file_can_be_uploaded_and_one_that_cannot_be_read_is_refused_in_words() -> None:
    marian = signed_in("Marian Okafor")
    good = SimpleUploadedFile("sussex.yaml", following(WITHOUT_POLICE).encode())
    assert "Add version 2 to be signed" in text(marian.post(NEW, {"file": good}))
    bad = SimpleUploadedFile("sussex.yaml", b"name: caf\xe9")
    assert "this is not UTF-8 text" in text(marian.post(NEW, {"file": bad, "text": "what I typed"}))
    same = text(marian.post(NEW, {"text": in_force().text}))
    assert "This says the same as version 1" in same
    assert "There is a problem" in same
    assert '<a href="#id_text">This says the same as version 1' in same
    assert "<title>Error: " in same


def test_the_review_says_what_changes_in_words_and_who_would_lose_what_on_todays_cases() -> None:
    a_facilitated_case()
    page = text(signed_in("Marian Okafor").post(NEW, {"text": following(WITHOUT_POLICE)}))
    assert "4.2" in page[page.index("What changes in words") : page.index("Who would lose and gain")]
    lost = page[page.index("Who would lose what") : page.index("Who would gain what")]
    assert "Probation Service: whoever facilitates the case" in lost
    assert "Police information" in lost
    assert "the person responsible" in lost
    assert "Nobody would gain anything." in page
    assert AgreementVersion.objects.filter(partnership__code="sussex").count() == 1
    again = signed_in("Marian Okafor").post(NEW, {"text": following(WITHOUT_POLICE), "edit": "yes"})
    assert "<textarea" in text(again)


def test_a_version_is_signed_for_an_agency_by_its_own_officer_and_put_into_force_by_the_hub() -> None:
    version = signed_by_all(added(following(WITHOUT_POLICE)), "sussex-police")
    marian, colin = signed_in("Marian Okafor"), signed_in("Colin Ashdown")
    missing = text(marian.get("/agreement/2/force"))
    assert "These agencies have not signed yet: Sussex Police." in missing
    assert "Put version 2 into force</button>" not in missing
    assert marian.post("/agreement/2/force").status_code == 403
    address = "/agreement/2/parties/sussex-police/signature"
    assert "Enter their position" in text(colin.post(address, {"name": "Colin Ashdown"}))
    assert colin.post(address, {"name": "Colin Ashdown", "position": "Inspector"}).url == "/agreement/2"
    assert "Colin Ashdown, Inspector" in text(colin.get("/agreement/2"))
    assert colin.post(address, {"name": "Colin Ashdown", "position": "Inspector"}).status_code == 200
    warned = text(marian.get("/agreement/2/force"))
    assert "decides who sees what as soon as you press the button" in warned
    assert marian.post("/agreement/2/force").url == "/agreement/2"
    version.refresh_from_db()
    assert version.in_force_since is not None
    assert "Ended" in text(marian.get("/agreement/1"))


@pytest.mark.parametrize("name", ["Dean Whitlock", "Yasmin Sadiq", "Nadia Karim", "Imogen Farrant"])
def test_nobody_else_may_sign_withdraw_or_put_into_force(name: str) -> None:
    version = added(following(WITHOUT_POLICE))
    somebody = signed_in(name)
    for address in (
        "/agreement/2/parties/sussex-police/signature",
        "/agreement/1/parties/sussex-police/withdrawal",
        "/agreement/2/force",
    ):
        for answer in (somebody.get(address), somebody.post(address, {"name": "A", "position": "B"})):
            assert answer.status_code == 403, address
    assert somebody.get(NEW).status_code == 404
    assert somebody.post(NEW, {"text": following(WITHOUT_POLICE)}).status_code == 404
    with at_work(member(name)) as by, pytest.raises(Refused):
        agreeing.sign(version, agency("sussex-police"), signed_for="A, B", by=by, at=clock.now())


def test_sixty_days_before_its_review_everybody_is_warned_and_after_it_told(time_machine: Any) -> None:
    review_on = in_force().review_on
    time_machine.move_to(clock.now() + (review_on - timedelta(days=59) - clock.today()), tick=True)
    assert "has to be reviewed by" in text(signed_in("Dean Whitlock").get("/agreement"))
    time_machine.move_to(clock.now() + timedelta(days=60), tick=True)
    page = text(signed_in("Dean Whitlock").get("/agreement"))
    assert "Nobody can see any case until an agreement is in force" in page
    assert "because nobody reviewed it" in page
    assert "Lapsed" in page
    review = text(signed_in("Marian Okafor").post(NEW, {"text": following(WITHOUT_POLICE)}))
    assert "Against version 1, which has lapsed, so that nobody sees anything now" in review


def test_a_clause_that_opens_the_wall_is_refused_with_its_line() -> None:
    broken = following(
        (
            "sides: [responsible, neutral]\n    categories: [contact, safety]\n    gateway: [crime_and",
            "sides: [harmed, neutral]\n    categories: [contact, safety]\n    gateway: [crime_and",
        )
    )
    page = text(signed_in("Marian Okafor").post(NEW, {"text": broken, "store": "yes"}))
    assert "There is a problem" in page
    assert "harmed" in page
    assert AgreementVersion.objects.filter(partnership__code="sussex").count() == 1


def test_two_versions_are_never_in_force_at_once() -> None:
    put_into_force(following(WITHOUT_POLICE))
    counting = AgreementVersion.objects.filter(
        partnership__code="sussex", in_force_since__isnull=False, ended_at=None
    )
    assert [version.number for version in counting] == [2]
    assert signed_in("Marian Okafor").post("/agreement/1/force").status_code == 403
