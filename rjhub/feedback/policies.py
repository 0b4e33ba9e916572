"""Who sends surveys, and who may be asked."""

from rjhub.cases import policies as cases
from rjhub.cases.models import Case, Party
from rjhub.feedback.models import Concern, Survey
from rjhub.feedback.vocabulary import Status
from rjhub.kernel.decisions import Decision, all_of, allow_if
from rjhub.partnership import acting
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import Role
from rjhub.people.vocabulary import Channel


def may_send(by: Staff, case: Case) -> Decision:
    """Whoever works on a case, and the hub also after it closed: then nobody else reaches the people any more."""
    works = not case.is_closed and (cases.works_on_all_of(by, case) or cases.speaks_for(by, case))
    return allow_if(
        works or cases.coordinates(by, case),
        "Only the hub, and whoever works on the case while it is open, can send this.",
    )


def may_ask(by: Staff, case: Case, party: Party, way: Channel | None) -> Decision:
    """Asking one person: nobody who said no, and a person harmed only from their side of the wall."""
    return all_of(
        may_send(by, case), cases.may_be_approached(party, way), cases.may_speak_with(by, party.side)
    )


def is_due(survey: Survey) -> Decision:
    """Whether it has not been sent yet."""
    return allow_if(
        survey.status == Status.DUE, f"Somebody was here before you: {survey.get_status_display().lower()}."
    )


def may_see_questionnaires(by: Staff) -> Decision:
    """What is asked is no secret among those who answer for how a partnership works."""
    return allow_if(
        by.holds(Role.ADMINISTRATOR, Role.COORDINATOR, Role.SUPERVISOR, Role.INFORMATION_OFFICER),
        "Only administrators, coordinators, supervisors and information officers see the questionnaires.",
    )


def may_note_reading(by: Staff, concern: Concern) -> Decision:
    """Saying what was done about it: whoever it was put before."""
    return all_of(
        allow_if(
            concern.holder_id in acting.principals_of(by),
            "Only the supervisor whom it was put before can do this.",
        ),
        allow_if(concern.read_at is None, "Somebody was here before you: it is noted already."),
    )


def may_see_figures(by: Staff) -> Decision:
    """Everybody who works with people, or answers for those who do."""
    return allow_if(
        by.holds(
            Role.FACILITATOR, Role.VOLUNTEER, Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR,
            Role.INFORMATION_OFFICER,
        ),
        "Only those who work with people in cases, or answer for them, see what people said.",
    )  # fmt: skip
