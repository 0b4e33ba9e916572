"""Cases that a pathway does not take."""

from rjhub.partnership.pathway import model, queries
from rjhub.partnership.pathway.case_words import Initiator, OffenceGroup
from rjhub.partnership.pathway.facts import CaseFacts
from rjhub.partnership.pathway.mistakes import example

EXCLUDES = """excludes:
  - when: { offence_group: [drugs, weapons] }
    reason: There is nobody who was harmed by such an offence.
    review_on: 2027-03-31
    source: default

stages:
"""


def test_an_excluded_case_is_turned_away_with_the_reason_and_others_are_not() -> None:
    pathway = model.load(example().replace("stages:\n", EXCLUDES, 1), name="anytown.yaml")
    drugs = CaseFacts(initiated_by=Initiator.HARMED, offence_group=OffenceGroup.DRUGS)
    fraud = CaseFacts(initiated_by=Initiator.HARMED, offence_group=OffenceGroup.FRAUD)
    unknown = CaseFacts(initiated_by=Initiator.HARMED)
    assert queries.takes(pathway, drugs).reasons == ("There is nobody who was harmed by such an offence.",)
    assert queries.takes(pathway, fraud).allowed
    assert queries.takes(pathway, unknown).allowed
