"""The agreements that come with the program: complete, lawful, and wide enough for all that the program asks for."""

import tomllib
from functools import cache
from importlib import resources
from itertools import product
from typing import Any, NamedTuple

import pytest

from rjhub.partnership.agreement import compiling, model, shipped
from rjhub.partnership.agreement.document import EXAMPLE, Heading, Paragraph, Table, document
from rjhub.partnership.agreement.sentences import who_to_whom
from rjhub.partnership.pathway import shipped as pathways
from rjhub.partnership.pathway.vocabulary import AgencyJob, Category, Side, WorksWith

ALL_SIDES, ALL_CATEGORIES = tuple(Side), tuple(Category)
WORK = tuple(category for category in Category if category not in {Category.EQUALITY, Category.MONEY})
REACHING = (
    Category.IDENTITY,
    Category.CONTACT,
    Category.SAFETY,
    Category.CASEWORK,
    Category.OFFENCE,
    Category.AGREEMENT,
)
NEUTRAL = (Side.NEUTRAL,)
AREAS = {name: name.removesuffix("-pre-sentence") for name in shipped.names()}


class Scope(NamedTuple):
    """What the program grants, as it asks for it today, and to whom in the cast."""

    name: str
    roles: frozenset[str]  # of the cast; empty for every member of staff
    purpose: str
    sides: tuple[Side, ...]
    categories: tuple[Category, ...]


REFERRERS, LEADS = frozenset({"referrer"}), frozenset({"lead_contact"})
FACILITATORS, SUPERVISORS = frozenset({"facilitator"}), frozenset({"supervisor"})
SCOPES = (
    Scope("access.COORDINATE", frozenset({"coordinator"}), "coordinate", ALL_SIDES, ALL_CATEGORIES),
    Scope("linking._SCOPE", frozenset({"coordinator"}), "coordinate", NEUTRAL, (Category.IDENTITY,)),
    Scope("access.FACILITATE", FACILITATORS, "facilitate", ALL_SIDES, WORK),
    Scope("access.ANSWER_FOR", FACILITATORS, "answer_for", ALL_SIDES, WORK),
    Scope("access.ANSWER_FOR, the hub", frozenset({"coordinator"}), "answer_for", ALL_SIDES, WORK),
    Scope("access.SUPERVISE", SUPERVISORS, "supervise", ALL_SIDES, WORK),
    Scope("letting_in.TAKE_IN", frozenset(), "take_in", ALL_SIDES, ALL_CATEGORIES),
    Scope("letting_in.follow, it", REFERRERS, "refer", NEUTRAL, (Category.REFERRAL, Category.OFFENCE)),
    Scope(
        "letting_in.follow, them",
        REFERRERS,
        "refer",
        (Side.HARMED, Side.RESPONSIBLE, Side.NEUTRAL),
        (Category.REFERRAL,),
    ),
    Scope(
        "naming, responsible",
        FACILITATORS | LEADS | {"coordinator"},
        "contact",
        (Side.RESPONSIBLE, Side.NEUTRAL),
        REACHING,
    ),
)
# Whoever is named as the contact of a person harmed works with people harmed: `naming.name_contact` refuses others.
OF_HARMED = Scope(
    "naming, harmed", FACILITATORS | LEADS | {"coordinator"}, "contact", (Side.HARMED, Side.NEUTRAL), REACHING
)


class Member(NamedTuple):
    """Somebody of the cast, or of an agency that does such work by its pathway."""

    kind: str
    works_with: WorksWith
    roles: frozenset[str]


@cache
def agencies_of(name: str) -> dict[str, Any]:
    place = resources.files("rjhub.partnership.reference").joinpath("partnerships", f"{AREAS[name]}.toml")
    return {one["code"]: one for one in tomllib.loads(place.read_text())["agencies"]}


@cache
def cast(name: str) -> tuple[Member, ...]:
    area, agencies = AREAS[name], agencies_of(name)
    members = tomllib.loads(resources.files("rjhub.demonstration").joinpath("cast.toml").read_text())[
        "member"
    ]
    return tuple(
        Member(agency["type"], WorksWith(agency["works_with"]), frozenset(one["roles"]))
        for one in members
        if one["partnership"] == area
        for agency in [agencies[one["agency"]]]
    )


def on_record(name: str) -> tuple[Member, ...]:
    """A member of every agency that the area has today: all may refer, and these types have facilitators."""
    facilitate = {
        "hub",
        "mediation",
        "rj_charity",
        "victim_care",
        "victim_support",
        "probation",
        "university",
    }
    return tuple(
        Member(
            agency["type"],
            WorksWith(agency["works_with"]),
            REFERRERS | (FACILITATORS if agency["type"] in facilitate else frozenset()),
        )
        for agency in agencies_of(name).values()
        if "until" not in agency
    )


def everybody(name: str) -> tuple[Member, ...]:
    return (*cast(name), *by_pathway(name), *on_record(name))


def by_pathway(name: str) -> tuple[Member, ...]:
    """A member of every type of agency that the pathway names, with the roles that its jobs there imply."""
    roles = {
        AgencyJob.COORDINATES: {"coordinator", "supervisor"},
        AgencyJob.FACILITATES: {"facilitator"},
        AgencyJob.REFERS: {"referrer"},
        AgencyJob.ANSWERS: {"lead_contact"},
    }
    return tuple(
        Member(
            agency.type, agency.sides, frozenset(role for job in agency.does for role in roles.get(job, ()))
        )
        for agency in pathways.pathway(name).agencies
    )


def within_the_wall(member: Member, scope: Scope) -> set[tuple[Side, Category]]:
    """The scope as it is granted: how to reach people harmed stays with those who work with them."""
    across = member.works_with in {WorksWith.RESPONSIBLE, WorksWith.NEITHER}
    behind = set(product([Side.HARMED], [Category.CONTACT, Category.SAFETY])) if across else set()
    return set(product(scope.sides, scope.categories)) - behind


def missing(name: str, member: Member, scope: Scope) -> set[tuple[Side, Category]]:
    parts = compiling.clauses_for(
        shipped.load(name),
        purpose=scope.purpose,
        agency_kind=member.kind,
        works_with=member.works_with,
        sides=scope.sides,
        categories=scope.categories,
    )
    # A grant must not end where the case goes on, so only clauses for every stage count.
    allowed = {cell for part in parts if not part.stages for cell in product(part.sides, part.categories)}
    return within_the_wall(member, scope) - allowed


def test_each_pathway_has_its_agreement() -> None:
    assert shipped.names() == pathways.names()
    assert all(shipped.load(name).key == name for name in shipped.names())
    with pytest.raises(KeyError):
        shipped.text("atlantis")


@pytest.mark.parametrize("name", shipped.names())
@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.name)
def test_the_clauses_allow_what_the_program_grants_to_the_cast(name: str, scope: Scope) -> None:
    held = [member for member in everybody(name) if not scope.roles or scope.roles & member.roles]
    assert held
    assert {member: found for member in held if (found := missing(name, member, scope))} == {}


@pytest.mark.parametrize("name", shipped.names())
def test_the_clauses_allow_a_named_contact_of_a_person_harmed(name: str) -> None:
    held = [
        member
        for member in everybody(name)
        if member.roles & OF_HARMED.roles and member.works_with in {WorksWith.HARMED, WorksWith.BOTH}
    ]
    assert held
    assert {member: found for member in held if (found := missing(name, member, OF_HARMED))} == {}


@pytest.mark.parametrize("name", shipped.names())
def test_every_request_of_the_pathway_has_a_clause_and_lets_the_lead_contact_answer(name: str) -> None:
    agreement = shipped.load(name)
    for request in pathways.pathway(name).requests:
        clause = compiling.asks(
            agreement, from_kind=request.ask, sides=[request.about], categories=request.categories
        )
        assert clause is not None, request.key
        party = agreement.party(request.ask)
        assert party is not None
        needed = Scope(
            request.key, LEADS, "answer", (request.about,), (*request.categories, Category.IDENTITY)
        )
        assert missing(name, Member(party.type, party.sides, LEADS), needed) == set(), request.key


@pytest.mark.parametrize("name", shipped.names())
def test_an_agency_of_the_cast_is_a_party_and_every_agency_of_the_pathway_too(name: str) -> None:
    parties = {party.type.value: party for party in shipped.load(name).parties}
    for member in everybody(name):
        assert member.kind in parties


@pytest.mark.parametrize("name", shipped.names())
def test_an_example_says_that_it_is_one(name: str) -> None:
    agreement = shipped.load(name)
    assert agreement.example
    assert "information governance lead" in shipped.text(name).partition("format:")[0].replace("\n# ", " ")
    assert Paragraph(EXAMPLE, marked=True) in document(agreement)


@pytest.mark.parametrize("name", shipped.names())
def test_every_clause_of_the_document_reads_as_sentences(name: str) -> None:
    agreement = shipped.load(name)
    blocks = document(agreement)
    assert [block.number for block in blocks if isinstance(block, Heading) and block.level == 3] == [
        clause.number for clause in agreement.clauses
    ]
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert all(text[0].isupper() and text.endswith(".") and "  " not in text for text in texts)
    assert all("_" not in text and " ." not in text and ".." not in text for text in texts)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert all(len(row) == len(table.head) for table in tables for row in table.rows)


def test_a_clause_reads_in_plain_english() -> None:
    agreement = shipped.load("sussex")
    clause = next(one for one in agreement.clauses if one.number == "2.5")
    assert who_to_whom(agreement, clause) == (
        "Probation Service Kent, Surrey and Sussex (Sussex) may give who somebody is, how to reach somebody, the "
        "offence, what keeps somebody safe and the work on the case, about the person responsible and the case as a "
        "whole, to whoever coordinates the case at Sussex Restorative Justice Hubs, at these stages: Information from "
        "agencies, Hub review, Suitability, Preparation or Ready."
    )


def test_loading_an_agreement_again_gives_the_same_digest_and_another_clause_another() -> None:
    text = shipped.text("kent-pre-sentence")
    first = model.load(text, name="kent.yaml")
    assert model.content_hash(first) == model.content_hash(model.load("# A note\n" + text, name="kent.yaml"))
    changed = model.load(text.replace("lasts: { months: 2 }", "lasts: { months: 3 }", 1), name="kent.yaml")
    assert model.content_hash(first) != model.content_hash(changed)
