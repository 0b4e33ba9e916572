"""What the police found when they looked somebody up."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import rjhub.cases.models.police_check
import rjhub.kernel.ids
import rjhub.sharing.models.protected
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    """Make the table, protect it, and keep it to the hub."""

    dependencies = [
        ("cases", "0004_information"),
        ("partnership", "0002_beside_the_models"),
        ("sharing", "0002_keeper"),
    ]

    operations = [
        migrations.CreateModel(
            name="PoliceCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=rjhub.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("harmed", "person harmed"),
                            ("responsible", "person responsible"),
                            ("neutral", "both sides"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("referral", "the referral"),
                            ("offence", "the offence"),
                            ("identity", "who somebody is"),
                            ("contact", "how to reach somebody"),
                            ("safety", "what keeps somebody safe"),
                            ("police", "police information"),
                            ("health", "health and needs"),
                            ("statement", "what somebody said"),
                            ("casework", "the work on the case"),
                            ("agreement", "the agreement"),
                            ("feedback", "feedback"),
                            ("equality", "equality monitoring"),
                            ("money", "money"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "acl",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("pnc", "Police National Computer"), ("niche", "Niche RMS")], max_length=5
                    ),
                ),
                (
                    "limits",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("hub_only", "Only the hub’s coordinators may see it"),
                                ("not_to_person", "It must not be shown to the person it is about"),
                                ("not_to_other", "It must not be told to the other side"),
                                ("not_in_court", "It must not stand in a report to the court"),
                            ],
                            max_length=16,
                        ),
                        default=rjhub.cases.models.police_check.hub_only,
                        size=None,
                    ),
                ),
                ("checked_on", models.DateField()),
                (
                    "checked_by",
                    models.CharField(help_text="Name and collar number of whoever searched", max_length=80),
                ),
                ("covers_from", models.DateField(blank=True, help_text="How far back, in Niche", null=True)),
                ("found", models.BooleanField(help_text="Whether there is anything about the person")),
                (
                    "reference",
                    models.CharField(
                        blank=True, help_text="PNC ID, or the force's own reference", max_length=40
                    ),
                ),
                (
                    "markers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("violent", "Violence"),
                                ("weapons", "Weapons"),
                                ("firearms", "Firearms"),
                                ("drugs", "Drugs"),
                                ("self_harm", "Self-harm or suicide"),
                                ("mental_health", "Mental health"),
                                ("ailment", "An illness that others must know of"),
                                ("escaper", "Escapes"),
                                ("sexual", "Sexual offences"),
                                ("vulnerable", "Offends against vulnerable people"),
                                ("domestic_abuse", "Domestic abuse"),
                                ("stalking", "Stalking or harassment"),
                                ("intimidation", "Intimidating witnesses or victims"),
                                ("gang", "Gangs"),
                                ("child", "A child at risk"),
                                ("adult", "An adult at risk"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("open_matters", models.TextField(blank=True, help_text="Charges, bail, investigations")),
                ("orders", models.TextField(blank=True, help_text="Orders that forbid contact or places")),
                ("bears_on_risk", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    rjhub.sharing.models.protected.WithinPartnership(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "file",
                    rjhub.sharing.models.protected.WithinPartnership(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sharing.file",
                    ),
                ),
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
                    "recorded_by",
                    rjhub.sharing.models.protected.WithinPartnership(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partnership.staff",
                    ),
                ),
                (
                    "request",
                    rjhub.sharing.models.protected.WithinPartnership(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="checks",
                        to="cases.informationrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("partnership", "request", "kind"), name="one_check_of_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category", "police"), models.Q(("side", "harmed"), _negated=True)
                        ),
                        name="a_check_is_police_information",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("bears_on_risk", ""),
                                ("found", False),
                                ("markers", []),
                                ("open_matters", ""),
                                ("orders", ""),
                                ("reference", ""),
                            ),
                            models.Q(("found", True), models.Q(("reference", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="what_was_found_has_a_reference",
                    ),
                ],
            },
        ),
        Protect("PoliceCheck"),
        migrations.RunSQL(
            "CREATE TRIGGER narrow_to_the_hub BEFORE INSERT OR UPDATE ON cases_policecheck "
            "FOR EACH ROW EXECUTE FUNCTION keeper.narrow_to_the_hub();",
            migrations.RunSQL.noop,
        ),
    ]
