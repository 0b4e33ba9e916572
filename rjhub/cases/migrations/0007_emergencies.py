"""Cases that somebody opened in an emergency."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import rjhub.kernel.ids
import rjhub.sharing.models.protected
from rjhub.cases.emergency_rules import EMERGENCIES
from rjhub.sharing.protect import Protect
from rjhub.sharing.vocabulary import Category, Side

STAFF = {"db_constraint": False, "on_delete": django.db.models.deletion.DO_NOTHING, "related_name": "+"}


class Migration(migrations.Migration):
    """Make the table, protect it, and let the database alone open cases."""

    dependencies = [
        ("cases", "0006_withdrawn_documents"),
        ("partnership", "0002_beside_the_models"),
        ("sharing", "0003_emergencies"),
    ]

    operations = [
        migrations.CreateModel(
            name="EmergencyAccess",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rjhub.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("side", models.CharField(choices=Side.choices, max_length=11)),
                ("category", models.CharField(choices=Category.choices, max_length=10)),
                (
                    "acl",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("case_reference", models.CharField(max_length=20)),
                ("because", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("justified", "It was right to open it"),
                            ("not", "It was not right to open it"),
                        ],
                        max_length=9,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "case",
                    rjhub.sharing.models.protected.WithinPartnership(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="emergencies",
                        to="cases.case",
                    ),
                ),
                ("file", rjhub.sharing.models.protected.WithinPartnership(to="sharing.file", **STAFF)),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.principal",
                    ),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partnership.partnership",
                    ),
                ),
                (
                    "reviewed_by",
                    rjhub.sharing.models.protected.WithinPartnership(
                        blank=True, null=True, to="partnership.staff", **STAFF
                    ),
                ),
                ("staff", rjhub.sharing.models.protected.WithinPartnership(to="partnership.staff", **STAFF)),
            ],
            options={
                "verbose_name_plural": "emergency accesses",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("because", ""), _negated=True), name="an_emergency_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(reviewed_at=None, reviewed_by=None, finding="")
                        | (
                            models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                            & ~models.Q(finding="")
                        ),
                        name="a_review_says_who_and_what",
                    ),
                ],
            },
        ),
        Protect("EmergencyAccess"),
        migrations.RunSQL(EMERGENCIES),
    ]
