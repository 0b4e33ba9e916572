"""Who would gain and lose what: counted right, and in as few statements for many cases as for one."""

import dataclasses

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rjhub.cases.tests.factories import at_work, member
from rjhub.partnership.agreement import model
from rjhub.partnership.agreement.schema import Agreement
from rjhub.sharing import gains, queries
from rjhub.sharing.gains import Change
from rjhub.sharing.tests.agreed import FOR_PROBATION, a_facilitated_case, following, in_force
from rjhub.sharing.vocabulary import Category, Purpose, Side

pytestmark = pytest.mark.django_db
OF_FACILITATORS = "agencies: [probation, prison, yjs, council]\n    works_with: [responsible, neither]"


def changed(*words: tuple[str, str]) -> Agreement:
    return model.load(following(*words), name="agreement.yaml")


def changes(after: Agreement, before: Agreement | None = None) -> list[Change]:
    version = in_force()
    with at_work(member("Marian Okafor")):
        return gains.changes(version.partnership_id, before or queries.read(version), after)


def test_the_same_clauses_change_nothing_for_anybody() -> None:
    a_facilitated_case()
    assert changes(changed()) == []


def test_who_loses_is_counted_in_people_and_cases_side_by_side() -> None:
    for _ in range(2):
        a_facilitated_case()
    found = changes(changed((FOR_PROBATION, FOR_PROBATION.replace("police, ", ""))))
    assert [one.gained for one in found] == [False] * 3
    assert {one.reach.side for one in found} == set(Side)
    assert {one.reach.categories for one in found} == {(Category.POLICE,)}
    assert {(one.reach.agency_kind, one.reach.purpose) for one in found} == {
        ("probation", Purpose.FACILITATE)
    }
    assert {(one.people, one.cases) for one in found} == {(1, 2)}


def test_who_gains_is_the_same_the_other_way_round() -> None:
    a_facilitated_case()
    less = changed((FOR_PROBATION, FOR_PROBATION.replace("police, ", "")))
    lost, gained = changes(less), changes(queries.read(in_force()), before=less)
    assert [dataclasses.replace(one, gained=True) for one in lost] == gained
    assert gained


def test_a_stage_at_which_no_case_is_takes_it_from_everybody_and_the_present_one_from_nobody() -> None:
    case = a_facilitated_case()
    ready = changes(changed((OF_FACILITATORS, f"{OF_FACILITATORS}\n    stages: [ready]")))
    assert {one.cases for one in ready if not one.gained} == {1}
    present = changes(changed((OF_FACILITATORS, f"{OF_FACILITATORS}\n    stages: [{case.stage}]")))
    assert {one.cases for one in present} <= {0}


def test_longer_or_shorter_changes_nothing_on_cases_of_today() -> None:
    a_facilitated_case()
    assert changes(changed(("{ months_after_closing: 6 }", "{ months_after_closing: 7 }"))) == []


def test_however_many_cases_there_are_it_takes_the_same_statements() -> None:
    after = changed((FOR_PROBATION, FOR_PROBATION.replace("police, ", "")))
    a_facilitated_case()
    with CaptureQueriesContext(connection) as few:
        changes(after)
    for _ in range(3):
        a_facilitated_case()
    with CaptureQueriesContext(connection) as many:
        changes(after)
    assert len(few) == len(many)
