"""What signing in leaves to the worker, so that how long an answer takes does not tell who has an account.

A request puts the same job into the queue for every address that somebody types. The worker looks whose it is.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from procrastinate.contrib.django import app

from rjhub.kernel import connecting
from rjhub.partnership.actions import accounts
from rjhub.partnership.models import Account
from rjhub.partnership.signing_in import mails


@app.task(name="mail_password_link")
def mail_password_link(email: str, site: str) -> None:
    """Mail the link for a new password to whoever has an account with this address; `site` is where ours begin."""
    account = _of(email)
    if account is not None:
        with connecting.signed_in_as(connecting.FRONT):
            parts = [user_pk_to_url_str(account), default_token_generator.make_token(account)]
        link = site + reverse("account_reset_password_from_key", args=parts)
        mails.password_reset(account.email, name=account.name, address=link).send()


@app.task(name="note_failed_sign_in")
def note_failed_sign_in(email: str) -> None:
    """Put on record that somebody tried to sign in to an account and could not."""
    account = _of(email)
    if account is not None:
        accounts.note_failed_sign_in(account)


def _of(email: str) -> Account | None:
    return Account.objects.filter(email=email.strip().lower(), is_active=True).first()
