"""What opens an account stands where only the front door reads: hashes of passwords, and where somebody is signed in.

Everybody signs in again: the sessions so far stood under the keys that browsers hold.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rjhub.partnership.models.account

PASSWORDS = """
INSERT INTO partnership_password (account_id, hash)
  SELECT id, password FROM partnership_account WHERE password <> '' AND password NOT LIKE '!%';
SET CONSTRAINTS ALL IMMEDIATE;
DELETE FROM django_session;
DROP TABLE IF EXISTS usersessions_usersession;
"""
STAMPS = "UPDATE partnership_account SET session_stamp = md5(gen_random_uuid()::text);"


class Migration(migrations.Migration):
    dependencies = [("partnership", "0002_beside_the_models"), ("sessions", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Password",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("hash", models.CharField(max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name="OpenSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=40, unique=True)),
                ("user_agent", models.CharField(max_length=200)),
                ("ip", models.GenericIPAddressField()),
                ("created_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunSQL(PASSWORDS),
        migrations.RemoveField(model_name="account", name="password"),
        migrations.AddField(
            model_name="account",
            name="session_stamp",
            field=models.CharField(
                default=rjhub.partnership.models.account.new_stamp,
                help_text="Sessions that began under another one are over",
                max_length=32,
            ),
        ),
        migrations.RunSQL(STAMPS),
    ]
