"""What preparation, meetings, messages, agreements and follow-ups need beyond the first tables."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import rjhub.kernel.ids
import rjhub.sharing.models.protected
from rjhub.cases.database import MEETINGS
from rjhub.sharing.database import WITHIN
from rjhub.sharing.protect import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_gates"),
        ("partnership", "0002_leaving_and_prisons"),
        ("sharing", "0002_keeper"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementReport",
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
                ("told_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True, help_text="What they were told, and what they said")),
                ("not_told_because", models.CharField(blank=True, max_length=400)),
                ("recorded_at", models.DateTimeField()),
                (
                    "submission_key",
                    models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="agreement",
            name="who_told_the_person_harmed",
        ),
        migrations.RemoveField(
            model_name="agreement",
            name="harmed_told_by",
        ),
        migrations.RemoveField(
            model_name="agreement",
            name="harmed_told_note",
        ),
        migrations.RemoveField(
            model_name="agreement",
            name="harmed_told_on",
        ),
        migrations.AddField(
            model_name="agreement",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="agreementitem",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="attendance",
            name="taken_off_at",
            field=models.DateTimeField(
                blank=True, help_text="When it was decided that they do not come after all", null=True
            ),
        ),
        migrations.AddField(
            model_name="followup",
            name="ask",
            field=models.CharField(blank=True, help_text="What is to be asked", max_length=600),
        ),
        migrations.AddField(
            model_name="followup",
            name="no_feedback_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="followup",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="instead_of",
            field=rjhub.sharing.models.protected.WithinPartnership(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="written_again",
                to="cases.message",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, help_text="When its sender took it back", null=True),
        ),
        migrations.AddField(
            model_name="preparation",
            name="submission_key",
            field=models.UUIDField(editable=False, help_text="One form makes one of these", null=True),
        ),
        migrations.AddField(
            model_name="preparation",
            name="supporters_prepared",
            field=models.BooleanField(
                help_text="Somebody has prepared them; empty if nobody comes along", null=True
            ),
        ),
        migrations.AddField(
            model_name="preparation",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="followup",
            name="feedback_offered",
            field=models.BooleanField(help_text="Empty: it is to be offered another time", null=True),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="venue",
            field=models.CharField(help_text="As long as a pathway may name one", max_length=600),
        ),
        migrations.AlterField(
            model_name="message",
            name="status",
            field=models.CharField(
                choices=[
                    ("written", "Waiting for review"),
                    ("approved", "Approved, not passed on yet"),
                    ("returned", "Returned to its writer"),
                    ("passed_on", "Passed on"),
                    ("withdrawn", "Taken back by its sender"),
                ],
                default="written",
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="an_agreement_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("nothing_wanted", True), models.Q(("words", ""), _negated=True), _connector="OR"
                ),
                name="an_agreement_says_what_was_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementitem",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="an_agreement_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("party__isnull", False),
                    ("staff__isnull", False),
                    models.Q(("name", ""), _negated=True),
                    _connector="OR",
                ),
                name="somebody_comes_to_a_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="a_follow_up_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("done_on", None), ("not_done_because", ""), models.Q(("key", ""), _negated=True)
                ),
                fields=("partnership", "party", "key"),
                name="one_open_follow_up_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("feedback_offered", False), _negated=True), ("no_feedback_because", "")
                    ),
                    models.Q(
                        ("feedback_offered", False), models.Q(("no_feedback_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="no_feedback_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="a_meeting_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="a_message_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                    models.Q(models.Q(("status", "withdrawn"), _negated=True), ("withdrawn_at", None)),
                    _connector="OR",
                ),
                name="a_message_taken_back_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparation",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="a_preparation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="preparation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("supporters_prepared", None),
                    models.Q(("supporters", ""), _negated=True),
                    _connector="OR",
                ),
                name="supporters_are_named",
            ),
        ),
        migrations.AddField(
            model_name="agreementreport",
            name="agreement",
            field=rjhub.sharing.models.protected.WithinPartnership(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="reports",
                to="cases.agreement",
            ),
        ),
        migrations.AddField(
            model_name="agreementreport",
            name="case",
            field=rjhub.sharing.models.protected.WithinPartnership(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="agreement_reports",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="agreementreport",
            name="file",
            field=rjhub.sharing.models.protected.WithinPartnership(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sharing.file",
            ),
        ),
        migrations.AddField(
            model_name="agreementreport",
            name="partnership",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.partnership"
            ),
        ),
        migrations.AddField(
            model_name="agreementreport",
            name="party",
            field=rjhub.sharing.models.protected.WithinPartnership(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.party",
            ),
        ),
        migrations.AddField(
            model_name="agreementreport",
            name="told_by",
            field=rjhub.sharing.models.protected.WithinPartnership(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="partnership.staff",
            ),
        ),
        migrations.AddIndex(
            model_name="agreementreport",
            index=models.Index(fields=["partnership", "case"], name="agreement_report_of_case"),
        ),
        migrations.AddConstraint(
            model_name="agreementreport",
            constraint=models.UniqueConstraint(
                fields=("partnership", "submission_key"), name="an_agreement_report_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("told_on", None), models.Q(("not_told_because", ""), _negated=True)),
                    models.Q(("not_told_because", ""), ("told_on__isnull", False)),
                    _connector="OR",
                ),
                name="told_on_a_day_or_says_why_not",
            ),
        ),
        Protect("AgreementReport"),
        migrations.RunSQL(
            WITHIN.format(
                table="cases_message", short="cases_message", column="instead_of_id", target="cases_message"
            )
        ),
        migrations.RunSQL(MEETINGS),
    ]
