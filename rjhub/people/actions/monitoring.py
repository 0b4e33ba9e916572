"""Equality monitoring."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import TextChoices

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Conflict
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.people import policies, queries, vocabulary
from rjhub.people.models import Equality, Person
from rjhub.sharing.vocabulary import Category

QUESTIONS: dict[str, type[TextChoices]] = {
    "ethnicity": vocabulary.Ethnicity,
    "sex": vocabulary.Sex,
    "gender_identity": vocabulary.GenderIdentity,
    "sexual_orientation": vocabulary.SexualOrientation,
    "religion": vocabulary.Religion,
    "disability": vocabulary.Disability,
}


@transaction.atomic
def record_equality(
    person: Person, *, answers: Mapping[str, str], by: Staff | None, at: datetime, version: int | None = None
) -> Equality:
    """Keep what somebody answered about themself, by question; a question that is missing was not asked.

    `version` is what `queries.times_monitored` said when the answers were given, where they build on what was
    there. Raises Refused; Conflict if somebody else recorded answers since; Invalid for an answer that is not
    on its question's list; KeyError for a question that is none.
    """
    person = queries.lock_person(person.id)
    policies.may_record_equality(by, person).or_refuse()
    if version not in {None, queries.times_monitored(person)}:
        raise Conflict
    for question, answer in answers.items():
        if answer not in {"", *QUESTIONS[question].values}:
            raise Invalid(f"“{answer}” is not one of the answers to this question.")
    kept = Equality.objects.create(
        **person.row_of(Category.EQUALITY), recorded_at=at, recorded_by=by, **answers
    )
    record("people:equality:record", by=by, subject=kept, partnership=person.partnership_id)
    return kept
