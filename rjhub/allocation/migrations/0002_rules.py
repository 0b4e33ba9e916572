"""Who reads a plan."""

from django.db import migrations

from rjhub.allocation import plan_rules


class Migration(migrations.Migration):
    dependencies = [("allocation", "0001_initial"), ("facilitators", "0004_availability_rules")]
    operations = [migrations.RunSQL(each) for each in (plan_rules.PLANS, plan_rules.WEIGHTS)]
