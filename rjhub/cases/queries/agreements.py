"""Reading agreements, their items, and who was told about them."""

from uuid import UUID

from django.http import Http404

from rjhub.cases.models import Agreement, AgreementItem, AgreementReport, Case, Meeting, Message
from rjhub.cases.vocabulary import ItemStatus, MeetingStatus, MessageStatus


def agreements_of(case: Case) -> list[Agreement]:
    """The agreements of a case that the reader may see, the newest first."""
    return list(
        Agreement.objects.filter(case=case)
        .select_related("recorded_by__account")
        .order_by("-made_on", "-recorded_at", "-id")
    )


def find_agreement(case: Case, agreement_id: UUID) -> Agreement:
    """One agreement. Raises Http404 if the reader cannot see it."""
    found = next((one for one in agreements_of(case) if one.id == agreement_id), None)
    if found is None:
        raise Http404
    return found


def items_of(case: Case) -> list[AgreementItem]:
    """Everything that anybody agreed to do in a case, what is due first at the top."""
    return list(
        AgreementItem.objects.filter(case=case).select_related("checked_by__account").order_by("due_on", "id")
    )


def find_item(case: Case, item_id: UUID) -> AgreementItem:
    """One thing that somebody is to do. Raises Http404 if the reader cannot see it."""
    found = next((one for one in items_of(case) if one.id == item_id), None)
    if found is None:
        raise Http404
    return found


def open_items(agreement: Agreement) -> list[AgreementItem]:
    """What is neither done nor given up."""
    return list(AgreementItem.objects.filter(agreement=agreement, status=ItemStatus.OPEN))


def reports_of(case: Case) -> list[AgreementReport]:
    """When people harmed were told about agreements, the oldest first."""
    return list(
        AgreementReport.objects.filter(case=case)
        .select_related("told_by__account")
        .order_by("recorded_at", "id")
    )


def held_meetings(case: Case) -> list[Meeting]:
    """Meetings that took place, the newest first."""
    held = (MeetingStatus.HELD, MeetingStatus.STOPPED)
    return list(Meeting.objects.filter(case=case, status__in=held).order_by("-started_at", "-id"))


def message_was_passed_on(case: Case) -> bool:
    """Whether any message reached the other side."""
    return Message.objects.filter(case=case, status=MessageStatus.PASSED_ON).exists()
