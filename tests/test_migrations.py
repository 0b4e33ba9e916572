"""What migrations make is what the models say, whichever way it is made."""

import pytest
from django.apps import apps
from django.db.migrations import CreateModel
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from rjhub.cases.models import Case
from rjhub.sharing.creating import MakesTables


def missing() -> set[str]:
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    return set(changes.changes(graph=loader.graph))


def test_no_model_waits_for_a_migration() -> None:
    assert missing() == set()


def test_a_model_without_its_migration_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Case._meta.get_field("offence"), "max_length", 201)
    assert missing() == {"cases"}


def test_a_migration_that_makes_tables_does_nothing_else() -> None:
    # All its operations are noted before the first is carried out: one that changed what another made would fail.
    migrations = MigrationLoader(None).disk_migrations.values()
    making = [migration for migration in migrations if isinstance(migration, MakesTables)]
    assert {migration.app_label for migration in making} == {
        "people",
        "letters",
        "matching",
        "referrals",
        "cases",
        "feedback",
    }
    assert {type(operation) for migration in making for operation in migration.operations} == {CreateModel}
