"""A partnership: the agencies of one area that work cases together."""

from django.db import models


class Partnership(models.Model):
    """One area's partnership. Its number is the first part of every key of a protected table."""

    id = models.SmallAutoField(primary_key=True)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=4, unique=True, help_text="Starts every case reference, like SX")
    force_code = models.CharField(max_length=9, help_text="ONS code of the police force area")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    takes_self_referrals = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name
