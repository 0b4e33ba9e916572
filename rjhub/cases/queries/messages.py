"""Reading messages between the sides."""

from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Case, Message, Party
from rjhub.cases.queries.bringing_together import accepted_facilitators
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.vocabulary import Side

WITH_IT = ("taken_by__account", "reviewed_by__account", "passed_on_by__account")


def messages_of(case: Case) -> list[Message]:
    """The messages of a case that the reader may see, the oldest first."""
    return list(
        Message.objects.filter(case=case).select_related("taken_by__account").order_by("taken_at", "id")
    )


def find_message(case: Case, message_id: UUID) -> Message:
    """One message. Raises Http404 if the reader cannot see it."""
    message: Message | None = (
        Message.objects.filter(case=case, id=message_id).select_related(*WITH_IT).first()
    )
    if message is None:
        raise Http404
    return message


def message_with(message_id: UUID | None) -> Message | None:
    """A message by its id, if there is one and the reader may see it."""
    return Message.objects.filter(id=message_id).first() if message_id else None


def answers_to(message: Message) -> list[Message]:
    """Messages that answer this one, the oldest first."""
    return list(Message.objects.filter(answers=message).order_by("taken_at", "id"))


def taken_down_again(message: Message) -> Message | None:
    """The message that was taken down in the place of one that was returned."""
    return Message.objects.filter(instead_of=message).order_by("-taken_at", "-id").first()


def carries_to(case: Case, party: Party) -> int:
    """Who is given a message to pass on: a facilitator who may speak with whom it is for, else the hub."""
    wall = WorksWith.RESPONSIBLE if party.side == Side.HARMED else None
    free = [staff.principal_id for staff in accepted_facilitators(case) if staff.agency.works_with != wall]
    hub: int = case.hub.coordinators_id
    return free[0] if free else hub


def readers_of_message(case: Case, taken_by: Staff) -> list[int]:
    """Who is asked to read a message: the supervisor, else the other facilitator, else the hub."""
    others = [case.supervisor] if case.supervisor else accepted_facilitators(case)
    asked = [staff.principal_id for staff in others if staff != taken_by]
    if not asked:
        asked = [staff.principal_id for staff in accepted_facilitators(case) if staff != taken_by]
    return asked or [case.hub.coordinators_id]
