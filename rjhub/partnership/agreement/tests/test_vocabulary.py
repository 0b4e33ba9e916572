"""Each purpose has its recipient, and the law knows each gateway."""

from rjhub.partnership.agreement import law
from rjhub.partnership.agreement.vocabulary import Gateway, Purpose, Recipient
from rjhub.partnership.pathway.agency_types import AgencyType


def test_each_purpose_has_one_recipient() -> None:
    assert sorted(one.purpose for one in Recipient) == sorted(Purpose)


def test_each_gateway_has_a_reach_and_a_test() -> None:
    assert set(law.REACH) == set(Gateway)
    assert all(one.test for one in Gateway)


def test_section_14_never_reaches_from_one_listed_person_to_another() -> None:
    reach = law.REACH[Gateway.OFFENDER_MANAGEMENT_14]
    assert not any(reach.lets([one], [other]) for one in law.LISTED for other in law.LISTED)
    assert all(reach.lets([one], [other]) for one in law.LISTED for other in law.SERVICE)
    assert all(reach.lets([one], [other]) for one in law.SERVICE for other in law.LISTED)


def test_section_14_does_not_reach_a_charity_unless_it_acts_for_somebody() -> None:
    reach = law.REACH[Gateway.OFFENDER_MANAGEMENT_14]
    assert not reach.lets([AgencyType.PRISON], [AgencyType.RJ_CHARITY])
    assert reach.lets([AgencyType.PRISON], [AgencyType.RJ_CHARITY, AgencyType.PROBATION])


def test_the_serious_violence_duty_leaves_out_health_bodies() -> None:
    reach = law.REACH[Gateway.SERIOUS_VIOLENCE_16]
    assert not any(reach.lets([one], [AgencyType.POLICE]) for one in law.HEALTH)
    assert not any(reach.lets([AgencyType.POLICE], [one]) for one in law.HEALTH)
