"""Agencies elsewhere are asked by one-time links."""

from django.db import migrations, models
from django.db.models import PROTECT, Q

from rjhub.kernel.ids import new_id
from rjhub.sharing.database import WITHIN
from rjhub.sharing.models import WithinPartnership


class Migration(migrations.Migration):
    """Say who they are on the request, and keep the digests of links."""

    dependencies = [("cases", "0007_emergencies"), ("partnership", "0002_beside_the_models")]
    operations = [
        migrations.AddField(
            "informationrequest",
            "outside_agency",
            models.CharField(
                blank=True,
                default="",
                max_length=120,
                help_text="An agency elsewhere that is asked by a link; `agency` is then the hub's",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "informationrequest",
            "outside_name",
            models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            "informationrequest",
            "outside_email",
            models.EmailField(blank=True, default="", max_length=254),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("informationrequest", "an_answered_request_says_who"),
        migrations.AddConstraint(
            "informationrequest",
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                | (Q(answered_at__isnull=False) & ~Q(outside_name="")),
                name="an_answered_request_says_who",
            ),
        ),
        migrations.AlterField(
            "informationitem",
            "given_by",
            WithinPartnership(
                blank=True,
                null=True,
                related_name="+",
                help_text="Empty for somebody elsewhere, whom the request names",
                to="partnership.staff",
            ),
        ),
        migrations.CreateModel(
            name="OutsideLink",
            fields=[
                ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ("key_digest", models.BinaryField(max_length=32, unique=True)),
                ("code_digest", models.BinaryField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, help_text="When the code was right", null=True),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, help_text="Used, locked, or replaced by another", null=True
                    ),
                ),
                ("made_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to="partnership.staff")),
                (
                    "partnership",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="partnership.partnership"),
                ),
                (
                    "request",
                    WithinPartnership(db_index=True, related_name="+", to="cases.informationrequest"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(tries__lte=5), name="a_link_locks_after_five_tries")
                ]
            },
        ),
        migrations.RunSQL(
            WITHIN.format(
                table="cases_outsidelink",
                short="cases_outsidelink",
                column="request_id",
                target="cases_informationrequest",
            ),
            migrations.RunSQL.noop,
        ),
    ]
