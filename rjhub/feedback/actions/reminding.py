"""Reminding whoever has not answered: at most twice, a week apart, at the hour that was safe the first time."""

from datetime import datetime, timedelta

from django.db import transaction

from rjhub.feedback import queries
from rjhub.feedback.actions import sending
from rjhub.feedback.models import Survey
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused
from rjhub.letters.actions.writing import MAY_BE_LATE
from rjhub.partnership.models import Partnership
from rjhub.sharing import doors, readers

DOOR = "feedback:reminding"


def remind_everybody(*, at: datetime) -> int:
    """Write to whoever is to be reminded now. Answers how many letters wait to be sent; safe to run again."""
    return sum(_remind_in(partnership, at) for partnership in Partnership.objects.order_by("id"))


def _remind_in(partnership: Partnership, at: datetime) -> int:
    with doors.opened(
        readers.coordinators_of(partnership.id), door=DOOR, purpose="the program, to remind people"
    ):
        due = queries.to_remind(partnership.id, by=at)
    return sum(_remind(survey, at) for survey in due)


def _remind(survey: Survey, at: datetime) -> bool:
    """Remind one person, or put it off for a week where the hour has passed: another hour may not be safe."""
    on_time = survey.remind_at is not None and at - survey.remind_at <= MAY_BE_LATE
    sent = on_time and _write(survey, at)
    later = None if on_time else _next_week(survey, at)
    with doors.opened(
        readers.coordinators_of(survey.partnership_id), door=DOOR, purpose="the program, to remind people"
    ):
        Survey.objects.filter(
            partnership_id=survey.partnership_id, id=survey.id, remind_at=survey.remind_at
        ).update(remind_at=later)
    return bool(sent)


def _write(survey: Survey, at: datetime) -> bool:
    by = queries.find_sender(survey)
    if by is None or not by.may_act_at(at):
        return False
    try:
        with (
            doors.opened(readers.reader_for(by), door=DOOR, purpose="remind somebody whom they asked"),
            transaction.atomic(),
        ):
            sending.remind(survey, by=by, at=at)
    except (Refused, Survey.DoesNotExist):
        return False
    return True


def _next_week(survey: Survey, at: datetime) -> datetime | None:
    then = clock.in_london(survey.remind_at) if survey.remind_at else None
    while then is not None and then <= at:
        then += timedelta(days=7)
    return then
