"""Writing a referral: every page is kept as it is typed, whether it is right or not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.models import Staff
from rjhub.referrals import policies
from rjhub.referrals.models import Draft
from rjhub.referrals.models.draft import KEPT_FOR_PUBLIC, KEPT_FOR_STAFF, Content, Typed, Written
from rjhub.referrals.queries import drafts
from rjhub.sharing.vocabulary import Side

MOST_OF_A_SIDE = 6
MOST_CHARACTERS = 120_000
FIRST_SLOTS = (f"{Side.HARMED}-1", f"{Side.RESPONSIBLE}-1")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One opening of a page: a name of its own, and the digest of what was on it then."""

    page: str
    seen: str


@transaction.atomic
def start_draft(
    *,
    partnership_id: int,
    by: Staff | None,
    at: datetime,
    token: str = "",
    slots: tuple[str, ...] = FIRST_SLOTS,
) -> Draft:
    """Start a referral of a member of staff, or of a token's holder. Raises Refused if they may not refer."""
    if by is not None:
        policies.may_refer(by).or_refuse()
    draft = Draft(
        partnership_id=partnership_id,
        owner=by,
        token_digest=None if by else drafts.digest_of(token),
        started_at=at,
        saved_at=at,
        expires_at=at + (KEPT_FOR_STAFF if by else KEPT_FOR_PUBLIC),
        version=0,
    )
    draft.write(Content(slots=list(slots)), at=at)
    draft.save(force_insert=True)
    record("referrals:draft:start", by=by, subject=draft, partnership=partnership_id)
    return draft


@transaction.atomic
def keep_page(
    draft_id: UUID, key: str, typed: Typed, *, opening: Opening, at: datetime, finished: bool
) -> None:
    """Keep what was typed on a page of a draft.

    Raises Conflict if another opening of the page was kept meanwhile, and Refused if the draft is sent
    already or takes no more. The caller has made sure whose draft it is.
    """
    draft, content = _open(draft_id)
    now = content.page(key)
    if now.finished and now.page == opening.page and not finished:
        return  # what was typed last arrived before an earlier copy of it
    if now.typed != typed and opening.seen != now.digest and opening.page != now.page:
        raise Conflict
    content.pages[key] = Written(typed, page=opening.page, finished=finished)
    content.waiting.pop(key, None)
    _close(draft, content, at=at)


@transaction.atomic
def keep_waiting(draft_id: UUID, key: str, typed: Typed, *, opening: Opening, at: datetime) -> bool:
    """Keep what arrived from somebody without a session. Where the page changed meanwhile, they will be asked.

    Answers whether it stands on the page now. Raises Refused if the draft is sent already or takes no more.
    """
    try:
        keep_page(draft_id, key, typed, opening=opening, at=at, finished=True)
    except Conflict:
        draft, content = _open(draft_id)
        content.waiting[key] = typed
        _close(draft, content, at=at)
        return False
    return True


@transaction.atomic
def drop_waiting(draft_id: UUID, key: str, *, at: datetime) -> None:
    """Leave a page as it was saved, and forget what arrived for it later."""
    draft, content = _open(draft_id)
    content.waiting.pop(key, None)
    _close(draft, content, at=at)


@transaction.atomic
def add_slot(draft_id: UUID, side: Side, *, at: datetime) -> str:
    """Make room for one more person of a side. Raises Refused if there are too many to be one incident."""
    draft, content = _open(draft_id)
    taken = [slot for slot in content.slots if slot.startswith(side)]
    if len(taken) >= MOST_OF_A_SIDE:
        raise Refused(
            f"One referral can name up to {MOST_OF_A_SIDE} on each side. Tell the hub about the others."
        )
    number = 1 + max((int(slot.rpartition("-")[2]) for slot in taken), default=0)
    content.slots.append(f"{side.value}-{number}")
    _close(draft, content, at=at)
    return content.slots[-1]


@transaction.atomic
def remove_slot(draft_id: UUID, slot: str, *, at: datetime) -> None:
    """Take somebody out of the draft again, with everything that was typed about them."""
    draft, content = _open(draft_id)
    content.slots = [each for each in content.slots if each != slot]
    for kept in (content.pages, content.waiting):
        for key in [key for key in kept if key.startswith(f"{slot}-")]:
            del kept[key]
    _close(draft, content, at=at)


@transaction.atomic
def discard_draft(draft_id: UUID, *, by: Staff | None) -> None:
    """Throw a draft away."""
    draft = drafts.lock_draft(draft_id)
    record("referrals:draft:discard", by=by, subject=draft, partnership=draft.partnership_id)
    draft.delete()


def clear_expired_drafts(*, at: datetime) -> int:
    """Delete drafts that nobody touched for their time. Safe to run at any moment; answers how many went."""
    return Draft.objects.filter(expires_at__lte=at).delete()[0]


def _open(draft_id: UUID) -> tuple[Draft, Content]:
    draft = drafts.lock_draft(draft_id)
    if draft.sent_as:
        raise Refused(f"This was sent already. Its reference is {draft.sent_as}.")
    return draft, draft.read()


def _close(draft: Draft, content: Content, *, at: datetime) -> None:
    size = sum(
        len(text) for page in content.pages.values() for texts in page.typed.values() for text in texts
    )
    if size > MOST_CHARACTERS:
        raise Refused(
            "This is more text than one referral can hold. Shorten it, and send the rest to the hub."
        )
    draft.write(content, at=at)
    draft.save()
