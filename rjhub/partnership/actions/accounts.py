"""What happens to accounts and sessions that has to be on record."""

from collections.abc import Callable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from rjhub.audit.recording import record
from rjhub.partnership import acting, policies
from rjhub.partnership.models import Account, Staff
from rjhub.partnership.signing_in import mails


@transaction.atomic
def begin_acting(*, by: Staff) -> None:
    """Record that somebody begins to act for an agency, at sign-in or by switching."""
    record("partnership:session:begin", by=by, subject=by, partnership=by.partnership_id)


@transaction.atomic
def note_sessions_ended(*, by: Staff) -> None:
    """Record that somebody signed out everywhere."""
    record("partnership:session:end_all", by=by, subject=by.account, partnership=by.partnership_id)


@transaction.atomic
def note_factor_changed(*, by: Staff, change: str) -> None:
    """Record that somebody added, removed or renewed a way of signing in."""
    record(
        "partnership:factor:change",
        by=by,
        subject=by.account,
        partnership=by.partnership_id,
        changed=(change,),
    )


@transaction.atomic
def note_failed_sign_in(account: Account) -> None:
    """Record, in every partnership where somebody works, that their password or code was given wrong."""
    for partnership in sorted({staff.partnership_id for staff in acting.memberships(account)}):
        record("partnership:session:refuse", by=None, subject=account, partnership=partnership)


@transaction.atomic
def lock(staff: Staff, *, by: Staff) -> None:
    """Close an account at once: every session ends, and no password, code or sign-on opens it.

    What its owner answers for stays theirs until it is handed over or they leave. Raises Refused if `by` may not.
    """
    account = Account.objects.select_for_update().get(id=staff.account_id)
    policies.may_lock(by, staff, account).or_refuse()
    account.is_active = False
    account.save(update_fields=["is_active"])
    for session in UserSession.objects.filter(user=account):
        session.end()
    record("partnership:account:lock", by=by, subject=account, partnership=staff.partnership_id)


@transaction.atomic
def unlock(staff: Staff, *, by: Staff) -> None:
    """Open a locked account again, with the password and factors that it had. Raises Refused if `by` may not."""
    account = Account.objects.select_for_update().get(id=staff.account_id)
    policies.may_unlock(by, staff, account).or_refuse()
    account.is_active = True
    account.save(update_fields=["is_active"])
    record("partnership:account:unlock", by=by, subject=account, partnership=staff.partnership_id)


@transaction.atomic
def start_over(staff: Staff, *, by: Staff, address: Callable[[str, str], str]) -> None:
    """Help somebody who lost their password and second factors back in: only their own mailbox opens the account now.

    Takes both away, signs them out everywhere and mails them a link, which `address` makes of two parts of a key.
    Raises Refused if `by` may not.
    """
    policies.may_start_over(by, staff).or_refuse()
    account = Account.objects.select_for_update().get(id=staff.account_id)
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    for session in UserSession.objects.filter(user=account):
        session.end()
    record("partnership:account:start_over", by=by, subject=account, partnership=staff.partnership_id)
    link = address(user_pk_to_url_str(account), default_token_generator.make_token(account))
    transaction.on_commit(mails.password_reset(account.email, name=account.name, address=link).send)
