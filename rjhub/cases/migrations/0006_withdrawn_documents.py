"""Documents that were withdrawn: by whom and why. The same file can be added again after that."""

from django.db import migrations, models
from django.db.models import Q

from rjhub.sharing.database import WITHIN
from rjhub.sharing.models import WithinPartnership


class Migration(migrations.Migration):
    """Add it to documents."""

    dependencies = [("cases", "0005_police_checks"), ("partnership", "0002_beside_the_models")]
    operations = [
        migrations.RemoveConstraint("document", "a_document_once_in_a_case"),
        migrations.AddField("document", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "document",
            "withdrawn_by",
            WithinPartnership(blank=True, null=True, related_name="+", to="partnership.staff"),
        ),
        migrations.AddField("document", "withdrawn_because", models.CharField(blank=True, max_length=400)),
        migrations.AddConstraint(
            "document",
            models.UniqueConstraint(
                condition=Q(withdrawn_at=None),
                fields=("partnership", "case", "side", "category", "digest"),
                name="a_document_once_in_a_case",
            ),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_document_says_who_and_why",
            ),
        ),
        migrations.RunSQL(
            WITHIN.format(
                table="cases_document",
                short="cases_document",
                column="withdrawn_by_id",
                target="partnership_staff",
            ),
            migrations.RunSQL.noop,
        ),
    ]
