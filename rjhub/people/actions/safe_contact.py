"""How somebody may be contacted without putting them at risk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Conflict
from rjhub.kernel.invalid import Invalid
from rjhub.partnership.models import Staff
from rjhub.people import keeper, keys, policies, queries
from rjhub.people.actions import wording
from rjhub.people.announcements import SafeContactConfirmed
from rjhub.people.models import Person, SafeContact
from rjhub.people.vocabulary import Channel, Voicemail
from rjhub.sharing.vocabulary import Category
from rjhub.tasks.announcing import announce


@dataclass(frozen=True, kw_only=True)
class SafeWays:
    """What somebody said about how they may be contacted. Whatever they did not allow is not allowed."""

    channels: tuple[Channel, ...]
    voicemail: Voicemail = Voicemail.NEVER
    safe_times: str = ""
    who_may_answer: str = ""
    code_word: str = ""
    safe_to_write: bool = False
    notes: str = ""


@transaction.atomic
def confirm_safe_contact(
    person: Person, *, ways: SafeWays, by: Staff | None, at: datetime, version: int | None = None
) -> SafeContact:
    """Keep what somebody confirmed about safe contact. It replaces what counted before, which stays readable.

    `version` is what `queries.times_confirmed` said when the answers were given, where they build on what was
    there. Raises Refused, Conflict if somebody else confirmed it since, and Invalid where letters are allowed and
    writing to the address is not safe.
    """
    person = queries.lock_person(person.id)
    policies.may_confirm_safe_contact(by, person).or_refuse()
    if version not in {None, queries.times_confirmed(person)}:
        raise Conflict
    if Channel.LETTER in ways.channels and not ways.safe_to_write:
        raise Invalid("Say that it is safe to write to the address, or take letters out of the safe ways.")
    return _keep(person, ways, by=by, confirmed_at=at, confirmed_by=by)


def stop_writing(person: Person, *, by: Staff | None) -> None:
    """After a change of address: letters are not safe until somebody confirms that they are.

    The rest stays confirmed as long ago as it was: nobody asked them anew.
    """
    last = queries.safe_contact(person)
    if last is None or not last.safe_to_write:
        return
    ways = SafeWays(
        channels=tuple(Channel(channel) for channel in last.channels if channel != Channel.LETTER),
        voicemail=Voicemail(last.voicemail),
        safe_times=last.safe_times,
        who_may_answer=last.who_may_answer,
        code_word=last.code_word,
        notes=last.notes,
    )
    _keep(person, ways, by=by, confirmed_at=last.confirmed_at, confirmed_by=last.confirmed_by)


def _keep(
    person: Person, ways: SafeWays, *, by: Staff | None, confirmed_at: datetime, confirmed_by: Staff | None
) -> SafeContact:
    kept = SafeContact.objects.create(
        **person.row_of(Category.SAFETY),
        confirmed_at=confirmed_at,
        confirmed_by=confirmed_by,
        **_tidied(ways),
    )
    keeper.keep_keys(person, keys.code_word_keys(kept.code_word))
    record("people:safe_contact:confirm", by=by, subject=kept, partnership=person.partnership_id)
    announce(SafeContactConfirmed(person.partnership_id, person.id))
    return kept


def _tidied(ways: SafeWays) -> dict[str, Any]:
    return {
        "channels": list(dict.fromkeys(ways.channels)),
        "voicemail": ways.voicemail,
        "safe_times": wording.line(SafeContact, "safe_times", ways.safe_times),
        "who_may_answer": wording.line(SafeContact, "who_may_answer", ways.who_may_answer),
        "code_word": wording.line(SafeContact, "code_word", ways.code_word),
        "safe_to_write": ways.safe_to_write,
        "notes": wording.block(SafeContact, "notes", ways.notes),
    }
