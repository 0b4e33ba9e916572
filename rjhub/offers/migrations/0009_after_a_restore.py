"""After a restore nobody is contacted until the noes that were said since are known again."""

from django.db import migrations

from rjhub.offers import freeze_rules, reconciling_rules, register_rules


class Migration(migrations.Migration):
    """The register first: what is erased is entered there."""

    dependencies = [
        ("asking", "0002_between"),
        ("cases", "0012_attached_referrals"),
        ("letters", "0004_why_not_sent"),
        ("matching", "0003_erasing"),
        ("offers", "0008_questions_between"),
        ("people", "0008_missing_keys"),
        ("sharing", "0007_standing"),
    ]
    operations = [
        migrations.RunSQL(register_rules.ENTERING),
        migrations.RunSQL(register_rules.APPROACHES),
        migrations.RunSQL(register_rules.FROM_NOW_ON),
        migrations.RunSQL(freeze_rules.FREEZING),
        migrations.RunSQL(freeze_rules.GUARDED),
        migrations.RunSQL(freeze_rules.ASKED_FIRST),
        migrations.RunSQL(reconciling_rules.RECONCILING),
    ]
