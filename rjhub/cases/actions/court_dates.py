"""Tasks some working days before the court's dates, so that nobody is late there."""

from datetime import date, datetime

from rjhub.cases.actions.tasks import ToDo, end_tasks, give_task
from rjhub.cases.models import Case, CourtMatter, CourtReport, Task
from rjhub.cases.vocabulary import CourtReportAbout, TaskStatus
from rjhub.design.words import day
from rjhub.kernel import working_days
from rjhub.partnership.models import Staff

HEARING, REPORT, DEFERRAL = "court_hearing", "court_report", "court_deferral"
# Working days between a task and the date that it is about: long enough to put right what is missing.
BEFORE = {HEARING: 3, REPORT: 3, DEFERRAL: 10}


def remind(case: Case, matter: CourtMatter, *, by: Staff, at: datetime) -> None:
    """Give the hub a task for each date that is still to come, and end those about dates that have changed."""
    for kind, (on, words) in _dates(case, matter).items():
        due = working_days.add_working_days(on, -BEFORE[kind]) if on else None
        tasks = Task.objects.filter(partnership_id=case.partnership_id, case=case, kind=kind)
        if due is not None and tasks.filter(due_on=due).exclude(status=TaskStatus.DROPPED).exists():
            continue
        end_tasks(case, kind, by=by, at=at, status=TaskStatus.DROPPED)
        if due is not None:
            address = f"/cases/{case.reference}/court"
            to_do = ToDo(kind=kind, words=words, address=address, due_on=due, subject_id=matter.id)
            give_task(case, to_do, to=case.hub.coordinators_id, at=at)


def _dates(case: Case, matter: CourtMatter) -> dict[str, tuple[date | None, str]]:
    if matter.sentenced_on:
        return dict.fromkeys(BEFORE, (None, ""))
    hearing = matter.adjourned_until or matter.hearing_on
    if matter.deferred_until:
        hearing = None  # the deferral ends with a hearing of its own
    report = matter.report_due_on if not _reported(case, matter) else None
    return {
        HEARING: (hearing, f"Be ready for the hearing on {day(hearing)}"),
        REPORT: (report, f"Send the report that the court expects by {day(report)}"),
        DEFERRAL: (
            matter.deferred_until,
            f"Tell the court how the work stands: the deferral ends on {day(matter.deferred_until)}",
        ),
    }


def _reported(case: Case, matter: CourtMatter) -> bool:
    about = CourtReportAbout.OUTCOME if matter.deferral_made_on else CourtReportAbout.SUITABILITY
    return CourtReport.objects.filter(case=case, about=about, sent_on__isnull=False).exists()
