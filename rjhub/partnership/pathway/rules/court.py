"""Cases before sentence: the court's stages and the court's rules go together."""

from collections.abc import Iterator

from rjhub.partnership.pathway.schema import Pathway
from rjhub.partnership.pathway.stages import StageKind
from rjhub.partnership.pathway.vocabulary import AgencyJob, Lane
from rjhub.partnership.written.faults import Fault, Rule

ASKS_THE_COURT = (StageKind.COURT_ADJOURNMENT, StageKind.DEFERRAL)


def stages_and_rules(pathway: Pathway) -> Iterator[Fault]:
    """Stages before a court need rules for it, and rules need stages."""
    kinds = {stage.stage: number for number, stage in enumerate(pathway.stages)}
    if pathway.court is None:
        for kind, number in kinds.items():
            if kind.lane == Lane.COURT:
                message = f"stage '{kind}' needs the rules of the court; add the section 'court'"
                yield Fault(("stages", number, "stage"), message)
    else:
        for kind in ASKS_THE_COURT:
            if kind not in kinds:
                yield Fault(
                    ("court",), f"there are rules for the court but no stage '{kind}'; add it under 'stages'"
                )


def time(pathway: Pathway) -> Iterator[Fault]:
    """The shortest adjournment is not longer than the longest."""
    if pathway.court and pathway.court.adjournment.least_weeks > pathway.court.adjournment.most_weeks:
        yield Fault(("court", "adjournment"), "'least_weeks' is more than 'most_weeks'; change one of them")


def agencies(pathway: Pathway) -> Iterator[Fault]:
    """Whoever speaks to the court reports to it, and whoever assesses assesses."""
    if pathway.court is None:
        return
    jobs = {agency.type: agency.does for agency in pathway.agencies}
    for key, kind, job in (
        ("agency", pathway.court.agency, AgencyJob.REPORTS_TO_COURT),
        ("assessed_by", pathway.court.assessed_by, AgencyJob.ASSESSES),
    ):
        if kind in jobs and job not in jobs[kind]:
            yield Fault(
                ("court", key),
                f"'{kind}' does not do that here; add '{job}' to what it 'does', or name another",
            )


RULES = (
    Rule(("stages", "court"), stages_and_rules),
    Rule(("court",), time),
    Rule(("agencies", "court"), agencies),
)
