"""What the Victims' Code asks for, as dated events."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import DO_NOTHING, PROTECT, F, Q

from rjhub.cases.vocabulary import CodeDutyKind, NotSure
from rjhub.kernel.ids import new_id
from rjhub.sharing.models.protected import WithinPartnership
from rjhub.sharing.protect import Protect
from rjhub.sharing.vocabulary import Category, Side

WITHIN = {"db_constraint": False, "on_delete": DO_NOTHING, "related_name": "+"}
AGENCY = {**WITHIN, "to": "partnership.agency"}


class Migration(migrations.Migration):
    """Make the table and protect it."""

    dependencies = [
        ("cases", "0012_attached_referrals"),
        ("partnership", "0002_beside_the_models"),
        ("sharing", "0005_front_door"),
    ]
    operations = [
        migrations.CreateModel(
            name="CodeDuty",
            fields=[
                ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ("side", models.CharField(choices=Side.choices, max_length=11)),
                ("category", models.CharField(choices=Category.choices, max_length=10)),
                ("acl", ArrayField(models.IntegerField(), default=list, editable=False, size=None)),
                ("case_reference", models.CharField(max_length=20)),
                ("crime_reference", models.CharField(blank=True, max_length=40)),
                ("kind", models.CharField(choices=CodeDutyKind.choices, max_length=5)),
                (
                    "not_sure",
                    models.CharField(
                        blank=True,
                        choices=NotSure.choices,
                        help_text="Why it may be another agency's",
                        max_length=10,
                    ),
                ),
                (
                    "enhanced",
                    models.BooleanField(help_text="Enhanced rights; empty where nobody has said", null=True),
                ),
                (
                    "reported_on",
                    models.DateField(blank=True, help_text="When the crime was reported", null=True),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "at_latest",
                    models.BooleanField(
                        default=False,
                        help_text="It was done by this day; on which day before is not written anywhere",
                    ),
                ),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    WithinPartnership(
                        help_text="Whose duty it is; empty where that is not known", null=True, **AGENCY
                    ),
                ),
                ("case", WithinPartnership(**WITHIN | {"related_name": "duties", "to": "cases.case"})),
                ("done_by", WithinPartnership(blank=True, null=True, **AGENCY)),
                ("file", WithinPartnership(**WITHIN | {"to": "sharing.file"})),
                (
                    "holder",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="partnership.principal"),
                ),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False, on_delete=PROTECT, related_name="+", to="partnership.partnership"
                    ),
                ),
                ("party", WithinPartnership(**WITHIN | {"related_name": "duties", "to": "cases.party"})),
                (
                    "recorded_by",
                    WithinPartnership(blank=True, null=True, **WITHIN | {"to": "partnership.staff"}),
                ),
            ],
            options={
                "verbose_name_plural": "code duties",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "party", "kind"), name="a_duty_once_to_a_person"
                    ),
                    models.CheckConstraint(condition=Q(side="harmed"), name="a_duty_is_to_somebody_harmed"),
                    models.CheckConstraint(
                        condition=Q(reported_on=None, due_on=None)
                        | Q(reported_on__isnull=False, due_on__gt=F("reported_on")),
                        name="a_duty_is_due_after_the_report",
                    ),
                    models.CheckConstraint(
                        condition=Q(done_on=None, recorded_at=None, recorded_by=None, at_latest=False)
                        | Q(done_on__isnull=False, recorded_at__isnull=False),
                        name="a_duty_that_was_done_says_when",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["partnership", "case"], name="duty_of_case"),
                    models.Index(
                        condition=Q(done_on=None), fields=["partnership", "due_on", "id"], name="duties_to_do"
                    ),
                ],
            },
        ),
        Protect("CodeDuty"),
    ]
