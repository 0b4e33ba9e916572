"""What happens to accounts and sessions that has to be on record."""

from functools import partial

from django.db import connection, transaction
from procrastinate.contrib.django import app

from rjhub.audit.recording import record
from rjhub.partnership import acting, policies
from rjhub.partnership.models import Account, Staff


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
    _sign_out(account, forget=False)
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
def start_over(staff: Staff, *, by: Staff, site: str) -> None:
    """Help somebody who lost their password and second factors back in: only their own mailbox opens the account now.

    Takes both away, signs them out everywhere and lets the worker mail them a link; `site` is where ours begin. Raises
    Refused if `by` may not.
    """
    policies.may_start_over(by, staff).or_refuse()
    account = Account.objects.get(id=staff.account_id)
    _sign_out(account, forget=True)
    record("partnership:account:start_over", by=by, subject=account, partnership=staff.partnership_id)
    mail = app.configure_task("mail_password_link")
    transaction.on_commit(partial(mail.defer, email=account.email, site=site))


def _sign_out(account: Account, *, forget: bool) -> None:
    # Inside a door the program reaches no session and no password: the database does it for an administrator.
    with connection.cursor() as cursor:
        cursor.execute("SELECT keeper.sign_out(%s, %s)", [account.id, forget])
