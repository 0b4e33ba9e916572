"""The official tables hold what they say, and agree with each other."""

import re
from datetime import timedelta

import pytest

from rjhub.partnership import reference


def test_there_are_43_force_areas_and_every_code_is_used_once() -> None:
    areas = reference.forces()
    assert len(areas) == 43
    for codes in (
        [area.slug for area in areas],
        [area.ons_code for area in areas],
        [area.ho_number for area in areas],
    ):
        assert len(set(codes)) == 43


def test_the_areas_hold_everybody_in_england_and_wales_once() -> None:
    assert sum(area.population_mid_2020 for area in reference.forces()) == 59_719_724


def test_every_force_has_the_population_of_its_districts() -> None:
    for area in reference.forces():
        people = sum(district.population_mid_2020 for district in reference.districts(area.slug))
        assert area.population_mid_2020 == people, area.slug


def test_no_district_lies_in_two_force_areas() -> None:
    codes = [district.ons_code for area in reference.forces() for district in reference.districts(area.slug)]
    assert len(codes) == len(set(codes)) == 318


def test_every_force_lies_in_a_probation_region_and_every_region_holds_a_force() -> None:
    regions = reference.probation_regions()
    assert len(regions) == len({region.code for region in regions}) == 12
    assert {region.code for region in regions} == {area.probation_region for area in reference.forces()}


def test_sussex_is_commissioned_by_a_pcc_and_greater_manchester_by_its_mayor() -> None:
    assert reference.force("sussex").policing_body == "pcc"
    assert reference.force("greater-manchester").policing_body == "mayor"
    assert reference.force("city-of-london").policing_body == "common_council"


def test_there_are_125_places_of_custody_and_every_code_is_used_once() -> None:
    prisons = reference.prisons()
    assert len(prisons) == len({prison.code for prison in prisons}) == 125
    assert {prison.code for prison in prisons if prison.youth_custody} == {"CKI", "FYI", "PYI", "WNI", "WYI"}
    assert {prison.type for prison in prisons} == {"hmp", "hmp_yoi", "hmyoi", "stc"}
    assert all(re.fullmatch(r"[A-Z]{3}|STC3", prison.code) for prison in prisons)


def test_the_register_is_not_believed_where_it_is_out_of_date() -> None:
    noted = {prison.name for prison in reference.prisons() if prison.status_note}
    assert noted == {"Aylesbury", "Cookham Wood", "Dartmoor", "Lowdham Grange"}


def test_women_from_sussex_are_held_at_bronzefield() -> None:
    by_code = {prison.code: prison for prison in reference.prisons()}
    bronzefield = by_code["BZI"]
    assert (bronzefield.name, bronzefield.sex, bronzefield.operator) == ("Bronzefield", "F", "Sodexo")
    assert by_code["LWI"].sex == "M"


def test_the_youth_custody_service_has_eight_regions() -> None:
    assert len({region.code for region in reference.youth_custody_regions()}) == 8


def test_the_census_counts_everybody_once() -> None:
    totals = [sum(reference.ethnic_groups(area.slug).values()) for area in reference.forces()]
    assert sum(totals) == 56_075_912
    assert len(reference.ethnic_groups("sussex")) == 18


def test_an_unknown_force_is_refused() -> None:
    with pytest.raises(KeyError):
        reference.districts("wessex")
    with pytest.raises(KeyError):
        reference.ethnic_groups("wessex")


def test_abolished_kinds_of_agency_name_their_successor() -> None:
    types = {kind.code: kind for kind in reference.agency_types()}
    for code in ("crc", "nps"):
        last_day = types[code].until
        assert last_day is not None
        assert types[types[code].succeeded_by].since == last_day + timedelta(days=1)
