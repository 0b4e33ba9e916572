"""What Django itself finds wrong with models, settings and addresses."""

import io

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_django_finds_nothing_wrong() -> None:
    # Among others: a code that is longer than its column, which only the database would refuse.
    said = io.StringIO()

    call_command("check", "--fail-level", "WARNING", "--database", "owner", stdout=said, stderr=said)

    assert "no issues" in said.getvalue()
