"""Documents of a case: taken in by what they really are, encrypted, and every opening on record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from rjhub.audit.recording import record
from rjhub.cases import policies, queries, sealing, uploads
from rjhub.cases.actions import held_words
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Document
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import Limit
from rjhub.design.words import day
from rjhub.kernel import clock
from rjhub.kernel.ids import new_id
from rjhub.kernel.invalid import Invalid
from rjhub.letters.actions.disclosing import Disclosed, disclose
from rjhub.letters.vocabulary import What, Why
from rjhub.partnership.models import Staff
from rjhub.partnership.vocabulary import WorksWith
from rjhub.sharing.vocabulary import Category, Side

MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class NewDocument:
    """What somebody says about a file that they add: whom it is about, what it holds, and what it is called here.

    `read_before_it_goes_on`: a second person reads it anyhow before anybody is given it, so it waits for nobody.
    """

    side: Side
    category: Category
    title: str
    limits: tuple[Limit, ...] = ()
    read_before_it_goes_on: bool = False


@transaction.atomic
def add_document(case: Case, new: NewDocument, upload: "File[Any]", *, by: Staff, at: datetime) -> Document:
    """Add a file to a case. What hides in it is left out; what it shows is not changed.

    Raises Refused if this person may not, and Invalid for a file that is too large, of a kind that is not accepted
    or not what its name says, or that is there already.
    """
    case = queries.lock_case(case)
    policies.may_add_document(by, case, new.side, new.category).or_refuse()
    document, is_new = keep_document(case, new, upload, by=by, at=at)
    if not is_new:
        raise Invalid(_uploaded_already(document, by))
    return document


@transaction.atomic
def attach_document(
    case: Case, new: NewDocument, upload: "File[Any]", *, by: Staff, at: datetime
) -> Document:
    """Add a file that something else of the case rests on; one form may serve twice, so it may be there already.

    Raises what `add_document` raises, but for that.
    """
    case = queries.lock_case(case)
    policies.may_add_document(by, case, new.side, new.category).or_refuse()
    document, _ = keep_document(case, new, upload, by=by, at=at)
    return document


def keep_document(
    case: Case, new: NewDocument, upload: "File[Any]", *, by: Staff, at: datetime
) -> tuple[Document, bool]:
    """Keep a file under the lock of its case, and say whether it is new. For actions that decided who may add it.

    Raises Invalid for a file that cannot be taken.
    """
    if upload.size > settings.LARGEST_UPLOAD:
        raise Invalid(f"The selected file must be smaller than {settings.LARGEST_UPLOAD // MEGABYTE}MB")
    content = upload.read()
    kind = uploads.kind_of(content, upload.name or "")
    digest = sealing.digest(content, case.id)
    before = queries.document_like(case, new.side, new.category, digest)
    if before is not None:
        return before, False
    kept = uploads.without_hidden_data(content, kind.mime)
    read = uploads.text_of(kept, kind.mime)
    waits = Limit.HUB_ONLY not in new.limits and _has_to_be_read(case, new, read, by)
    document = Document(
        **case.row(new.side, new.category), id=new_id(), title=new.title, kind=kind.mime, size=len(kept),
        digest=digest, added_at=at, added_by=by,
        limits=[*new.limits, *([Limit.HUB_ONLY] if waits else [])],
    )  # fmt: skip
    document.sealed = sealing.seal(kept, document)
    document.save(force_insert=True)
    happened("cases:document:add", case=case, by=by, at=at, row=document, detail=kind.label)
    if waits:
        held_words.keep_to_the_hub(case, document, (read.text,), by=by, at=at)
    return document, True


def _has_to_be_read(case: Case, new: NewDocument, read: uploads.Read, by: Staff) -> bool:
    """Whether the hub reads a file before others do who work with whoever is responsible.

    Where the program cannot read all of it, that is for who might know how the person harmed is reached; a coordinator
    has read it already.
    """
    if new.side == Side.HARMED or new.read_before_it_goes_on:
        return False
    might_know = by.agency.works_with in {WorksWith.HARMED, WorksWith.BOTH} and not policies.coordinates(
        by, case
    )
    return bool(wording.hits_in(case.id, read.text)) or (not read.whole and might_know)


@transaction.atomic
def open_document(document: Document, *, by: Staff) -> bytes:
    """The content of a document, for somebody who can see its row. That they took it out is on record.

    Raises Refused if the wall stands between them and it, and sealing.Tampered if it is not as it was added.
    """
    policies.may_open_document(by, document).or_refuse()
    record("cases:document:read", by=by, subject=document, partnership=document.partnership_id)
    content = sealing.unseal(document)
    if Limit.HUB_ONLY not in document.limits:
        # Who may see that it left may see that there is one. Of what the hub alone knows, the log has it.
        disclose(document, Disclosed(what=What.DOCUMENT, why=Why.WORK, staff=by), by=by)
    return content


@transaction.atomic
def withdraw_document(document: Document, *, because: str, by: Staff, at: datetime) -> Document:
    """Withdraw a document that should not be there: from now on nobody opens it. That it was there stays on record.

    Raises Refused if this person may not, or if it was withdrawn already.
    """
    case = queries.lock_case(document.case)
    document = queries.find_document(case, document.id)
    policies.may_withdraw_document(by, case, document).or_refuse()
    document.withdrawn_at, document.withdrawn_by, document.withdrawn_because = at, by, because
    document.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    detail = uploads.EVERY_KIND[document.kind].label
    happened("cases:document:withdraw", case=case, by=by, at=at, row=document, detail=detail)
    return document


def _uploaded_already(before: Document, by: Staff) -> str:
    who = "You" if before.added_by_id == by.id else before.added_by.name
    return f"{who} uploaded this already on {day(clock.day_of(before.added_at))}, as “{before.title}”"
