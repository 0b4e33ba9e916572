"""Referrals about the same incident are attached to its case."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import DO_NOTHING, PROTECT, Q

from rjhub.kernel.ids import new_id
from rjhub.sharing.models.protected import WithinPartnership
from rjhub.sharing.protect import Protect
from rjhub.sharing.vocabulary import Category, Side

WITHIN = {"db_constraint": False, "on_delete": DO_NOTHING, "related_name": "+"}
STAFF = {**WITHIN, "to": "partnership.staff"}


class Migration(migrations.Migration):
    """Make the table and protect it."""

    dependencies = [
        ("cases", "0011_more_doors"),
        ("partnership", "0002_beside_the_models"),
        ("referrals", "0002_walls"),
        ("sharing", "0005_front_door"),
    ]
    operations = [
        migrations.CreateModel(
            name="AttachedReferral",
            fields=[
                ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ("side", models.CharField(choices=Side.choices, max_length=11)),
                ("category", models.CharField(choices=Category.choices, max_length=10)),
                ("acl", ArrayField(models.IntegerField(), default=list, editable=False, size=None)),
                ("reference", models.CharField(help_text="Of the referral", max_length=16)),
                ("attached_at", models.DateTimeField()),
                (
                    "let_in",
                    models.BooleanField(
                        help_text="Whether the hub of the case was let into the referral for this"
                    ),
                ),
                (
                    "links",
                    ArrayField(
                        models.UUIDField(),
                        default=list,
                        help_text="Records that were joined for it",
                        size=None,
                    ),
                ),
                (
                    "flags",
                    ArrayField(
                        models.UUIDField(), default=list, help_text="Marks that it put on the case", size=None
                    ),
                ),
                (
                    "parties",
                    ArrayField(
                        models.UUIDField(),
                        default=list,
                        help_text="People whom it brought into the case",
                        size=None,
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, help_text="When it was said who is who", null=True),
                ),
                ("detached_at", models.DateTimeField(blank=True, null=True)),
                ("detached_because", models.CharField(blank=True, max_length=400)),
                ("attached_by", WithinPartnership(null=True, **STAFF)),
                (
                    "case",
                    WithinPartnership(
                        **WITHIN | {"related_name": "attached", "to": "cases.case"},
                    ),
                ),
                ("detached_by", WithinPartnership(blank=True, null=True, **STAFF)),
                ("file", WithinPartnership(**WITHIN | {"to": "sharing.file"})),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False, on_delete=PROTECT, related_name="+", to="partnership.partnership"
                    ),
                ),
                ("referral", WithinPartnership(**WITHIN | {"to": "referrals.referral"})),
                ("settled_by", WithinPartnership(blank=True, null=True, **STAFF)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(detached_at=None),
                        fields=("partnership", "referral"),
                        name="a_referral_is_attached_once",
                    ),
                    models.CheckConstraint(
                        condition=Q(detached_at=None, detached_because="")
                        | (Q(detached_at__isnull=False) & ~Q(detached_because="")),
                        name="a_detached_referral_says_why",
                    ),
                    models.CheckConstraint(
                        condition=Q(detached_at=None, detached_by=None)
                        | Q(detached_at__isnull=False, detached_by__isnull=False),
                        name="a_detached_referral_says_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=Q(settled_at=None, settled_by=None)
                        | Q(settled_at__isnull=False, settled_by__isnull=False),
                        name="a_settled_referral_says_by_whom",
                    ),
                ],
                "indexes": [models.Index(fields=["partnership", "case"], name="attached_to_case")],
            },
        ),
        Protect("AttachedReferral"),
        migrations.AddField(
            "consent",
            "ended_with_the_case",
            models.BooleanField(
                db_default=False,
                default=False,
                help_text="Nobody took it back: the case was closed and opened again",
            ),
        ),
    ]
