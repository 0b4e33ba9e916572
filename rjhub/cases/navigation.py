"""The pages of a case, in the order in which the work goes: heading, then words and name of each address."""

from rjhub.cases.models import Case
from rjhub.cases.pathways import pathway_of
from rjhub.partnership.pathway.case_words import CjStage

SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "",
        (
            ("Overview", "case"),
            ("Timeline", "timeline"),
            ("Place in the pathway", "pathway"),
            ("Who does what", "responsibility"),
            ("Who is kept out", "kept_out"),
            ("Answers and ending", "ending"),
        ),
    ),
    (
        "Getting to know the case",
        (
            ("Information from agencies", "information"),
            ("Contacts", "contacts"),
            ("Victims’ Code", "duties"),
            ("What was sent", "letters"),
            ("Documents", "documents"),
        ),
    ),
    (
        "Assessing",
        (
            ("Consents", "consents"),
            ("Acknowledgements", "acknowledgements"),
            ("Suitability", "suitability"),
            ("Risk", "risk"),
            ("Sensitive or complex", "sensitivity"),
        ),
    ),
    (
        "Bringing people together",
        (
            ("Preparation", "preparation"),
            ("Meetings", "meetings"),
            ("Messages", "messages"),
            ("Agreements", "agreements"),
            ("Follow-ups", "follow_ups"),
        ),
    ),
)
# Pages of a case that rooms above have, with the whole name of their address: they stand at the end.
ALSO: list[tuple[str, str]] = []
COURT = ("Before the court", (("Court and reports", "court"),))


def sections_for(case: Case) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The pages of one case: those about the court only where its pathway has rules for it or sentence is to come."""
    before_sentence = bool(case.cj_stage) and CjStage(case.cj_stage).is_before_sentence
    if before_sentence or pathway_of(case).court is not None:
        return (*SECTIONS[:-1], COURT, _last())
    return (*SECTIONS[:-1], _last())


def _last() -> tuple[str, tuple[tuple[str, str], ...]]:
    heading, entries = SECTIONS[-1]
    return heading, (*entries, *ALSO)
