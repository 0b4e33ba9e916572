"""A case from its first moment: who sees it, and what stands in the way."""

import pytest

from rjhub.cases import queries
from rjhub.cases.gates import CaseState, in_the_way
from rjhub.cases.gates.checks import CHECKS
from rjhub.cases.models import Case, Event
from rjhub.cases.tests.factories import a_case, at_work, member
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.stages import StageKind

pytestmark = pytest.mark.django_db


def test_every_check_of_a_pathway_has_its_rule() -> None:
    assert set(CHECKS) == set(Check)


def test_the_coordinator_of_its_hub_sees_a_case_and_nobody_else_does() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        assert queries.find_case_for(marian, case.reference) == case
        assert [party.person.name for party in queries.parties_of(case)] == ["Alice Fenwick", "Kyle Marsden"]
        assert Event.objects.get(case=case).tag == "cases:case:open"
    for name in (
        "Tomasz Zielinski",
        "Ryan Tipping",
        "Esther Lindqvist",
        "Imogen Farrant",
        "Judith Arkwright",
    ):
        with at_work(member(name)):
            assert not Case.objects.filter(id=case.id).exists()


def test_a_new_case_says_what_stands_in_the_way_of_its_next_stage() -> None:
    with at_work(member("Marian Okafor")) as marian:
        case = a_case(marian)
        ahead = in_the_way(CaseState(case))
    assert ahead
    assert all(isinstance(stage, StageKind) for stage in ahead)
