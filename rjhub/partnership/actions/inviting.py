"""Invitations: how people come to have an account. The link's key is told once, in the mail, and kept nowhere."""

import hashlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from rjhub.audit.recording import record
from rjhub.design import words
from rjhub.kernel import clock
from rjhub.kernel.decisions import Refused, allow_if
from rjhub.partnership import installation, policies
from rjhub.partnership.actions import joining
from rjhub.partnership.models import Account, Agency, Hub, Invitation, Staff
from rjhub.partnership.signing_in import mails
from rjhub.partnership.vocabulary import Role

VALID_FOR = timedelta(days=7)
NO_LONGER = "This link does not work any more. Ask whoever invited you to send a new one."


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Who is invited, to do what."""

    name: str
    email: str
    roles: Collection[Role]
    hub: Hub | None = None
    job_title: str = ""


@transaction.atomic
@installation.or_staff
def invite(who: Invited, *, agency: Agency, by: Staff | None, address: Callable[[str], str]) -> Invitation:
    """Invite somebody to an agency; `address` makes the link of a key. It takes the place of an open one to them.

    Raises Refused if `by` may not, or if they already work there.
    """
    agency = Agency.objects.select_for_update().get(id=agency.id)
    policies.may_give_roles(by, agency, tuple(who.roles), who.hub).or_refuse()
    email = who.email.strip().lower()
    there = Staff.objects.filter(account__email=email, agency=agency, until=None)
    allow_if(
        not there.exists(), f"Somebody with this address already works for {agency.short_name}."
    ).or_refuse()
    now, key = clock.now(), secrets.token_urlsafe(32)
    for older in Invitation.objects.filter(agency=agency, email=email, accepted_at=None, withdrawn_at=None):
        _withdraw(older, by=by)
    made = Invitation.objects.create(
        agency=agency,
        email=email,
        name=who.name,
        job_title=who.job_title,
        roles=sorted(set(who.roles)),
        hub=who.hub,
        key_digest=_digest(key),
        invited_by=by,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )
    record("partnership:invitation:send", by=by, subject=made, partnership=agency.partnership_id)
    mail = mails.invitation(
        email,
        name=who.name,
        agency=agency.name,
        by=by.name if by else "RJ Hub",
        address=address(key),
        until=words.moment(made.expires_at),
    )
    transaction.on_commit(mail.send)
    return made


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Staff) -> None:
    """Make an invitation worthless. Raises Refused if `by` may not, or if it is accepted or withdrawn already."""
    invitation = _locked(bytes(invitation.key_digest)) or invitation
    policies.may_manage_staff(by, invitation.agency).or_refuse()
    still = invitation.accepted_at is None and invitation.withdrawn_at is None
    allow_if(still, "This invitation was already accepted or withdrawn.").or_refuse()
    _withdraw(invitation, by=by)


def find_open(key: str) -> Invitation | None:
    """The invitation of a key; None if it was never made, is used, withdrawn or out of date. All look the same."""
    return _open(
        Invitation.objects.select_related("agency__partnership", "hub")
        .filter(key_digest=_digest(key))
        .first()
    )


@transaction.atomic
def accept_as_newcomer(key: str, *, password: str) -> Staff:
    """Make the account of somebody invited, and let them join. Without a password they use their agency's sign-on.

    Raises Refused if the invitation does not hold, or if there is an account already.
    """
    invitation = _take(key)
    newcomer = joining.Newcomer(name=invitation.name, email=invitation.email, password=password)
    return _join(invitation, newcomer)


@transaction.atomic
def accept_as(key: str, *, account: Account) -> Staff:
    """Let somebody who has an account join another agency. Raises Refused if the invitation is not theirs."""
    invitation = _take(key)
    if account.email != invitation.email:
        raise Refused("This invitation is for somebody else. Sign in with the address to which it was sent.")
    return _join(invitation, account)


def _join(invitation: Invitation, who: Account | joining.Newcomer) -> Staff:
    staff = joining.let_join(
        who,
        agency=invitation.agency,
        roles=[Role(role) for role in invitation.roles],
        hub=invitation.hub,
        job_title=invitation.job_title,
        since=clock.today(),
    )
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    record("partnership:invitation:accept", by=staff, subject=invitation, partnership=staff.partnership_id)
    return staff


def _take(key: str) -> Invitation:
    invitation = _open(_locked(_digest(key)))
    if invitation is None:
        raise Refused(NO_LONGER)
    return invitation


def _open(invitation: Invitation | None) -> Invitation | None:
    if invitation is None or not invitation.is_open(clock.now()):
        return None
    # What an administrator sent counts for as long as they are one: nobody leaves themselves a way back in.
    stands = policies.may_manage_staff(_as_they_are_now(invitation.invited_by), invitation.agency)
    return invitation if stands and invitation.agency.exists_on(clock.today()) else None


def _as_they_are_now(inviter: Staff | None) -> Staff | None:
    return Staff.objects.get(id=inviter.id) if inviter else None


def _locked(digest: bytes) -> Invitation | None:
    found = Invitation.objects.select_for_update(of=("self",)).select_related("agency", "hub")
    return found.filter(key_digest=digest).first()


def _withdraw(invitation: Invitation, *, by: Staff | None) -> None:
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(
        "partnership:invitation:withdraw",
        by=by,
        subject=invitation,
        partnership=invitation.agency.partnership_id,
    )


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
