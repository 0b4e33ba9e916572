"""Words that wait until the contact of the person harmed has read them."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import DO_NOTHING, PROTECT, Q

from rjhub.cases.vocabulary import HeldStatus, WordsPlace
from rjhub.cases.wording_rules import GUARDS, WORDING
from rjhub.kernel.ids import new_id
from rjhub.sharing.models.protected import WithinPartnership
from rjhub.sharing.protect import Protect
from rjhub.sharing.vocabulary import Category, Side

STAFF = {"db_constraint": False, "on_delete": DO_NOTHING, "related_name": "+", "to": "partnership.staff"}
PRINCIPAL = {"on_delete": PROTECT, "related_name": "+", "to": "partnership.principal"}


class Migration(migrations.Migration):
    """Make the table, protect it, and let no such words stand where more people read them."""

    dependencies = [
        ("cases", "0008_outside"),
        ("partnership", "0002_beside_the_models"),
        ("people", "0004_who_has_seen"),
        ("sharing", "0003_emergencies"),
    ]
    operations = [
        migrations.CreateModel(
            name="HeldWords",
            fields=[
                ("id", models.UUIDField(default=new_id, editable=False, primary_key=True, serialize=False)),
                ("side", models.CharField(choices=Side.choices, max_length=11)),
                ("category", models.CharField(choices=Category.choices, max_length=10)),
                ("acl", ArrayField(models.IntegerField(), default=list, editable=False, size=None)),
                (
                    "asking",
                    models.UUIDField(help_text="The same for everybody who is asked about the same words"),
                ),
                ("place", models.CharField(choices=WordsPlace.choices, max_length=9)),
                ("digests", ArrayField(models.BinaryField(max_length=32), size=None)),
                ("sealed", models.BinaryField()),
                ("case_reference", models.CharField(max_length=20)),
                ("address", models.CharField(help_text="Where they were typed", max_length=200)),
                ("written_at", models.DateTimeField()),
                ("status", models.CharField(choices=HeldStatus.choices, default="waiting", max_length=10)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "note",
                    models.CharField(blank=True, help_text="Why they were not confirmed", max_length=400),
                ),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                ("asked", models.ForeignKey(help_text="Who is to read them", **PRINCIPAL)),
                (
                    "case",
                    WithinPartnership(
                        db_constraint=False, on_delete=DO_NOTHING, related_name="held_words", to="cases.case"
                    ),
                ),
                ("decided_by", WithinPartnership(blank=True, null=True, **STAFF)),
                ("file", WithinPartnership(**STAFF | {"to": "sharing.file"})),
                ("holder", models.ForeignKey(help_text="Who wrote them", **PRINCIPAL)),
                (
                    "partnership",
                    models.ForeignKey(
                        db_index=False, on_delete=PROTECT, related_name="+", to="partnership.partnership"
                    ),
                ),
                (
                    "written_by",
                    WithinPartnership(
                        blank=True, null=True, help_text="Empty for somebody elsewhere", **STAFF
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "held words",
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(status__in=["waiting", "taken_back"], decided_at=None, decided_by=None)
                        | Q(
                            status__in=["confirmed", "refused"],
                            decided_at__isnull=False,
                            decided_by__isnull=False,
                        ),
                        name="a_decision_on_words_says_who",
                    ),
                    models.CheckConstraint(
                        condition=~Q(status="refused") | ~Q(note=""), name="words_not_confirmed_say_why"
                    ),
                ],
                "indexes": [models.Index(fields=["partnership", "case"], name="held_words_of_case")],
            },
        ),
        Protect("HeldWords"),
        # The name of Word's format has 71 characters.
        migrations.AlterField(
            "document",
            "kind",
            models.CharField(help_text="Its type as found in its content", max_length=80),
        ),
        migrations.RunSQL(WORDING),
        migrations.RunSQL(GUARDS),
    ]
