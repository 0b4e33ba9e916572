"""An account: one human being who can sign in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from rjhub.kernel.ids import new_id


class Accounts(BaseUserManager["Account"]):
    """Finds and makes accounts."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """By e-mail address, whatever its capitals."""
        return self.get(email__iexact=username)


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
