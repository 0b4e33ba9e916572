"""Reading what was written, and what left."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rjhub.kernel.identifiers import telephone
from rjhub.letters import words
from rjhub.letters.models import Dispatch, Letter
from rjhub.letters.vocabulary import OPEN, Occasion
from rjhub.letters.words import Filled, Written
from rjhub.partnership.models import Staff
from rjhub.people.models import Person
from rjhub.people.vocabulary import Channel
from rjhub.sharing.models import File

_WITH_IT = ("person", "written_by__account", "changed_by__account")


def find_letter(letter_id: UUID) -> Letter | None:
    """Something written; None where there is none or it is not for the one who asks."""
    return Letter.objects.filter(id=letter_id).select_related(*_WITH_IT).first()


def lock_letter(letter: Letter) -> Letter:
    """The same, held until the transaction ends. Raises Letter.DoesNotExist where the asker sees none."""
    found = Letter.objects.select_for_update(of=("self",)).select_related("person")
    return found.get(partnership_id=letter.partnership_id, id=letter.id)


def letters_of(file: File | UUID) -> list[Letter]:
    """What was written in a case, newest first."""
    return list(Letter.objects.filter(file=file).select_related(*_WITH_IT).order_by("-written_at", "-id"))


def letters_to(person: Person) -> list[Letter]:
    """What was written to somebody, in whichever case, newest first."""
    return list(Letter.objects.filter(person=person).select_related(*_WITH_IT).order_by("-written_at", "-id"))


def open_letters_to(person_id: UUID) -> list[Letter]:
    """What has not gone yet."""
    found = Letter.objects.filter(person_id=person_id, status__in=OPEN)
    return list(found.select_related("person").order_by("id"))


def overdue(partnership_id: int, *, at: datetime, written_before: datetime) -> list[Letter]:
    """What was to be sent by now, or was written too long ago to be posted, as far as the reader sees it."""
    found = Letter.objects.filter(
        Q(send_until__lt=at) | Q(send_until=None, written_at__lt=written_before),
        partnership_id=partnership_id,
        status__in=OPEN,
    )
    return list(found.select_related("person").order_by("id"))


def dispatches_of(file: File | UUID) -> list[Dispatch]:
    """What left of a case, newest first, as far as the reader may see it."""
    return _dispatches(Q(file=file))


def dispatches_to(person: Person) -> list[Dispatch]:
    """What left for somebody, in whichever case, newest first."""
    return _dispatches(Q(person=person))


def words_of(letter: Letter, *, link: str = "") -> Written:
    """What was written, word for word; a link only as it leaves, because it is kept nowhere."""
    filled = Filled(letter.signed_by, letter.ring, letter.appointment_at)
    filled = replace(filled, link=link) if link else filled
    return words.written(Occasion(letter.words), letter.version, Channel(letter.way), filled)


def number_of(letter: Letter) -> str:
    """The number on which they can ring, as people write it."""
    return telephone.shown(letter.ring)


def find_sender(staff_id: UUID) -> Staff | None:
    """Whoever sent something off, as they are now."""
    found = Staff.objects.select_related("agency", "partnership", "principal", "account")
    return found.filter(id=staff_id).first()


def _dispatches(which: Q) -> list[Dispatch]:
    related = ("person", "staff__account", "by__account", "by__agency")
    return list(Dispatch.objects.filter(which).select_related(*related).order_by("-left_at", "-id"))
