"""Asking another partnership, by a key that both agreed."""

from django.db import migrations

from rjhub.asking.between_keys import AGREEING, TABLES, VAULT
from rjhub.asking.between_rules import ANSWERING, ENCODING


class Migration(migrations.Migration):
    """The key in the vault, the record of agreements and questions, and what answers them."""

    dependencies = [
        ("asking", "0001_walls"),
        ("matching", "0002_rules"),
        ("people", "0007_wider_keys"),
        ("sharing", "0005_front_door"),
    ]
    operations = [migrations.RunSQL(each) for each in (VAULT, TABLES, AGREEING, ENCODING, ANSWERING)]
