"""Asking an agency elsewhere by a one-time link, whose holder proves who they are with a code told by telephone.

The mail holds the link and nothing of the case. Link and code are kept as digests: nobody can read them from the
database, and whoever has one of them has nothing.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.cases import policies, queries, reminding, sealing
from rjhub.cases.actions.answering import Answer, keep_answer
from rjhub.cases.actions.asking import full_name, numbers_known_to
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, InformationItem, InformationRequest, OutsideLink, Party
from rjhub.cases.models.outside_link import MOST_TRIES
from rjhub.cases.policies import wording
from rjhub.cases.vocabulary import WordsPlace
from rjhub.kernel.decisions import Refused, all_of
from rjhub.kernel.ids import new_id
from rjhub.partnership.models import Staff
from rjhub.partnership.pathway.agency_types import AgencyType
from rjhub.sharing.vocabulary import Category

VALID_FOR = timedelta(days=7)
DIGITS = 6
OVER = "This link does not open anything any more."


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Whom to ask elsewhere, about whom, and what."""

    kind: AgencyType
    agency: str
    name: str
    email: str
    party: Party
    why: str
    questions: str
    category: Category
    due_on: date


@dataclass(frozen=True)
class Told:
    """What the coordinator is told once: the code for the telephone, and until when the link works."""

    request: InformationRequest
    code: str
    until: datetime


@transaction.atomic
def ask_elsewhere(
    case: Case, whom: Elsewhere, *, by: Staff, at: datetime, address: Callable[[str], str]
) -> Told:
    """Ask an agency elsewhere. `address` makes the link of a key.

    Raises Refused if this person may not, if such agencies do not work with the person's side, or where no clause of
    the agreement in force lets one of this partnership give this.
    """
    case = queries.lock_case(case)
    terms = policies.Terms(case.partnership_id)
    all_of(
        policies.may_coordinate(by, case),
        policies.may_ask_agencies(case),
        policies.may_be_asked_elsewhere(whom.kind, whom.party),
        terms.let_ask_elsewhere(whom.kind, whom.party.side, whom.category),
    ).or_refuse()
    wording.let_through(case.id, WordsPlace.REQUEST, whom.why, whom.questions)
    request = InformationRequest.objects.create(
        **whom.party.row(), holder_id=case.hub.coordinators_id, agency_id=case.hub.host_id,
        outside_agency=whom.agency, outside_name=whom.name, outside_email=whom.email, key="",
        case_reference=case.reference, about_name=full_name(whom.party), about_born_on=whom.party.person.born_on,
        find_by=numbers_known_to(whom.kind, whom.party), why=whom.why, questions=whom.questions,
        answer_category=whom.category, asked_at=at, asked_by=by, due_on=whom.due_on,
        asked_under=terms.clause_for(whom.kind, whom.party.side, whom.category),
    )  # fmt: skip
    happened("cases:request:ask", case=case, by=by, at=at, row=request, detail=whom.agency)
    return _send(case, request, by=by, at=at, address=address)


@transaction.atomic
def send_new_link(
    request: InformationRequest, *, by: Staff, at: datetime, address: Callable[[str], str]
) -> Told:
    """Send another link with another code; the one before is worthless from now on. Raises Refused."""
    case = queries.lock_case(request.case)
    request = queries.lock_request(request)
    all_of(
        policies.may_coordinate(by, case),
        policies.waits_for_an_answer(request),
        policies.is_asked_elsewhere(request),
    ).or_refuse()
    OutsideLink.objects.filter(request=request, ended_at=None).update(ended_at=at)
    return _send(case, request, by=by, at=at, address=address)


def find_open_link(key: str, *, at: datetime) -> OutsideLink | None:
    """The link of a key; None if it was never made, was used, locked or replaced, or is over. All look the same."""
    found = OutsideLink.objects.filter(key_digest=_digest_of(key)).first()
    return found if found is not None and found.is_open(at) else None


@transaction.atomic
def check_code(link: OutsideLink, code: str, *, at: datetime) -> bool:
    """Whether this is the code of a link. The fifth wrong one locks it for good."""
    link = OutsideLink.objects.select_for_update().get(id=link.id)
    if not link.is_open(at):
        return False
    right = hmac.compare_digest(bytes(link.code_digest), _digest_of_code(link, code))
    if right:
        link.checked_at = at
    else:
        link.tries += 1
        link.ended_at = at if link.tries >= MOST_TRIES else None
    link.save(update_fields=["checked_at", "tries", "ended_at"])
    verb = "open" if right else "lock" if link.ended_at else "miss"
    record(f"cases:outside_link:{verb}", by=None, subject=link, partnership=link.partnership_id)
    return right


@transaction.atomic
def answer_elsewhere(link: OutsideLink, answer: Answer, *, at: datetime) -> InformationItem:
    """Answer by a link. It opens nothing after that. Raises Refused if it is over, or its request is."""
    link = OutsideLink.objects.select_for_update().get(id=link.id)
    if not link.is_open(at) or link.checked_at is None:
        raise Refused(OVER)
    request = queries.lock_request(InformationRequest(partnership_id=link.partnership_id, id=link.request_id))
    all_of(
        policies.waits_for_an_answer(request), policies.answer_reaches_nobody(request, answer.answer)
    ).or_refuse()
    item = keep_answer(request, replace(answer, ask=None, upload=None), by=None, at=at)
    link.ended_at = at
    link.save(update_fields=["ended_at"])
    record("cases:outside_link:answer", by=None, subject=link, partnership=link.partnership_id)
    return item


def _send(
    case: Case, request: InformationRequest, *, by: Staff, at: datetime, address: Callable[[str], str]
) -> Told:
    key, code = secrets.token_urlsafe(32), "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    link = OutsideLink(
        id=new_id(), partnership_id=request.partnership_id, request=request, key_digest=_digest_of(key),
        made_at=at, made_by=by, expires_at=at + VALID_FOR,
    )  # fmt: skip
    link.code_digest = _digest_of_code(link, code)
    link.save(force_insert=True)
    happened("cases:request:link", case=case, by=by, at=at, row=request, detail=request.asked_name)
    reminding.send_link(request.outside_email, hub=case.hub.name, address=address(key), until=link.expires_at)
    return Told(request, code, link.expires_at)


def _digest_of(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def _digest_of_code(link: OutsideLink, code: str) -> bytes:
    """Keyed and bound to the link: of six digits alone, anybody could try them all."""
    typed = "".join(sign for sign in code if sign.isdecimal())
    return sealing.digest(typed.encode(), link.id)
