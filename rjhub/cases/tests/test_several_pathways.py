"""A partnership with more than one pathway: the hub says which one a case follows."""

import pytest

from rjhub.cases.models import Case
from rjhub.partnership.actions import pathways
from rjhub.partnership.models import PathwayVersion
from rjhub.partnership.pathway import shipped
from rjhub.referrals.models import Referral
from rjhub.referrals.queries import routing
from rjhub.referrals.tests import browsing as web
from rjhub.referrals.tests import factories as here

pytestmark = pytest.mark.django_db
QUESTION = "Which pathway does the case follow?"


def youth(version: int = 1) -> PathwayVersion:
    """A second pathway of Sussex, for children."""
    text = (
        shipped.text("sussex")
        .replace("\nkey: sussex\n", "\nkey: sussex-youth\n")
        .replace("\nname: Sussex Restorative Justice Partnership\n", "\nname: Sussex youth pathway\n")
        .replace("\nversion: 1\n", f"\nversion: {version}\n")
        .replace("meeting: conference", f"meeting: conference {version}")
    )
    sussex = here.coordinator().partnership
    return pathways.add_version(sussex, "sussex-youth", text, by=None)


def ready() -> Referral:
    referral = here.a_referral()
    marian = web.signed_in("Marian Okafor")
    web.press(marian, f"/referrals/{referral.reference}/duplicates", {"decision": "different"})
    return referral


def accept(referral: Referral, **answers: str) -> str:
    address = f"/referrals/{referral.reference}"
    answer = web.press(web.signed_in("Marian Okafor"), address, answers, at=f"{address}/acceptance")
    return web.text_of(answer) if answer.status_code == 200 else answer["Location"]


def case_of(referral: Referral) -> Case:
    with here.at_work(here.coordinator()):
        return Case.objects.select_related("pathway").get(reference=referral.reference)


def test_with_one_pathway_nothing_is_asked() -> None:
    referral = ready()

    page = web.text_of(web.signed_in("Marian Okafor").get(f"/referrals/{referral.reference}"))

    assert QUESTION not in page
    accept(referral)
    assert case_of(referral).pathway.code == "sussex"


def test_with_several_the_coordinator_chooses_and_the_case_follows_it() -> None:
    youth()
    newest = youth(version=2)
    referral = ready()

    unanswered = accept(referral)

    assert QUESTION in unanswered
    assert "Sussex youth pathway" in unanswered
    assert "Select the pathway" in unanswered
    accept(referral, pathway=str(newest.id))
    assert case_of(referral).pathway_id == newest.id


def test_a_pathway_that_is_not_in_force_any_more_cannot_be_chosen() -> None:
    older = youth()
    youth(version=2)
    referral = ready()

    assert QUESTION in accept(referral, pathway=str(older.id))
    with here.at_work(here.coordinator()):
        assert not Case.objects.filter(reference=referral.reference).exists()


def test_a_referral_comes_in_by_the_pathway_that_the_partnership_had_first() -> None:
    youth()
    youth(version=2)

    version = routing.pathway_version(here.coordinator().partnership_id)

    assert version is not None
    assert version.code == "sussex"
