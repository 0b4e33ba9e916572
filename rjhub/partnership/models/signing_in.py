"""How an account is opened: its password's hash, and where somebody is signed in. Only the front door reads these."""

from django.db import models

from rjhub.partnership.models.account import Account


class Password(models.Model):
    """The hash of the password of an account; an account without one is opened by its agency's sign-on."""

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"password of {self.account_id}"


class OpenSession(models.Model):
    """Where somebody is signed in, for their own list. It names the digest of a session and not its key."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=40, unique=True)
    user_agent = models.CharField(max_length=200)
    ip = models.GenericIPAddressField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.ip} ({self.user_agent})"
