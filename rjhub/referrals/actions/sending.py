"""Sending a referral: from what somebody said to a referral at a hub, once."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from rjhub.audit.recording import record
from rjhub.kernel import references
from rjhub.kernel.decisions import Conflict, Refused
from rjhub.partnership.models import Hub, Partnership, Staff
from rjhub.referrals import policies
from rjhub.referrals.actions import keeping, letting_in
from rjhub.referrals.actions.letting_in import Door
from rjhub.referrals.actions.submission import Receipt, Submission
from rjhub.referrals.announcements import ReferralReceived
from rjhub.referrals.models import Referral
from rjhub.referrals.queries import drafts, keeper, referrals, routing
from rjhub.sharing.models import File
from rjhub.sharing.vocabulary import Category, Side
from rjhub.tasks.announcing import announce

NOBODY_NAMED = "Name at least one person: somebody who was harmed, or somebody who is responsible."


@transaction.atomic
def send_referral(submission: Submission, *, partnership_id: int, by: Staff | None, at: datetime) -> Receipt:
    """Send a referral to the hub that serves its place. `by` is None for the public.

    Sending the same again makes no second one and answers with the same receipt. Raises Refused if they
    may not refer or it names nobody, and Invalid where something in it cannot be kept.
    """
    if by is not None:
        policies.may_refer(by).or_refuse()
    if not submission.people:
        raise Refused(NOBODY_NAMED)
    _wait_for_twins(partnership_id, submission.key)
    earlier = referrals.sent_before(partnership_id, submission.key)
    if earlier is not None:
        return Receipt(reference=earlier.reference, hub=earlier.hub.name)
    _refuse_a_reference_twice(submission, by)
    referral, door = _open(submission, partnership_id=partnership_id, by=by, at=at)
    files = _keep(referral, submission, door=door)
    record("referrals:referral:send", by=by, subject=referral, partnership=partnership_id)
    announce(ReferralReceived(referral.id, partnership_id))
    door.close(files)
    return Receipt(reference=referral.reference, hub=door.hub.name)


@transaction.atomic
def send_draft(
    draft_id: UUID, submission: Submission, *, version: int, by: Staff | None, at: datetime
) -> Receipt:
    """Send what a draft says; only its reference stays in it.

    A second press of the button gets the receipt of the first. Raises Conflict if the draft was changed since
    somebody checked the answers, and what `send_referral` raises.
    """
    draft = drafts.lock_draft(draft_id)
    if draft.sent_as:
        return Receipt(reference=draft.sent_as, hub="")
    if draft.version != version:
        raise Conflict("Something was changed since you checked your answers. Check them again, then send.")
    receipt = send_referral(submission, partnership_id=draft.partnership_id, by=by, at=at)
    draft.become(receipt.reference)
    draft.save()
    return receipt


def _open(
    submission: Submission, *, partnership_id: int, by: Staff | None, at: datetime
) -> tuple[Referral, Door]:
    said = submission.circumstances
    version = routing.pathway_version(partnership_id)
    door = letting_in.door_to(routing.hub_for(partnership_id, said.district, version), by=by, at=at)
    file = door.open_file([named.side for named in submission.people])
    referral = Referral.objects.create(
        partnership_id=partnership_id,
        file=file,
        side=Side.NEUTRAL,
        category=Category.REFERRAL,
        reference=_new_reference(door.hub),
        submission_key=submission.key,
        hub=door.hub,
        received_at=at,
        referred_by=by,
        agency=by.agency if by else None,
        pathway=version,
        **{name: getattr(said, name) for name in said.__dataclass_fields__},
    )
    return referral, door


def _keep(referral: Referral, submission: Submission, *, door: Door) -> list[File]:
    for incident in submission.incidents:
        keeping.keep_offence(referral, incident)
    parties = [keeping.keep_party(referral, named, door=door) for named in submission.people]
    for risk in submission.risks:
        keeping.keep_risk(referral, risk)
    return [referral.file, *(party.person.file for party in parties)]


def _refuse_a_reference_twice(submission: Submission, by: Staff | None) -> None:
    reference = submission.circumstances.source_reference
    if by is None or not reference:
        return
    _wait_for_twins(by.partnership_id, f"{by.agency_id}:{reference}")
    if keeper.references_of_my_agency([reference]):
        raise Refused(
            f"Your agency has sent a referral with the reference {reference} already. Use another reference, or none."
        )


def _new_reference(hub: Hub) -> str:
    prefix = Partnership.objects.values_list("prefix", flat=True).get(id=hub.partnership_id)
    return references.new(prefix)


def _wait_for_twins(partnership_id: int, key: str) -> None:
    # Two copies of one submission that arrive together: the second waits here and then finds the first.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [partnership_id, key])
