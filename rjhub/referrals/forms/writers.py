"""Who writes a draft, as far as its questions depend on it."""

from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.referrals.forms.draft import Sheet, Writer
from rjhub.referrals.models import Draft
from rjhub.referrals.queries import routing
from rjhub.referrals.vocabulary import Source

# What somebody at an agency of a type most likely means; they can choose another.
USUAL_SOURCE = {
    "police": Source.POLICE,
    "road_policing": Source.ROADS_POLICING,
    "probation": Source.PROBATION,
    "victim_liaison": Source.PROBATION_VICTIM_CONTACT,
    "prison": Source.PRISON,
    "yjs": Source.YOUTH_JUSTICE,
    "victim_support": Source.VICTIM_SUPPORT,
    "victim_care": Source.VICTIM_CARE,
    "rj_charity": Source.RJ_CHARITY,
    "mediation": Source.RJ_CHARITY,
    "council": Source.COUNCIL,
    "cps": Source.CPS,
    "hmcts": Source.COURT,
    "nhs": Source.NHS,
    "womens_centre": Source.WOMENS_CENTRE,
}


def writer_for(staff: Staff) -> Writer:
    """A member of staff who refers."""
    return Writer(
        asks_about_harmed=staff.agency.works_with in {WorksWith.HARMED, WorksWith.BOTH},
        districts=routing.districts_of(staff.partnership_id),
        force_code=staff.partnership.force_code,
        words=routing.words_of(routing.pathway_version(staff.partnership_id)),
        source=USUAL_SOURCE.get(staff.agency.kind, ""),
    )


def sheet_of(draft: Draft, staff: Staff) -> Sheet:
    """A draft with its questions, as they are asked of its writer."""
    return Sheet(content=draft.read(), writer=writer_for(staff))
