"""From clauses to grants: nothing more than a clause gives, and nothing less."""

from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rjhub.partnership.agreement import compiling, mistakes, model, shipped
from rjhub.partnership.agreement.compiling import Allowed
from rjhub.partnership.agreement.parts import ALL, OWN, Bases, Clause, Lasts, Party
from rjhub.partnership.agreement.schema import Agreement
from rjhub.partnership.agreement.vocabulary import (
    Controller,
    Gateway,
    Onward,
    Purpose,
    Recipient,
    Regime,
    Signs,
)
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import Category, Side, WorksWith

KINDS = (
    AgencyType.HUB,
    AgencyType.POLICE,
    AgencyType.PROBATION,
    AgencyType.VICTIM_SUPPORT,
    AgencyType.COUNCIL,
)
EXAMPLE = model.load(mistakes.example(), name="anytown.yaml")


def some(
    values: type[st.SearchStrategy] | tuple[object, ...] | list[object], least: int = 0
) -> st.SearchStrategy:
    return st.lists(st.sampled_from(list(values)), unique=True, min_size=least).map(tuple)


@st.composite
def clauses(draw: st.DrawFn, number: int) -> Clause:
    months = draw(st.integers(0, 24))
    lasts = Lasts(months_after_closing=months) if draw(st.booleans()) else Lasts(months=months + 1)
    return Clause.model_construct(
        number=f"1.{number}",
        title="A clause",
        from_=draw(st.one_of(st.just((ALL,)), st.just((OWN,)), some(KINDS, 1))),
        to=draw(some(list(Recipient), 1)),
        agencies=draw(some(KINDS)),
        works_with=draw(some(list(WorksWith))),
        why="Because.",
        stages=draw(some([StageKind.REFERRED, StageKind.INFORMATION, StageKind.PREPARATION])),
        sides=draw(some(list(Side), 1)),
        categories=draw(some(list(Category), 1)),
        gateway=(Gateway.CRIME_AND_DISORDER_115,),
        basis=Bases(),
        lasts=lasts,
        onward=(Onward.NOBODY,),
    )


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    parties = tuple(
        Party(
            type=kind,
            name=kind.label,
            signs=Signs.REQUIRED,
            controller=Controller.CONTROLLER,
            regime=Regime.UK_GDPR,
        )
        for kind in draw(some(KINDS, 1))
    )
    number = draw(st.integers(0, 6))
    return EXAMPLE.model_copy(
        update={"parties": parties, "clauses": tuple(draw(clauses(one)) for one in range(number))}
    )


def allows(agreement: Agreement, clause: Clause, asked: "Asked", side: Side, category: Category) -> bool:
    """One cell by itself, said again in the plainest way."""
    checks = (
        asked.agency_kind.value in [party.type.value for party in agreement.parties],
        asked.purpose.value in [recipient.purpose.value for recipient in clause.to],
        not clause.agencies or asked.agency_kind.value in [one.value for one in clause.agencies],
        not clause.works_with or asked.works_with.value in [one.value for one in clause.works_with],
        side in clause.sides,
        category in clause.categories,
    )
    return all(checks)


def cells(parts: tuple[Allowed, ...]) -> set[tuple[str, Side, Category]]:
    return {(part.clause, *cell) for part in parts for cell in product(part.sides, part.categories)}


class Asked(NamedTuple):
    """What somebody asks for, for whom."""

    purpose: Purpose
    agency_kind: AgencyType
    works_with: WorksWith
    sides: tuple[Side, ...]
    categories: tuple[Category, ...]


ASKED = st.builds(
    Asked,
    st.sampled_from(list(Purpose)),
    st.sampled_from(KINDS),
    st.sampled_from(list(WorksWith)),
    some(list(Side)),
    some(list(Category)),
)


@settings(max_examples=100, deadline=None)
@given(agreement=agreements(), asked=ASKED)
def test_what_is_allowed_is_what_each_clause_allows_cell_by_cell(agreement: Agreement, asked: Asked) -> None:
    parts = compiling.clauses_for(agreement, **asked._asdict())
    assert cells(parts) == {
        (clause.number, side, category)
        for clause in agreement.clauses
        for side, category in product(asked.sides, asked.categories)
        if allows(agreement, clause, asked, side, category)
    }
    assert all(part.sides and part.categories for part in parts)
    assert len({part.clause for part in parts}) == len(parts)
    by_number = {clause.number: clause for clause in agreement.clauses}
    for part in parts:
        clause = by_number[part.clause]
        said = (part.stages, part.months, part.months_after_closing)
        assert said == (clause.stages, clause.lasts.months, clause.lasts.months_after_closing)


@settings(max_examples=100, deadline=None)
@given(
    agreement=agreements(),
    kind=st.sampled_from(KINDS),
    sides=some(list(Side), 1),
    categories=some(list(Category), 1),
)
def test_an_agency_is_asked_only_by_a_clause_that_covers_all_of_it_and_about_a_side_it_works_with(
    agreement: Agreement, kind: AgencyType, sides: tuple[Side, ...], categories: tuple[Category, ...]
) -> None:
    clause = compiling.asks(agreement, from_kind=kind, sides=sides, categories=categories)
    possible = [
        one
        for one in agreement.clauses
        if Recipient.COORDINATOR in one.to
        and (not one.stages or StageKind.INFORMATION in one.stages)
        and kind in [party.type for party in agreement.givers(one)]
        and set(sides) <= set(one.sides)
        and set(categories) <= set(one.categories)
        and (kind.works_with == WorksWith.BOTH or set(sides) <= {Side.NEUTRAL, kind.works_with.value})
    ]
    assert clause == (possible[0] if possible else None)


def test_probation_is_asked_about_the_person_responsible_by_clause_2_1() -> None:
    clause = compiling.asks(
        EXAMPLE, from_kind="probation", sides=["responsible"], categories=["casework", "safety"]
    )
    assert clause is not None
    assert clause.number == "2.1"


@pytest.mark.parametrize(
    ("kind", "sides", "categories"),
    [
        ("probation", ["responsible"], ["health"]),  # no clause
        ("probation", ["harmed"], ["casework"]),  # the other side
        ("prison", ["responsible"], ["casework"]),  # no party
        ("police", ["responsible"], ["referral"]),  # at another stage
    ],
)
def test_nobody_is_asked_for_what_no_clause_covers(
    kind: str, sides: list[str], categories: list[str]
) -> None:
    assert compiling.asks(EXAMPLE, from_kind=kind, sides=sides, categories=categories) is None


def test_what_is_allowed_says_its_clause_its_stages_and_for_how_long() -> None:
    (allowed,) = compiling.clauses_for(
        EXAMPLE,
        purpose="facilitate",
        agency_kind="probation",
        works_with="responsible",
        sides=["harmed", "responsible"],
        categories=["contact", "safety"],
    )
    assert allowed == Allowed("3.2", (Side.RESPONSIBLE,), (Category.CONTACT,), (), None, 6)
    assert allowed.holds_at(StageKind.MEETING)


def test_a_clause_for_some_stages_holds_at_those_only() -> None:
    allowed = compiling.clauses_for(
        EXAMPLE,
        purpose="coordinate",
        agency_kind="hub",
        works_with="both",
        sides=["harmed"],
        categories=["referral"],
    )
    assert [
        (one.clause, one.holds_at(StageKind.REFERRED), one.holds_at(StageKind.CLOSED)) for one in allowed
    ] == [("1.1", True, False)]


def test_a_word_that_no_agreement_knows_is_an_error_and_an_agency_that_is_no_party_is_allowed_nothing() -> (
    None
):
    asked = {"works_with": "both", "sides": ["harmed"], "categories": ["referral"]}
    with pytest.raises(ValueError, match="snoop"):
        compiling.clauses_for(EXAMPLE, purpose="snoop", agency_kind="hub", **asked)
    assert compiling.clauses_for(EXAMPLE, purpose="coordinate", agency_kind="nhs", **asked) == ()


@pytest.mark.parametrize("name", shipped.names())
def test_no_clause_reaches_through_the_wall(name: str) -> None:
    agreement = shipped.load(name)
    for purpose, party, across in product(Purpose, agreement.parties, ("responsible", "neither")):
        assert not compiling.clauses_for(
            agreement,
            purpose=purpose,
            agency_kind=party.type,
            works_with=across,
            sides=["harmed"],
            categories=["contact", "safety"],
        )
