"""What tells of distress or harm reaches a supervisor within a working day; words that somebody wrote within five."""

from datetime import datetime

from rjhub.audit.recording import record
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.models import Case
from rjhub.feedback import queries
from rjhub.feedback.models import Concern, Survey
from rjhub.kernel import clock, working_days

READ = "feedback_to_read"
ALERT_WITHIN, WORDS_WITHIN = 1, 5  # working days


def look(survey: Survey, *, at: datetime, is_finished: bool = False) -> None:
    """Look whether a supervisor has to read what was answered so far. For a locked survey, as the program.

    What the task says is the same for both, so that nobody else learns from it what somebody answered.
    """
    answers = queries.answers_of(survey)
    asked = queries.asked_in(survey)
    alerts = [
        one.key for one in asked.questions if one.key in answers and answers[one.key].value in one.alert
    ]
    before = queries.concern_of(survey)
    told = before.questions if before else []
    if set(alerts) - set(told):
        _raise(survey, before, sorted({*alerts, *told}), within=ALERT_WITHIN, at=at)
    elif is_finished and before is None and any(one.words for one in answers.values()):
        _raise(survey, None, [], within=WORDS_WITHIN, at=at)


def _raise(
    survey: Survey, concern: Concern | None, questions: list[str], *, within: int, at: datetime
) -> None:
    due_on = working_days.add_working_days(clock.day_of(at), within)
    if concern is None:
        concern = Concern(
            partnership_id=survey.partnership_id, file_id=survey.file_id, side=survey.side,
            category=survey.category, survey=survey, holder_id=survey.holder_id,
            hub_reader_id=survey.hub_reader_id, kept_from=survey.kept_from, named=bool(survey.named),
            raised_at=at, due_on=due_on,
        )  # fmt: skip
    concern.questions = questions
    concern.save()
    case = Case.objects.get(partnership_id=survey.partnership_id, id=survey.case_id)
    to_do = ToDo(
        kind=READ,
        words="Read what somebody answered",
        address=f"/feedback/answers/{survey.id}",
        due_on=due_on,
        subject_id=survey.id,
    )
    give_task(case, to_do, to=survey.holder_id, at=at)
    record("feedback:concern:raise", by=None, subject=concern, partnership=survey.partnership_id)
