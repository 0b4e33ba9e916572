"""An account: one human being who can sign in.

What opens it stands elsewhere (`models.signing_in`), where only the front door reads.
"""

import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, is_password_usable
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from rjhub.kernel import connecting
from rjhub.kernel.ids import new_id


class Accounts(BaseUserManager["Account"]):
    """Finds and makes accounts."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """By e-mail address, whatever its capitals."""
        return self.get(email__iexact=username)


def new_stamp() -> str:
    """What changes when somebody's sessions have to end."""
    return secrets.token_hex(16)


class Account(AbstractBaseUser):
    """One human being who can sign in; what they may do comes from the agencies that they work for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True, help_text="Always in small letters")
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    password_only = models.BooleanField(
        default=False, help_text="May sign in without a second factor; for the demonstration's cast only"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    session_stamp = models.CharField(
        max_length=32, default=new_stamp, help_text="Sessions that began under another one are over"
    )

    objects = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_email_in_small_letters")
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as the person gave it."""
        return self.name

    @property
    def password(self) -> str:
        """The hash, which is no column of this table: whoever works on cases could read it there."""
        if self._hash is None:
            with connecting.signed_in_as(connecting.FRONT):
                self._hash = (
                    self._passwords().values_list("hash", flat=True).first() or UNUSABLE_PASSWORD_PREFIX
                )
        return self._hash

    @password.setter
    def password(self, value: str) -> None:
        self._hash = value
        self._is_new = True
        self.session_stamp = new_stamp()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the account, and its password where that is new."""
        names = kwargs.get("update_fields")
        if names is not None:
            kwargs["update_fields"] = (set(names) - {"password"}) | (
                {"session_stamp"} if self._is_new else set()
            )
        adding = self._state.adding
        super().save(*args, **kwargs)
        if self._is_new:
            self._keep_password(adding=adding)

    _hash: str | None = None
    _is_new = False

    def _keep_password(self, *, adding: bool) -> None:
        usable = is_password_usable(self._hash)
        if usable or not adding:
            with connecting.signed_in_as(connecting.FRONT):
                if usable:
                    self._passwords().model(account=self, hash=self._hash).save()
                else:
                    self._passwords().delete()
        self._is_new = False

    def _passwords(self) -> "models.QuerySet[Any]":
        from rjhub.partnership.models.signing_in import Password

        return Password.objects.filter(account_id=self.pk)

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        salt = "rjhub.partnership.models.account"
        return salted_hmac(salt, self.session_stamp, secret=secret, algorithm="sha256").hexdigest()
