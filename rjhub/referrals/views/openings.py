"""One opening of a page of a draft, as the page carries it.

It is signed, so it also is what shows that a form is ours: it stays good when the session has ended and when
somebody has signed in again meanwhile, which a token of the session does not. Whoever has it can only write on
that one page.
"""

import secrets
from datetime import timedelta
from uuid import UUID

from django.core import signing

from rjhub.referrals.actions.drafting import Opening

GOOD_FOR = timedelta(days=3)
_SALT = "referrals.opening"


def seal(draft_id: UUID, key: str, *, seen: str) -> str:
    """A new opening of a page, on which this stood."""
    return signing.dumps([str(draft_id), key, secrets.token_urlsafe(9), seen], salt=_SALT)


def read(text: str, draft_id: UUID, key: str) -> Opening | None:
    """The opening that a form came with; None if it is not of this page, too old or not ours."""
    try:
        draft, page_key, page, seen = signing.loads(text, salt=_SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError):
        return None
    return Opening(page=page, seen=seen) if (draft, page_key) == (str(draft_id), key) else None
