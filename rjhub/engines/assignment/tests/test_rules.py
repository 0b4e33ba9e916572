"""The check, the refusals, the clashes and what is planned again, on a small hub whose people are known."""

import copy
from typing import Any

import pytest

from rjhub.engines.assignment import checking, clashing, explaining, reading, replanning, solving
from rjhub.engines.assignment.watching import never, silent
from rjhub.engines.trouble import UnusableError

_HUB: dict[str, Any] = {
    "format": "rjhub-allocation/1",
    "rules": {"different_agencies": True},
    "weights": {"travel": 1, "both_novices": 25, "inexperienced_for_severity": 10, "mentoring": -8, "unallocated": 200},
    "facilitators": [
        {"id": "amara", "agency": "probation", "level": 3, "experience": 2, "capacity": 1, "x": 0, "y": 0,
         "languages": ["en", "pl"], "gender": "F", "slots": ["mon-am"]},
        {"id": "bo", "agency": "charity", "level": 2, "experience": 0, "capacity": 2, "x": 3, "y": 4, "max_travel": 30},
        {"id": "cleo", "agency": "charity", "level": 1, "experience": 1, "capacity": 2, "x": 0, "y": 1, "gender": "F"},
        {"id": "dan", "agency": "probation", "level": 3, "experience": 3, "capacity": 2, "x": 0, "y": 9,
         "slots": ["tue-pm"]},
    ],
    "cases": [
        {"id": "burglary", "severity": 2, "x": 0, "y": 0},
        {"id": "assault", "x": 0, "y": 2, "slots": ["mon-am", "tue-pm"]},
    ],
}  # fmt: skip


def _hub(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(_HUB) | changes


@pytest.mark.parametrize(
    ("teams", "words"),
    [
        ({"burglary": ["amara", "cleo"]}, "Case burglary: cleo is of level 1, and the case needs 2."),
        ({"burglary": ["amara"]}, "Case burglary needs 2 people and has 1."),
        (
            {"burglary": ["amara", "amara"]},
            "Case burglary: amara stands there 2 times; it needs different people.",
        ),
        ({"burglary": ["amara", "dan"]}, "its people are all of agency probation"),
        ({"assault": ["amara", "nobody"]}, "Case assault: nobody is not among the facilitators."),
        ({"arson": ["amara", "bo"]}, "Case arson is in the plan, and not in the problem."),
        (
            {"burglary": ["amara", "bo"], "assault": ["amara", "cleo"]},
            "amara works 2 units on 2 cases, and has 1 free.",
        ),
    ],
)
def test_the_check_names_the_rule_and_who_breaks_it(teams: Any, words: str) -> None:
    assert any(words in each for each in checking.check(_hub(), teams).broken)


def test_the_check_sees_two_people_who_are_never_free_together() -> None:
    hub = _hub(rules={})
    broken = checking.check(hub, {"assault": ["amara", "dan"]}).broken
    assert broken == ("Case assault: no half-day suits the case and both people.",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"max_travel": 4}, "bo would go 5.00 km, and goes no further than 4 km"),
        ({"slots": ["wed-am"]}, "no half-day suits the case and both people"),
    ],
)
def test_the_check_sees_what_changed_for_one_person(change: dict[str, Any], words: str) -> None:
    hub = _hub()
    hub["facilitators"][1].update(change)
    assert words in checking.check(hub, {"burglary": ["amara", "bo"]}).broken[0]


def test_the_check_adds_up_what_each_aim_costs() -> None:
    found = checking.check(_hub(), {"burglary": ["amara", "bo"]})
    assert found.parts == {
        "travel": 5, "both_novices": 0, "inexperienced_for_severity": 0, "mentoring": -8, "unallocated": 200,
    }  # fmt: skip
    assert found.cost == 197


@pytest.mark.parametrize(
    ("place", "change", "words"),
    [
        ("facilitators", {"agency": ""}, "facilitator amara: agency must be text that is not empty"),
        ("facilitators", {"agency": None}, "facilitator amara: agency is missing"),
        ("facilitators", {"capacity": -1}, "carry more work now than they can"),
        ("facilitators", {"max_travel": -3}, "max_travel must not be less than 0"),
        ("facilitators", {"x": float("nan")}, "x must be a number"),
        ("facilitators", {"id": "bo"}, "facilitator bo stands in the file 2 times"),
        ("cases", {"severity": 4}, "severity must be 1 or 2 or 3, and is 4"),
        ("cases", {"facilitators_needed": 3}, "facilitators_needed must be 1 or 2"),
        ("cases", {"work": -1}, "work must not be less than 0"),
    ],
)
def test_a_problem_that_cannot_be_used_says_which_and_why(place: str, change: Any, words: str) -> None:
    hub = _hub()
    hub[place][0].update(change)
    with pytest.raises(UnusableError, match="cannot be used") as refused:
        reading.problem(hub)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"travel": {"burglary": {"amara": -2}}}, '"travel" of case burglary and facilitator amara is -2'),
        ({"locked": [{"case": "burglary", "facilitators": ["eve"]}]}, "locked to eve, who is not among"),
        ({"locked": [{"case": "arson", "facilitators": ["bo"]}]}, "there is no case arson"),
        ({"weights": {"kindness": 2}}, 'there is no aim "kindness"'),
        ({"weights": {"travel": -1}}, "weights: travel must not be less than 0"),
        ({"rules": {"same_street": True}}, 'there is no rule "same_street"'),
        ({"format": "other/1"}, "not a problem of allocation"),
    ],
)
def test_a_table_a_lock_or_a_weight_that_cannot_be_used_is_refused(change: Any, words: str) -> None:
    with pytest.raises(UnusableError) as refused:
        reading.problem(_hub(**change))
    assert words in str(refused.value)


def _clash(locks: Any, **changes: Any) -> list[str]:
    problem = reading.problem(_hub(locked=locks, **changes))
    return sorted(each.words(problem) for each in clashing.clash(problem))


def test_two_locks_of_one_agency_clash_with_the_rule_on_agencies() -> None:
    assert _clash([{"case": "burglary", "facilitators": ["amara", "dan"]}]) == [
        "case burglary is locked to amara",
        "case burglary is locked to dan",
        "case burglary: its people must be of different agencies",
    ]


def test_locks_beyond_somebodys_capacity_clash_with_it() -> None:
    locks = [{"case": "burglary", "facilitators": ["amara"]}, {"case": "assault", "facilitators": ["amara"]}]
    assert _clash(locks) == [
        "amara has 1 units of work free",
        "case assault is locked to amara",
        "case burglary is locked to amara",
    ]


def test_one_lock_against_a_persons_level_is_the_whole_clash() -> None:
    assert _clash([{"case": "burglary", "facilitators": ["cleo"]}]) == [
        "case burglary is locked to cleo",
        "case burglary: everybody must be Intermediate or above",
    ]


def test_two_cases_that_need_the_same_last_person_clash_and_nothing_in_the_clash_can_be_left_out() -> None:
    hub = _hub(
        locked=[{"case": "burglary", "facilitators": ["bo"]}, {"case": "assault", "facilitators": ["cleo"]}]
    )
    hub["facilitators"] = hub["facilitators"][:3]
    problem = reading.problem(hub)
    clash = clashing.clash(problem)
    words = {each.words(problem) for each in clash}
    assert {
        "amara has 1 units of work free",
        "case assault is locked to cleo",
        "case burglary is locked to bo",
    } <= words
    easier = _hub(locked=hub["locked"])
    assert clashing.clash(reading.problem(easier)) == ()


def test_a_case_that_nobody_can_take_says_who_is_nearest_and_what_stands_in_the_way() -> None:
    hub = _hub()
    hub["cases"][0] |= {"severity": 3}
    plan, columns = solving.solved(reading.problem(hub), 20)
    reason = explaining.explained(columns, plan)["burglary"]
    assert reason.why.startswith(
        "Nobody fits. It needs 2 people of level Advanced or above, of different agencies."
    )
    nearest = {each.facilitator: each.reasons for each in reason.misses}
    assert nearest["bo"] == ("is Intermediate, not Advanced",)


def test_after_a_withdrawal_the_others_stay_where_they_are() -> None:
    hub = _hub()
    plan, _ = solving.solved(reading.problem(hub), 20)
    assert plan.teams.keys() == {"burglary", "assault"}
    gone = next(who for who in plan.teams["assault"] if who in {"amara", "dan"})
    hub["facilitators"] = [each for each in hub["facilitators"] if each["id"] != gone]
    hub["facilitators"].append({"id": "esi", "agency": "police", "level": 3, "capacity": 5, "x": 9, "y": 9})
    again, _, moved = replanning.replanned(reading.problem(hub), plan.teams, 20, silent, never)
    assert checking.check(hub, again.teams).broken == ()
    assert (moved.moved, moved.lost) == ((), ())
    assert ("assault", "esi") in moved.added


def test_somebody_is_moved_only_where_a_case_would_be_lost_otherwise() -> None:
    hub = _hub(cases=[{"id": "burglary", "severity": 2, "x": 0, "y": 0}, {"id": "assault", "x": 0, "y": 2}])
    hub["facilitators"][3]["slots"] = None
    hub["facilitators"][0]["slots"] = None
    hub["facilitators"][3]["capacity"] = 1
    before = {"burglary": ("dan", "bo"), "assault": ("amara", "cleo")}
    hub["facilitators"][3]["level"] = 1  # dan may take the assault only, from now on
    again, _, moved = replanning.replanned(reading.problem(hub), before, 20, silent, never)
    assert checking.check(hub, again.teams).broken == ()
    assert moved.lost == ()
    assert set(moved.moved) == {("burglary", "dan"), ("assault", "amara")}
