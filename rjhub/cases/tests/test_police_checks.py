"""Checks of the PNC and of Niche: for police alone to give, for the hub alone to read, and no number taken on trust."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rjhub.cases.models import Case, PoliceCheck
from rjhub.cases.tests.asked import POLICE, PROBATION, answer, ask_all, request_to
from rjhub.cases.tests.factories import a_case, at_work, member, signed_in
from rjhub.cases.tests.ready import facilitated

pytestmark = pytest.mark.django_db
SEARCHED = {
    "checked_on-day": "2",
    "checked_on-month": "3",
    "checked_on-year": "2026",
    "checked_by": "PC 4471 Ash",
}
FROM = {"covers_from-day": "1", "covers_from-month": "3", "covers_from-year": "2021"}
ON_PNC = {
    "found": "yes",
    "reference": "2001/0171310W",
    "markers": ["violent", "weapons"],
    "version": "0",
    **SEARCHED,
}
ON_PNC |= {"orders": "Restraining order until 3 May 2027"}
IN_NICHE = {
    "found": "yes",
    "reference": "47250012345",
    "markers": ["stalking"],
    "version": "0",
    **SEARCHED,
    **FROM,
}


@pytest.fixture
def case() -> Case:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        facilitated(case, marian)
    ask_all(case)
    return case


def give(case: Case, kind: str = "pnc", name: str = POLICE, key: str = "police_checks", **typed: Any) -> Any:
    said = (ON_PNC if kind == "pnc" else IN_NICHE) | typed
    return signed_in(name).post(f"/requests/{request_to(case, key).id}/checks/{kind}", said)


def checks() -> list[PoliceCheck]:
    with at_work(member("Marian Okafor")):
        return list(PoliceCheck.objects.order_by("kind"))


def test_both_results_reach_the_hub_with_their_markers_and_nobody_else(case: Case) -> None:
    assert give(case).status_code == 302
    assert give(case, "niche").status_code == 302
    assert (
        answer(
            POLICE, request_to(case, "police_checks"), answer="He carries knives.", regime="part_3"
        ).status_code
        == 302
    )
    hub = signed_in("Marian Okafor").get(f"/cases/{case.reference}/information").content.decode()
    for words in (
        "2001/0171310W",
        "Weapons",
        "Restraining order until",
        "Stalking",
        "PC 4471 Ash",
        "Only the hub",
    ):
        assert words in hub
    facilitator = signed_in("Gareth Pugh").get(f"/cases/{case.reference}/information").content.decode()
    assert "He carries knives." in facilitator
    assert "2001/0171310W" not in facilitator
    with at_work(member("Gareth Pugh")):
        assert not PoliceCheck.objects.exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"reference": "2001/0171310X"}, "The letter at the end does not fit"),
        ({"reference": "17"}, "Enter a PNC ID like"),
        ({"reference": ""}, "Enter the PNC ID"),
        ({"found": ""}, "whether the person is on the PNC"),
        ({"markers": []}, "which warning markers"),
        ({"markers": ["gang"]}, "which warning markers"),
        ({"checked_by": ""}, "Enter who made the search"),
        ({"checked_on-year": "2099"}, "must be"),
        ({"bears_on_risk": "Her number is 07700 900123"}, "Take out how to reach people"),
    ],
)
def test_a_pnc_result_that_cannot_be_is_refused_and_stays_on_the_page(
    case: Case, typed: dict[str, Any], why: str
) -> None:
    said = give(case, **typed)
    assert said.status_code == 200
    assert why in said.content.decode()
    assert "Restraining order until 3 May 2027" in said.content.decode()
    assert checks() == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"reference": "?"}, "Enter the reference as the police wrote it"),
        ({"covers_from-year": "2030"}, "must be"),
        ({"checked_on-year": "2020"}, "must go back from the day"),
        ({"markers": ["escaper"]}, "which flags"),
    ],
)
def test_a_niche_result_that_cannot_be_is_refused(case: Case, typed: dict[str, Any], why: str) -> None:
    assert why in give(case, "niche", **typed).content.decode()
    assert checks() == []


def test_the_number_of_somebody_else_is_noticed(case: Case) -> None:
    request = request_to(case, "police_checks")
    with at_work(member("Marian Okafor")):
        type(request).objects.filter(id=request.id).update(find_by=["PNC ID 1979/0163001B"])
    assert "another PNC ID" in give(case).content.decode()
    assert checks() == []


def test_nothing_found_leaves_nothing_else_behind(case: Case) -> None:
    assert give(case, found="no").status_code == 302
    (check,) = checks()
    assert (check.found, check.reference, check.markers, check.orders) == (False, "", [], "")


def test_a_result_is_put_right_until_the_request_is_answered_and_two_at_once_clash(case: Case) -> None:
    give(case)
    assert give(case, version="1", orders="None any more").status_code == 302
    clash = give(case, version="1", orders="Mine")
    assert clash.status_code == 409
    assert "Mine" in clash.content.decode()
    answer(POLICE, request_to(case, "police_checks"), "nothing_held")
    late = give(case, version="2", orders="Too late")
    assert late.status_code == 403
    assert "Too late" in late.content.decode()
    assert checks()[0].orders == "None any more"


def test_only_police_who_are_asked_for_police_information_give_checks(case: Case) -> None:
    assert give(case, name=PROBATION, key="probation").status_code == 404
    assert give(case, name=PROBATION).status_code == 404
    assert give(case, key="police_case").status_code == 404
    assert give(case, key="police_statements").status_code == 404
    assert give(case, name="Priya Nair").status_code == 404
    assert (
        signed_in(POLICE).get(f"/requests/{request_to(case, 'police_checks').id}/checks/hooli").status_code
        == 404
    )
    assert checks() == []


def test_the_database_takes_no_check_about_a_person_harmed_nor_one_without_a_reference(case: Case) -> None:
    give(case)
    with at_work(member("Marian Okafor")):
        for wrong in ({"side": "harmed"}, {"reference": ""}, {"category": "casework"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PoliceCheck.objects.update(**wrong)
