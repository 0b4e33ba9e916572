"""Consents: each given by one person to one thing, and theirs to withdraw at any moment."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from rjhub.cases import policies, queries
from rjhub.cases.actions.cancelling import cancel_planned_meeting
from rjhub.cases.actions.documents import NewDocument, attach_document
from rjhub.cases.actions.safeguards import made_already
from rjhub.cases.actions.tasks import ToDo, give_task
from rjhub.cases.happenings import happened
from rjhub.cases.models import Case, Consent, Document, Party
from rjhub.cases.pathways import wording_of
from rjhub.cases.vocabulary import ConsentPurpose
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused, all_of
from rjhub.partnership.models import Staff
from rjhub.people.actions.stopping import record_stop
from rjhub.sharing.vocabulary import Category, Side


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What somebody agreed to. A disclosure names what is shared, with whom and what for."""

    purpose: ConsentPurpose
    given_on: date
    written: bool
    what: str = ""
    to_whom: str = ""
    what_for: str = ""
    given_by_carer: str = ""


# A signed form usually shows where somebody lives, so that of a person harmed stands behind the wall.
FORMS = {Side.HARMED: Category.CONTACT, Side.RESPONSIBLE: Category.CASEWORK}


@transaction.atomic
def record_consent(
    party: Party,
    agreed: Agreed,
    *,
    by: Staff,
    at: datetime,
    key: UUID | None = None,
    signed_form: "File[Any] | None" = None,
) -> Consent:
    """Record that somebody agrees to the wording which the case's pathway has for it now.

    Raises Refused if this person may not record it, if they said no to any agency, if it has to be in writing, or if
    nobody agreed for a child who takes part; Invalid for a signed form that cannot be kept. A second copy of the same
    form gets what the first one made.
    """
    case = queries.lock_case(party.case)
    made = made_already(Consent, case.partnership_id, key)
    if made is not None:
        return made
    party = queries.as_it_stands(party)
    all_of(
        policies.may_record_consent(by, case, party),
        policies.consent_fits(agreed.purpose, party, written=agreed.written, carer=agreed.given_by_carer),
        policies.not_in_the_future(agreed.given_on, clock.day_of(at)),
    ).or_refuse()
    consent = Consent.objects.create(
        **party.row(), **asdict(agreed), wording=_wording(case, agreed.purpose, party), recorded_at=at,
        recorded_by=by, submission_key=key, document=_signed(case, agreed, party, signed_form, by=by, at=at),
    )  # fmt: skip
    happened("cases:consent:give", case=case, by=by, at=at, row=consent, detail=_detail(consent))
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Staff, at: datetime) -> list[Consent]:
    """Record that somebody takes a consent back: every one that they gave to the same thing ends.

    What rests on it stops in the same transaction: without consent to take part a planned meeting is cancelled, and
    without consent to contact no agency contacts them any more. Raises Refused if this person may not record it, or
    if nothing is left to withdraw.
    """
    case = queries.lock_case(consent.case)
    party = queries.as_it_stands(consent.party)
    policies.may_record_withdrawal(by, case, party).or_refuse()
    same = Consent.objects.select_for_update(of=("self",)).filter(
        case=case, party=party, purpose=consent.purpose, what=consent.what, to_whom=consent.to_whom, withdrawn_at=None
    )  # fmt: skip
    ending = list(same)
    if not ending:
        raise Refused("This consent was withdrawn already.")
    if consent.purpose in {ConsentPurpose.TAKING_PART, ConsentPurpose.CONTACT}:
        cancel_planned_meeting(case, why="Somebody no longer agrees to it.", by=by, at=at)
    for one in ending:
        one.withdrawn_at, one.withdrawal_recorded_by = at, by
        one.save(update_fields=["withdrawn_at", "withdrawal_recorded_by"])
        happened("cases:consent:withdraw", case=case, by=by, at=at, row=one, detail=_detail(one))
    if consent.purpose == ConsentPurpose.CONTACT:
        record_stop(party.person, said_on=clock.day_of(at), said_to=by.agency, by=by, at=at)
    if not case.is_closed:
        _tell_who_works_on_it(case, consent, at=at)
    return ending


def _tell_who_works_on_it(case: Case, consent: Consent, *, at: datetime) -> None:
    purpose = ConsentPurpose(consent.purpose).label.lower()
    to_do = ToDo(
        kind="consent_withdrawn",
        words=f"Somebody withdrew their consent to {purpose}. Stop what depends on it",
        address=f"/cases/{case.reference}/consents",
        subject_id=consent.id,
    )
    hub = [case.hub.coordinators_id] if consent.purpose != ConsentPurpose.DISCLOSURE else []
    for holder in dict.fromkeys([*queries.holders_for(case), *hub]):
        give_task(case, to_do, to=holder, at=at)


def _signed(
    case: Case, agreed: Agreed, party: Party, form: "File[Any] | None", *, by: Staff, at: datetime
) -> Document | None:
    if form is None:
        return None
    side = Side(party.side)
    title = f"Signed form: {agreed.purpose.label.lower()}"
    return attach_document(
        case, NewDocument(side=side, category=FORMS[side], title=title), form, by=by, at=at
    )


def _wording(case: Case, purpose: ConsentPurpose, party: Party) -> str:
    document = wording_of(case, purpose, party.side)
    if document is None:
        raise Refused("This case's pathway has no wording for this consent. Ask an administrator to add one.")
    return f"{document.key}, version {document.version}"


def _detail(consent: Consent) -> str:
    return ConsentPurpose(consent.purpose).label.lower()
