"""Reading what is before the court, and the reports to it."""

from uuid import UUID

from django.db import connection
from django.http import Http404

from rjhub.cases.models import Case, Consent, CourtMatter, CourtReport, Party
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.sharing.vocabulary import Side

_COURTS = ("court", "magistrates", "judge")


def court_matter_of(case: Case) -> CourtMatter | None:
    """What is before the court, if anything was recorded."""
    matter: CourtMatter | None = CourtMatter.objects.filter(case=case).first()
    return matter


def court_reports_of(case: Case) -> list[CourtReport]:
    """Reports to the court, the newest first."""
    return list(
        CourtReport.objects.filter(case=case)
        .defer("sealed")
        .select_related("written_by__account", "sent_by__account")
        .order_by("-written_at", "-id")
    )


def find_court_report(case: Case, report_id: UUID) -> CourtReport:
    """One report. Raises Http404 if the reader cannot see it."""
    report: CourtReport | None = (
        CourtReport.objects.filter(case=case, id=report_id)
        .select_related("written_by__account", "written_by__agency", "sent_by__account", "harmed_consent")
        .first()
    )
    if report is None:
        raise Http404
    return report


def consent_to_tell_the_court(case: Case) -> Consent | None:
    """The newest consent to tell the court, if every person harmed whose case goes on has given one."""
    matter = court_matter_of(case)
    names = {*_COURTS, *([matter.court.casefold()] if matter else [])}
    going = Party.objects.filter(case=case, side=Side.HARMED, ended_at=None).values_list("id", flat=True)
    given = [
        one
        for one in Consent.objects.filter(
            case=case, side=Side.HARMED, purpose=ConsentPurpose.DISCLOSURE, written=True, withdrawn_at=None
        ).order_by("-given_on", "-recorded_at", "-id")
        if any(name in one.to_whom.casefold() for name in names)
    ]
    everybody = set(going)
    return given[0] if everybody and everybody <= {one.party_id for one in given} else None


def names_contact(text: str) -> bool:
    """Whether a text names a way to reach somebody, as the database judges it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.names_contact(%s)", [text])
        row = cursor.fetchone()
    return bool(row and row[0])
