"""A supervisor reads what somebody answered, and says what was done about it."""

from datetime import datetime

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.cases.models import Task
from rjhub.cases.vocabulary import TaskStatus
from rjhub.feedback import policies
from rjhub.feedback.actions.alerting import READ
from rjhub.feedback.models import Concern
from rjhub.partnership.models import Staff


@transaction.atomic
def note_reading(concern: Concern, *, done: str, by: Staff, at: datetime) -> Concern:
    """Note that it was read, and what was done. Raises Refused if it is somebody else's, or noted already."""
    concern = Concern.objects.select_for_update(of=("self",)).get(id=concern.id)
    policies.may_note_reading(by, concern).or_refuse()
    concern.read_at, concern.read_by, concern.done = at, by, done
    concern.save(update_fields=["read_at", "read_by", "done"])
    Task.objects.filter(
        partnership_id=concern.partnership_id, kind=READ, subject_id=concern.survey_id, status=TaskStatus.OPEN
    ).update(status=TaskStatus.DONE, ended_at=at, ended_by=by)
    record("feedback:concern:read", by=by, subject=concern, partnership=concern.partnership_id)
    return concern
