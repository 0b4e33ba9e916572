"""A report to the court on paper: accessible, marked, and naming a person harmed by initials only."""

from rjhub.cases import pathways, policies, queries
from rjhub.cases.models import Case, CourtMatter, CourtReport
from rjhub.cases.vocabulary import CourtReportAbout, Plea
from rjhub.design.pdf import pdf
from rjhub.design.words import capital, day
from rjhub.kernel import clock
from rjhub.partnership.pathway.case_words import Court
from rjhub.partnership.pathway.schema import Pathway
from rjhub.sharing.vocabulary import Side

TITLES = {
    CourtReportAbout.SUITABILITY: "Restorative justice before sentence: report on suitability",
    CourtReportAbout.OUTCOME: "Restorative justice before sentence: report on what took place",
}
_NOTHING_PROMISED = (
    "Nobody has been promised anything about sentence in return for taking part, and this report asks for nothing of "
    "the kind. Whether remorse is taken into account, and how, is for the court alone."
)
_DRAFT = "DRAFT, NOT SENT. This is how the report would look if it were sent now."


def paper_of(report: CourtReport, case: Case) -> bytes:
    """Typeset a report: as it is being sent, or as a draft while it has no day on which it was sent."""
    about = CourtReportAbout(report.about)
    pathway = pathways.pathway_of(case)
    words = pathway.words
    on = report.sent_on or clock.today()
    return pdf(
        "cases/court_report",
        {
            "title": TITLES[about],
            "reference": case.reference,
            "made": f"{'Sent' if report.is_sent else 'Draft of'} {day(on)}",
            "draft": "" if report.is_sent else _DRAFT,
            "facts": _facts(report, case, pathway),
            "result": _result(report),
            "harmed_heading": f"What the {words.harmed} thinks",
            "harmed_view": report.harmed_view or _view_not_given(words.harmed),
            "harmed_consent": _with_consent(report, words.harmed),
            "responsible_heading": f"What the {words.responsible} thinks",
            "responsible_view": report.responsible_view,
            "findings": report.findings,
            "proposal": report.proposal,
            "no_promise": f"{_NOTHING_PROMISED}{_told(pathway)}",
        },
    )


def _facts(report: CourtReport, case: Case, pathway: Pathway) -> list[list[str]]:
    parties = queries.parties_of(case)
    harmed = [policies.initials_of(party) for party in parties if party.side == Side.HARMED]
    responsible = [party.person.name for party in parties if party.side == Side.RESPONSIBLE]
    writer = report.written_by
    rows = [
        ["Case", case.reference],
        *_court(queries.court_matter_of(case)),
        ["Offence", case.offence],
        [capital(pathway.words.responsible), ", ".join(responsible)],
        [capital(pathway.words.harmed), ", ".join(harmed)],
        ["Written by", f"{writer.name}, {writer.agency.name}"],
    ]
    return [row for row in rows if row[1]]


def _court(matter: CourtMatter | None) -> list[list[str]]:
    if matter is None:
        return []
    hearing = matter.deferred_until or matter.adjourned_until or matter.hearing_on
    return [
        ["Court", court_in_words(matter)],
        ["Plea", Plea(matter.plea).label if matter.plea else ""],
        ["Convicted on", ", ".join(day(one) for one in matter.conviction_dates)],
        ["Sentence deferred on", day(matter.deferral_made_on)],
        ["Next before the court", day(hearing)],
    ]


def court_in_words(matter: CourtMatter) -> str:
    """The court, and what kind it is unless its name says so."""
    kind = Court(matter.court_kind).label
    return matter.court if kind.casefold() in matter.court.casefold() else f"{matter.court} ({kind})"


def _result(report: CourtReport) -> str:
    if report.suitable is None:
        return ""
    verb = "is" if report.suitable else "is not"
    return f"Restorative justice {verb} suitable in this case at this time."


def _view_not_given(harmed: str) -> str:
    return (
        f"This report does not say what the {harmed} thinks. That is passed on only with written consent to tell the "
        "court, and nothing is to be concluded from its absence."
    )


def _with_consent(report: CourtReport, harmed: str) -> str:
    consent = report.harmed_consent if report.harmed_view else None
    return (
        f"Passed on with the written consent of the {harmed}, given on {day(consent.given_on)}."
        if consent
        else ""
    )


def _told(pathway: Pathway) -> str:
    if pathway.court is None:
        return ""
    return f"\n\nThe {pathway.words.responsible} was told: “{pathway.court.no_promise}”"
