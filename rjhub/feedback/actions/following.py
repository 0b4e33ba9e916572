"""What follows for surveys when somebody says no or their record is erased."""

from rjhub.feedback import keeper
from rjhub.feedback.models import Survey
from rjhub.feedback.vocabulary import Because, Status
from rjhub.people import approach
from rjhub.people.announcements import PersonFact
from rjhub.people.vocabulary import Channel
from rjhub.sharing import doors, readers

DOOR = "feedback:following"


def stop_asking(fact: PersonFact) -> None:
    """After a no nobody is asked any more nor reminded; a link that they have still lets them tell us, if they wish."""
    with doors.opened(
        readers.coordinators_of(fact.partnership_id), door=DOOR, purpose="the program, after a no"
    ):
        theirs = Survey.objects.filter(
            partnership_id=fact.partnership_id,
            party__person_id=fact.person_id,
            status__in=(Status.DUE, Status.WAITING, Status.ASKED),
        )
        for survey in theirs.select_for_update(of=("self",)).order_by("id"):
            way = Channel(survey.way) if survey.way else None
            if approach.may_be_approached(fact.person_id, way) is approach.STOPPED:
                _stop(survey)


def _stop(survey: Survey) -> None:
    survey.remind_at = None
    if survey.status != Status.ASKED:
        survey.status, survey.because = Status.ENDED, Because.SAID_NO
    survey.save(update_fields=["status", "because", "remind_at"])


def forget(fact: PersonFact) -> None:
    """What they wrote goes with their record, and no link of theirs opens anything any more."""
    keeper.forget_feedback(fact.person_id)
