"""Checks on what is before the court, and the reports to it."""

from rjhub.cases.gates.state import CaseState
from rjhub.cases.vocabulary import CourtReportAbout
from rjhub.partnership.pathway import queries as rules
from rjhub.partnership.pathway.checks import Check


def conditions_checked(state: CaseState) -> bool:
    """Somebody checked offence, court and plea, and what is recorded of them still meets the pathway's conditions."""
    return Check.COURT_CONDITIONS_CHECKED in state.milestones and bool(
        rules.court_conditions(state.pathway, state.facts)
    )


def suitability_reported(state: CaseState) -> bool:
    """The court has a report on suitability."""
    return any(one.about == CourtReportAbout.SUITABILITY and one.sent_on for one in state.court_reports)


def outcome_reported(state: CaseState) -> bool:
    """The court has a report on what took place, since it deferred sentence if it did."""
    since = state.court.deferral_made_on if state.court else None
    return any(
        one.about == CourtReportAbout.OUTCOME and one.sent_on and (since is None or one.sent_on >= since)
        for one in state.court_reports
    )
