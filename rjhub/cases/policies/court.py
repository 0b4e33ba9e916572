"""Rules of court: what the pathway takes before sentence, and what a report may say about people."""

import re
from collections.abc import Iterable

from rjhub.cases.models import Case, CourtReport, Party
from rjhub.cases.policies.case import coordinates, facilitates, may_work_on, supervises
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership.models import Staff


def may_change_report(staff: Staff, case: Case, report: CourtReport) -> Decision:
    """Changing a report to the court, or sending it: until it was sent."""
    return all_of(
        may_work_on(staff, case),
        allow_if(
            not report.is_sent, "This report was sent to the court, so it stays as it is. Write a new one."
        ),
    )


def may_copy_report(staff: Staff, case: Case) -> Decision:
    """Giving a copy of a sent report to somebody: whoever works on the case; the hub also once it is closed."""
    working = coordinates(staff, case) or facilitates(staff, case) or supervises(staff, case)
    return allow_if(working, "Only the facilitators of this case, its supervisor and the hub can do this.")


def names_nobody_harmed(text: str, harmed: Iterable[Party], responsible: Iterable[Party]) -> Decision:
    """A report has initials of people harmed, not their surname; unless it is the person responsible's, too."""
    shared = {party.person.family_name.casefold() for party in responsible}
    return all_of(
        *(
            allow_if(
                not _names(text, party.person.family_name),
                f"The report names {party.person.name}. Write {initials_of(party)} instead.",
            )
            for party in harmed
            if party.person.family_name.casefold() not in shared
        )
    )


def initials_of(party: Party) -> str:
    """How a person harmed is called in a report."""
    names = f"{party.person.given_name} {party.person.family_name}".split()
    return "".join(name[0].upper() for name in names)


def _names(text: str, surname: str) -> bool:
    # As written or in capitals: "may" is no surname, "May" and "MAY" are.
    written = "|".join(re.escape(form) for form in {surname, surname.upper()} if form)
    return bool(written) and re.search(rf"(?<!\w)(?:{written})(?!\w)", text) is not None
