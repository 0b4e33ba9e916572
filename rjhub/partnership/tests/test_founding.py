"""A partnership comes out of its file whole, and founding it again changes nothing."""

import dataclasses
from datetime import date

import pytest

from rjhub.partnership import installation, reference
from rjhub.partnership.actions import founding
from rjhub.partnership.models import Agency, Hub, Office, Principal
from rjhub.partnership.tests import factories
from rjhub.partnership.vocabulary import PrincipalKind, WorksWith

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Agency, Hub, Office, Principal))


def test_sussex_has_every_agency_office_and_hub_of_its_file() -> None:
    listed = reference.partnership("sussex")
    sussex = founding.found_partnership(listed)
    assert {agency.code for agency in sussex.agencies.all()} == {member.code for member in listed.agencies}
    assert {hub.code for hub in sussex.hubs.all()} == {hub.code for hub in listed.hubs}
    assert Office.objects.filter(agency__partnership=sussex).count() == sum(
        len(a.offices) for a in listed.agencies
    )
    assert sussex.force_code == reference.force("sussex").ons_code


def test_the_probation_company_of_kent_surrey_and_sussex_ended_and_the_probation_service_took_over() -> None:
    crc = factories.agency("kss-crc")
    assert not crc.exists_on(date(2021, 6, 26))
    assert crc.succeeded_by is not None
    assert crc.succeeded_by.code == "probation-sussex"
    assert crc.succeeded_by.exists_on(date(2021, 6, 26))


def test_an_agencys_leads_see_no_more_than_the_agency_may() -> None:
    assert factories.agency("hmp-lewes").leads.works_with == WorksWith.RESPONSIBLE
    assert factories.agency("victim-support-sussex").leads.works_with == WorksWith.HARMED
    assert factories.hub().coordinators.works_with == WorksWith.BOTH


def test_a_partnership_takes_in_the_publics_referrals_as_one_principal() -> None:
    sussex = factories.partnership()
    assert Principal.objects.filter(partnership=sussex, kind=PrincipalKind.INTAKE).count() == 1


def test_founding_again_changes_nothing_that_somebody_has_changed_since() -> None:
    factories.partnership()
    with installation.acts():
        police = Agency.objects.filter(code="sussex-police")
        police.update(contact_phone="01632 960144", short_name="The police")
    before = counts()
    founding.found_partnership(reference.partnership("sussex"))
    assert counts() == before
    assert factories.agency("sussex-police").short_name == "The police"


def test_a_partnership_that_is_not_there_yet_is_made_whole() -> None:
    listed = dataclasses.replace(reference.partnership("sussex"), code="wessex", name="Wessex", prefix="WX")
    wessex = founding.found_partnership(listed)
    assert wessex.agencies.count() == len(listed.agencies)
    assert {hub.host.partnership_id for hub in wessex.hubs.all()} == {wessex.id}
    crc = wessex.agencies.get(code="kss-crc")
    assert crc.succeeded_by == wessex.agencies.get(code="probation-sussex")
    assert wessex.agencies.get(code="hmp-lewes").prison == "LWI"
    assert Principal.objects.filter(partnership=wessex, kind=PrincipalKind.INTAKE).count() == 1


@pytest.mark.parametrize("listed", reference.partnerships(), ids=lambda listed: listed.code)
def test_every_listed_partnership_can_be_founded(listed: reference.PartnershipListed) -> None:
    assert founding.found_partnership(listed).agencies.count() == len(listed.agencies)
