"""Mail to people at work: one kind of words, one recipient, one record."""

import hashlib
import hmac
from collections.abc import Mapping

from django.conf import settings

from rjhub.kernel import clock
from rjhub.outbound.carrying import carry
from rjhub.outbound.models import Mail, Outcome
from rjhub.outbound.words import FILLED_WITH, INSTEAD, WORDS, Attached, Kind


class NotInTheWords(ValueError):
    """A place in the words is not filled, is filled with what does not fit it, or is not there."""


def send(
    kind: Kind, *, to: str, filled: Mapping[str, str] | None = None, attached: Attached | None = None
) -> bool:
    """Send one person at work a mail of a kind; whether the mail server took it.

    Nobody's answer depends on it: a page that fails only for addresses that have an account would tell who has. Raises
    NotInTheWords before anything is sent where a value is not what its place is for.
    """
    subject, body = written(kind, filled or {})
    if (attached.mime if attached else "") != WORDS[kind].attaches:
        message = f"{kind} does not go with such a file"
        raise NotInTheWords(message)
    row = Mail.objects.create(kind=kind, recipient=digest_of(to), at=clock.now())
    took = carry(to, subject=subject, body=body, attached=attached, what=kind)
    Mail.objects.filter(id=row.id).update(outcome=Outcome.SENT if took else Outcome.COULD_NOT)
    return took


def written(kind: Kind, filled: Mapping[str, str]) -> tuple[str, str]:
    """Give the subject and the text of a kind of mail. Raises NotInTheWords."""
    words = WORDS[kind]
    if set(filled) != words.places:
        message = f"{kind} is filled with {sorted(words.places)}, not {sorted(filled)}"
        raise NotInTheWords(message)
    wrong = [name for name, value in filled.items() if not FILLED_WITH[name](value)]
    fitting = {**filled, **{name: INSTEAD[name] for name in wrong if name in INSTEAD}}
    if set(wrong) - set(INSTEAD):
        message = f"{kind}: what was given does not fit {wrong}"
        raise NotInTheWords(message)
    return words.subject.format(**fitting), "\n\n".join(words.body).format(**fitting) + "\n"


def digest_of(address: str) -> str:
    """The keyed digest of an address: it tells whether somebody was written to, and to nobody else who."""
    key = hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"who was mailed").digest()
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()
