"""The five partnerships are whole: every name that a file uses is defined somewhere."""

from datetime import date, timedelta

import pytest

from rjhub.partnership import reference

CODES = ("hertfordshire", "kent", "northumbria", "sussex", "thames-valley")


def test_the_five_areas_of_the_first_release_are_described() -> None:
    assert tuple(listed.code for listed in reference.partnerships()) == CODES
    assert len({listed.prefix for listed in reference.partnerships()}) == 5


@pytest.mark.parametrize("code", CODES)
def test_agencies_and_hubs_are_defined_once_and_agree(code: str) -> None:
    listed = reference.partnership(code)
    codes = [agency.code for agency in listed.agencies]
    assert len(codes) == len(set(codes))
    kinds = {kind.code for kind in reference.agency_types()}
    places_of_custody = {prison.code for prison in reference.prisons()}
    for agency in listed.agencies:
        assert agency.type in kinds, agency.code
        assert agency.works_with in {"harmed", "responsible", "both", "neither"}
        assert (agency.prison in places_of_custody) == (agency.type == "prison"), agency.code
    for hub in listed.hubs:
        assert hub.host in codes


@pytest.mark.parametrize("code", CODES)
def test_every_district_of_the_area_is_served_by_exactly_one_hub(code: str) -> None:
    listed = reference.partnership(code)
    served = sorted(district for hub in listed.hubs for district in hub.districts)
    assert served == sorted(district.name for district in reference.districts(listed.force))


@pytest.mark.parametrize("code", CODES)
def test_offices_stand_in_the_area(code: str) -> None:
    listed = reference.partnership(code)
    names = {district.name for district in reference.districts(listed.force)}
    assert {district for agency in listed.agencies for _, district in agency.offices} <= names


@pytest.mark.parametrize("code", CODES)
def test_one_probation_service_took_over_the_day_after_the_two_services_ended(code: str) -> None:
    listed = reference.partnership(code)
    closed = [agency for agency in listed.agencies if agency.until is not None]
    assert {agency.type for agency in closed} == {"crc", "nps"}
    for agency in closed:
        successor = listed.agency(agency.succeeded_by)
        assert successor.type == "probation"
        assert agency.until is not None
        assert successor.since == agency.until + timedelta(days=1) == date(2021, 6, 26)
        assert not successor.exists_on(agency.until)
        assert not agency.exists_on(successor.since)


def test_sussex_has_the_three_hubs_and_every_member_that_the_report_lists() -> None:
    listed = reference.partnership("sussex")
    assert [hub.name for hub in listed.hubs] == ["Bognor Regis hub", "Bexhill hub", "Brighton and Hove hub"]
    names = {agency.listed_as for agency in listed.agencies}
    assert {"Sussex OPCC", "HMP Lewes", "HMP Ford", "HMP Bronzefield", "Kent, Surrey & Sussex CRC"} <= names
    assert {"Sussex Pathways", "Arun District Council", "Legal Services Commission", "Brighton YOS"} <= names


def test_hertfordshire_is_coordinated_from_the_university() -> None:
    listed = reference.partnership("hertfordshire")
    assert listed.agency(listed.hubs[0].host).type == "university"


def test_northumbria_has_six_youth_justice_services() -> None:
    listed = reference.partnership("northumbria")
    assert sum(agency.type == "yjs" for agency in listed.agencies) == 6


def test_a_partnership_or_agency_that_nobody_described_is_refused() -> None:
    with pytest.raises(KeyError):
        reference.partnership("wessex")
    with pytest.raises(KeyError):
        reference.partnership("kent").agency("beacon")
