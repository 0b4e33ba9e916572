"""The five shipped pathways are whole, say where each rule comes from, and agree with the members."""

import pytest

from rjhub.partnership import reference
from rjhub.partnership.pathway import queries, shipped
from rjhub.partnership.pathway.case_words import CjStage, Initiator
from rjhub.partnership.pathway.checks import Check
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import DocumentKind, Side
from rjhub.partnership.written.faults import walk
from rjhub.partnership.written.parts import Part

PARTNERSHIPS = {
    "hertfordshire": "hertfordshire",
    "kent-pre-sentence": "kent",
    "northumbria": "northumbria",
    "sussex": "sussex",
    "thames-valley": "thames-valley",
}
each = pytest.mark.parametrize("name", PARTNERSHIPS)


def texts_of(pathway: Pathway) -> list[str]:
    return [
        value for path, value in walk(pathway) if path and path[-1] == "source" and isinstance(value, str)
    ]


def test_there_are_five() -> None:
    assert shipped.names() == tuple(PARTNERSHIPS)
    with pytest.raises(KeyError):
        shipped.text("wessex")


@each
def test_the_key_is_the_name_of_the_file(name: str) -> None:
    assert shipped.pathway(name).key == name


@each
def test_every_rule_says_where_it_comes_from(name: str) -> None:
    for path, part in walk(shipped.pathway(name)):
        if isinstance(part, Part) and "source" in type(part).model_fields and path and "to_" not in str(path):
            assert part.source, path  # type: ignore[attr-defined]


@each
def test_most_of_what_the_documents_say_is_quoted(name: str) -> None:
    sources = texts_of(shipped.pathway(name))
    quoted = [source for source in sources if source.startswith("RJC 201") and '"' in source]
    assert len(quoted) >= 30
    known = ("RJC 2015", "RJC 2016", "RJC practitioner levels", "Sentencing Act 2020", "default")
    assert all(source.startswith(known) for source in sources)


@each
def test_the_agencies_are_the_types_of_todays_members(name: str) -> None:
    listed = reference.partnership(PARTNERSHIPS[name])
    today = {member.type for member in listed.agencies if member.until is None}
    assert {agency.type.value for agency in shipped.pathway(name).agencies} == today


@each
def test_nobody_works_with_more_sides_than_its_members_do(name: str) -> None:
    listed = reference.partnership(PARTNERSHIPS[name])
    for agency in shipped.pathway(name).agencies:
        members = {
            member.works_with for member in listed.agencies if member.type == agency.type and not member.until
        }
        assert agency.sides.value in members, agency.type


@each
def test_the_hubs_are_the_hubs_of_the_partnership(name: str) -> None:
    listed = reference.partnership(PARTNERSHIPS[name])
    hubs = {hub.key: (set(hub.districts), hub.host.value) for hub in shipped.pathway(name).hubs}
    assert hubs == {hub.code: (set(hub.districts), listed.agency(hub.host).type) for hub in listed.hubs}


@each
def test_the_districts_are_the_districts_of_the_force_area(name: str) -> None:
    listed = reference.partnership(PARTNERSHIPS[name])
    assert set(shipped.pathway(name).area.districts) == {
        one.name for one in reference.districts(listed.force)
    }


@each
def test_every_agency_that_is_named_is_one_that_exists_today(name: str) -> None:
    assert all(agency.type.until is None for agency in shipped.pathway(name).agencies)


@each
def test_sensitive_cases_need_approval_and_an_advanced_lead(name: str) -> None:
    pathway = shipped.pathway(name)
    for flag in ("sexual_offence", "hate_crime", "domestic_abuse"):
        facts = CaseFacts(initiated_by=Initiator.HARMED, sensitive=frozenset({flag}))  # type: ignore[arg-type]
        rules = queries.allocation_rules(pathway, facts)
        assert rules.approvals
        assert rules.lead_level == "advanced"
        assert rules.second_level in {"intermediate", "advanced"}


@each
def test_nothing_is_shared_before_somebody_looked_whether_these_people_said_no(name: str) -> None:
    pathway = shipped.pathway(name)
    assert Check.NOBODY_SAID_NO in queries.gates_for(pathway, StageKind.INFORMATION)
    assert Check.DUPLICATE_DECIDED in queries.gates_for(pathway, StageKind.INFORMATION)


@each
def test_the_second_side_is_approached_only_when_the_first_has_agreed_to_be_assessed(name: str) -> None:
    pathway = shipped.pathway(name)
    for initiator in Initiator:
        facts = CaseFacts(initiated_by=initiator, cj_stage=CjStage.CUSTODY)
        if queries.first_side(pathway, facts) == Side.HARMED:
            second, first = StageKind.FIRST_CONTACT_RESPONSIBLE, Check.CONSENT_TO_ASSESSMENT_HARMED
        else:
            second, first = StageKind.FIRST_CONTACT_HARMED, Check.CONSENT_TO_ASSESSMENT_RESPONSIBLE
        assert first in queries.gates_for(pathway, second, facts)


@each
def test_prison_is_asked_only_when_somebody_is_in_custody(name: str) -> None:
    pathway = shipped.pathway(name)
    at_large = CaseFacts(initiated_by=Initiator.HARMED)
    inside = CaseFacts(initiated_by=Initiator.HARMED, in_custody=True)
    assert "prison" not in {request.ask for request in queries.requests_for(pathway, at_large)}
    assert "prison" in {request.ask for request in queries.requests_for(pathway, inside)}


@each
def test_no_request_crosses_the_wall(name: str) -> None:
    pathway = shipped.pathway(name)
    sides = {agency.type: agency.sides for agency in pathway.agencies}
    assert all(sides[request.ask].may_be_asked_about(request.about) for request in pathway.requests)


@each
def test_each_side_has_a_leaflet_and_words_to_agree_to(name: str) -> None:
    pathway = shipped.pathway(name)
    for side in (Side.HARMED, Side.RESPONSIBLE):
        for kind in DocumentKind:
            document = queries.document_for(pathway, kind, side)
            assert document is not None
            assert document.version == "2026-1"
            assert "any moment" in document.wording or kind != DocumentKind.CONSENT_TO_TAKE_PART


@each
def test_whoever_is_followed_up_is_asked_three_times(name: str) -> None:
    pathway = shipped.pathway(name)
    for side in (Side.HARMED, Side.RESPONSIBLE):
        clocks = [queries.clock_for(pathway, line) for line in queries.follow_ups_for(pathway, side)]
        assert [clock.text for clock in clocks if clock] == [
            "5 working days after the meeting or the last message",
            "6 weeks after the meeting or the last message",
            "6 months after the meeting or the last message",
        ]
