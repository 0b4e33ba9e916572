"""Seals: each covers what was logged since the one before, and names that one, so together they are a chain."""

from django.db import models


class Seal(models.Model):
    """A seal of a partnership. docs/checking-the-log.md says how its head is reckoned."""

    pk = models.CompositePrimaryKey("partnership_id", "number")
    partnership_id = models.SmallIntegerField()
    number = models.IntegerField()
    sealed_at = models.DateTimeField()
    since = models.DateTimeField(null=True, help_text="Nothing under it was logged earlier")
    start = models.BigIntegerField(help_text="The first transaction under it")
    stop = models.BigIntegerField(help_text="The first transaction after it")
    ceiling = models.BigIntegerField(help_text="No transaction from here on had begun")
    entries = models.IntegerField()
    consultations = models.IntegerField()
    total = models.BigIntegerField(help_text="How much is sealed, from the first seal to this")
    previous = models.BinaryField()
    root = models.BinaryField()
    head = models.BinaryField()
    entry_list = models.BinaryField()
    consultation_list = models.BinaryField()

    def __str__(self) -> str:
        return f"seal {self.number} of {self.partnership_id}"


class Signature(models.Model):
    """The installation's signature under a seal's head, made with a key that the database does not hold."""

    pk = models.CompositePrimaryKey("partnership_id", "number")
    partnership_id = models.SmallIntegerField()
    number = models.IntegerField()
    public_key = models.BinaryField()
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"signature under seal {self.number} of {self.partnership_id}"
