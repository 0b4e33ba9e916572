"""What consents, acknowledgements, suitability, risk and approvals need beyond the first tables."""

import django.db.models.deletion
from django.db import migrations, models

import rjhub.sharing.models.protected
from rjhub.sharing.database import WITHIN


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_bringing_together"),
        ("partnership", "0004_shared_cache"),
        ("sharing", "0002_keeper"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="approval",
            options={},
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="a_disclosure_names_what",
        ),
        migrations.AddField(
            model_name="acknowledgement",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="approval",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="to_whom",
            field=models.CharField(blank=True, help_text="With which person or agency", max_length=120),
        ),
        migrations.AddField(
            model_name="consent",
            name="what_for",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="risk",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="returned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="returned_because",
            field=models.TextField(blank=True, help_text="Why the supervisor did not sign it off"),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="returned_by",
            field=rjhub.sharing.models.protected.WithinPartnership(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="partnership.staff",
            ),
        ),
        migrations.AddField(
            model_name="riskassessment",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="suitabilityassessment",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AlterField(
            model_name="consent",
            name="what",
            field=models.CharField(blank=True, help_text="What may be shared", max_length=200),
        ),
        migrations.AlterField(
            model_name="consent",
            name="wording",
            field=models.CharField(help_text="Which version of the wording they agreed to", max_length=120),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="an_acknowledgement_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("side", "harmed"), _negated=True), ("responsibility", None), _connector="OR"
                ),
                name="a_person_harmed_takes_no_responsibility",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="an_approval_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(("why", ""), _negated=True), name="an_approval_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="a_consent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose", "disclosure"), _negated=True),
                    models.Q(("what", ""), ("to_whom", ""), _connector="OR", _negated=True),
                    _connector="OR",
                ),
                name="a_disclosure_names_what_and_to_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.UniqueConstraint(fields=("partnership", "submission_key"), name="a_risk_once"),
        ),
        migrations.AddConstraint(
            model_name="riskassessment",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="a_risk_assessment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="riskassessment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("returned_at", None), ("returned_because", ""), ("returned_by", None)),
                    models.Q(
                        ("returned_at__isnull", False),
                        ("returned_by__isnull", False),
                        ("signed_off_at", None),
                        models.Q(("returned_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_assessment_sent_back_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="suitabilityassessment",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="a_suitability_once"
            ),
        ),
        migrations.RunSQL(
            WITHIN.format(
                table="cases_riskassessment",
                short="cases_riskassessment",
                column="returned_by_id",
                target="partnership_staff",
            )
        ),
    ]
