"""What agencies answer: under which law, within which limits, with which file; and how requests are chased."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from rjhub.cases.limit_rules import LIMITS
from rjhub.sharing.database import WITHIN
from rjhub.sharing.models import WithinPartnership

LIMIT = models.CharField(
    choices=[
        ("hub_only", "Only the hub’s coordinators may see it"),
        ("not_to_person", "It must not be shown to the person it is about"),
        ("not_to_other", "It must not be told to the other side"),
        ("not_in_court", "It must not stand in a report to the court"),
    ],
    max_length=16,
)
REGIMES = [("uk_gdpr", "UK GDPR"), ("part_3", "Part 3 of the Data Protection Act 2018")]
STATUSES = [
    ("asked", "Asked"),
    ("answered", "Answered"),
    ("refused", "Refused"),
    ("passed_on", "Passed on"),
    ("cancelled", "Cancelled"),
]
KEYS = (
    ("cases_informationitem", "document_id", "cases_document"),
    ("cases_informationrequest", "passed_on_from_id", "cases_informationrequest"),
)


def _moment(field: str, help_text: str = "") -> migrations.AddField:
    moment = models.DateTimeField(blank=True, null=True, help_text=help_text)
    return migrations.AddField("informationrequest", field, moment)


def _key(table: str, column: str, target: str) -> migrations.RunSQL:
    statement = WITHIN.format(table=table, short=table, column=column, target=target)
    return migrations.RunSQL(statement, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    """Add them, keep the keys within a partnership, and let limits narrow who sees a row."""

    dependencies = [
        ("cases", "0003_open_cases"),
        ("partnership", "0002_beside_the_models"),
        ("sharing", "0002_keeper"),
    ]
    operations = [
        migrations.AddField("document", "limits", ArrayField(LIMIT, blank=True, default=list)),
        migrations.AddField(
            "informationitem",
            "document",
            WithinPartnership(blank=True, null=True, related_name="answers", to="cases.document"),
        ),
        migrations.AddField("informationitem", "limits", ArrayField(LIMIT, blank=True, default=list)),
        migrations.AddField(
            "informationitem",
            "regime",
            models.CharField(blank=True, choices=REGIMES, max_length=7, help_text="Empty where none is kept"),
        ),
        migrations.AddField(
            "informationrequest",
            "find_by",
            ArrayField(
                models.CharField(max_length=80),
                blank=True,
                default=list,
                help_text="Numbers by which the agency knows them",
            ),
        ),
        migrations.AddField(
            "informationrequest",
            "passed_on_from",
            WithinPartnership(
                blank=True,
                null=True,
                related_name="passed_on_to",
                help_text="What another agency passed on",
                to="cases.informationrequest",
            ),
        ),
        _moment("reminded_at"),
        _moment("escalated_at", "To all lead contacts of the agency"),
        _moment("hub_told_at"),
        migrations.AlterField(
            "informationitem",
            "onward_limits",
            models.CharField(blank=True, max_length=400, help_text="Any other limit, in words"),
        ),
        migrations.AlterField(
            "informationrequest",
            "status",
            models.CharField(choices=STATUSES, default="asked", max_length=9),
        ),
        migrations.AddConstraint(
            "informationitem",
            models.CheckConstraint(
                condition=models.Q(document=None) | models.Q(kind="information"),
                name="only_information_has_a_file",
            ),
        ),
        *(_key(*key) for key in KEYS),
        migrations.RunSQL(LIMITS, migrations.RunSQL.noop),
    ]
