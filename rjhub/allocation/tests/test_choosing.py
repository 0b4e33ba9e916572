"""Who takes which case, of plain data: what is always kept, what is said where nobody fits, and planning again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from rjhub.allocation.choosing import Outcome, Run, choose
from rjhub.allocation.needs import USUAL, Helper, Need
from rjhub.allocation.pages import words

FREE = frozenset({"2026-12-01 am"})
HUB, DUE = UUID(int=99), date(2027, 6, 3)


def helper(number: int, level: int = 2, **more: object) -> Helper:
    known = {
        "account_id": UUID(int=number), "agency_id": UUID(int=500 + number), "agency_kind": "hub", "charity": False,
        "reaches_harmed": True, "volunteer": False, "delivered": True, "has": 0, "most": 3, "slots": FREE,
    }  # fmt: skip
    return Helper(id=UUID(int=number), level=level, **(known | more))  # type: ignore[arg-type]


def need(number: int = 900, **more: object) -> Need:
    known = {
        "hub_id": HUB, "lead_level": 2, "second_level": 1, "lead_agency": "hub", "apart": True, "mixed": False,
        "careful": True, "slots": FREE, "due_on": DUE,
    }  # fmt: skip
    return Need(case_id=UUID(int=number), **(known | more))  # type: ignore[arg-type]


def chosen(
    needs: Sequence[Need], helpers: Sequence[Helper], previous: dict[str, tuple[str, ...]] | None = None
) -> Outcome:
    run = Run(seconds=5, say=lambda _: None, stop=lambda: False)
    return choose(needs, helpers, USUAL, run, previous)


def pair(outcome: Outcome) -> set[int]:
    (choice,) = outcome.choices
    return {one.id.int for one in choice.pair or ()}


def test_the_lead_holds_the_level_and_the_second_their_own() -> None:
    (choice,) = chosen([need(lead_level=3)], [helper(1, 1), helper(2, 2), helper(3, 3)]).choices
    assert choice.pair
    assert choice.pair[0].id.int == 3
    assert pair(chosen([need()], [helper(1, 1), helper(2, 1)])) == set()


def test_nobody_is_proposed_whom_a_rule_keeps_from_the_case() -> None:
    kept_off = [
        helper(1, lapsed=True), helper(2, slots=frozenset()), helper(3, has=3),
        helper(4, hubs=frozenset({UUID(int=98)})), helper(5), helper(6), helper(7, prisons={"LWI": date(2027, 6, 2)}),
    ]  # fmt: skip
    able = [helper(8, prisons={"LWI": DUE}), helper(9, prisons={"LWI": DUE})]
    case = need(
        prisons=frozenset({"LWI"}), conflicts=frozenset({UUID(int=5)}), declined=frozenset({UUID(int=6)})
    )
    assert pair(chosen([case], [*kept_off, *able])) == {8, 9}


def test_two_who_cannot_be_together_are_not_proposed_together() -> None:
    one_agency = {"agency_id": UUID(int=7)}
    assert pair(chosen([need()], [helper(1, **one_agency), helper(2, **one_agency)])) == set()
    both_across = {"reaches_harmed": False}
    assert pair(chosen([need()], [helper(1, **both_across), helper(2, **both_across)])) == set()
    one_human = {"account_id": UUID(int=7)}
    assert pair(chosen([need()], [helper(1, **one_human), helper(2, **one_human), helper(3, has=2)])) in (
        {1, 3},
        {2, 3},
    )
    managed = helper(2, manager_id=UUID(int=1))
    assert pair(chosen([need()], [helper(1), managed])) == set()


def test_one_of_the_two_speaks_the_language_of_somebody_in_the_case() -> None:
    polish = {"languages": frozenset({"pl"}), "has": 2}
    assert pair(chosen([need(language="pl")], [helper(1), helper(2), helper(3, 1, **polish)])) & {3}
    assert pair(chosen([need(language="pl")], [helper(1), helper(2)])) == set()


def test_whoever_was_asked_or_is_wished_for_stays_and_the_others_are_moved_as_little_as_possible() -> None:
    people = [helper(number, has=number % 2) for number in range(1, 7)]
    cases = [need(901), need(902, standing=(UUID(int=1),)), need(903, keep=frozenset({UUID(int=3)}))]
    first = chosen(cases, people)
    teams = {str(one.need.case_id): tuple(str(each.id) for each in one.pair or ()) for one in first.choices}
    assert str(UUID(int=1)) in teams[str(UUID(int=902))]
    assert str(UUID(int=3)) in teams[str(UUID(int=903))]
    gone = next(one for one in teams[str(UUID(int=901))] if UUID(one).int not in {1, 3})
    again = chosen(cases, [one for one in people if str(one.id) != gone], teams)
    assert all(one.pair for one in again.choices)
    assert again.moved == 0  # whoever is left stays where they were


def test_wishes_that_contradict_each_other_are_named_and_no_more() -> None:
    both = need(keep=frozenset({UUID(int=1), UUID(int=2), UUID(int=3)}))
    rules = {part.rule for part in chosen([both], [helper(1), helper(2), helper(3)]).clash}
    assert rules == {"lock", "number"}
    lapsed = chosen([need(keep=frozenset({UUID(int=1)}))], [helper(1, lapsed=True), helper(2)])
    assert {part.rule for part in lapsed.clash} == {"lock", "cost"}


def test_taking_people_away_one_by_one_says_each_time_what_is_missing() -> None:
    case = need(lead_level=3, second_level=2, prisons=frozenset({"LWI"}))
    cleared = {"prisons": {"LWI": DUE}}
    people = [helper(1, 3, **cleared), helper(2, 2, **cleared), helper(3, 3)]
    assert pair(chosen([case], people)) == {1, 2}
    assert "Only 1 person can take it" in words.nobody_fits(case, [people[0], people[2]])
    nobody = words.nobody_fits(case, people[1:])
    assert "No Advanced facilitator cleared for" in nobody
    assert "Lewes" in nobody
    assert "before 3 June 2027" in nobody
    (left,) = chosen([case], people[1:]).choices
    assert [codes for one, codes in left.nearest if UUID(one).int == 3] == [["prison"]]
    (none,) = chosen([case], []).choices
    assert none.pair is None


def test_a_case_that_is_late_is_dearer_to_leave_than_one_that_is_not() -> None:
    only_two = [helper(1, most=1), helper(2, most=1)]
    outcome = chosen([need(901), need(902, urgency=4)], only_two)
    assert [bool(one.pair) for one in outcome.choices] == [False, True]
    assert outcome.cost == outcome.bound


def test_the_next_best_pair_and_what_it_counts_more_are_said() -> None:
    (choice,) = chosen([need()], [helper(1), helper(2), helper(3, has=2)]).choices
    assert {one.int for one in choice.next_pair} & {3}
    assert choice.next_more == 2 * USUAL["balance"]


def test_work_is_spread_within_one_plan_and_nobody_is_the_next_best_for_themselves() -> None:
    volunteers = {"volunteer": True}
    people = [helper(number, agency_kind="police") for number in (1, 2)]
    people += [helper(number, 1, agency_kind="charity", **volunteers) for number in (3, 4)]
    outcome = chosen([need(901), need(902)], people)
    assert {one.id.int for choice in outcome.choices for one in choice.pair or ()} == {1, 2, 3, 4}
    assert outcome.cost == sum(sum(choice.points.values()) for choice in outcome.choices)
    assert all(set(choice.next_pair) != {one.id for one in choice.pair or ()} for choice in outcome.choices)


def test_where_agencies_may_be_the_same_the_two_are_still_two_people() -> None:
    one_agency = {"agency_id": UUID(int=7)}
    assert pair(chosen([need(apart=False)], [helper(1, **one_agency), helper(2, **one_agency)])) == {1, 2}
    assert pair(chosen([need(apart=False)], [helper(1)])) == set()


def test_somebody_with_more_than_they_may_have_gets_nothing_new() -> None:
    full = replace(helper(1), has=5, most=3)
    assert full.room == 0
    assert pair(chosen([need()], [full, helper(2)])) == set()
